import { and, desc, eq, gt } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { articleSteps, articles, articleVersions } from "#db/schema/knowledge.ts";
import { type ChangedMeanwhile, changedMeanwhile } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import type { ArticleLocale, ArticleState, ArticleStep } from "./article.ts";
import { type KnowledgeReader, mayApprove } from "./reader.ts";
import { nextReviewOn } from "./review-day.ts";
import { tellStep } from "./telling.server.ts";
import { type ArticleRow, changeText, lockArticle, type TextRow, tellArticle, textOf } from "./write.server.ts";

export interface AskedStep {
  readonly articleId: number;
  readonly locale: ArticleLocale;
  /** Of the text's row as it was read. */
  readonly version: number;
  /** Why it goes back to its author; of the others nothing. */
  readonly text?: string;
}

export type StepRefused =
  | { refused: "notFound" | "notNow" | "ownWords" | "notApprover" | "reasonMissing" }
  | ChangedMeanwhile;
type Stepped = { stepped: true } | StepRefused;

const MOVES = {
  submit: { from: ["draft"], step: "submitted", to: "in_review", event: "article.submitted" },
  return: { from: ["in_review"], step: "returned", to: "draft", event: "article.returned" },
  approve: { from: ["in_review"], step: "approved", to: "published", event: "article.published" },
  archive: { from: ["draft", "in_review", "published"], step: "archived", to: "archived", event: "article.archived" },
  reopen: { from: ["archived"], step: "reopened", to: "draft", event: "article.reopened" },
} as const;
export type ArticleMove = keyof typeof MOVES;

const NOT_PUBLISHED = {
  published: null,
  publishedTitle: null,
  publishedText: null,
  publishedWords: null,
  publishedAt: null,
  approvedByName: null,
};

/**
 * Takes a text one step on its way to its readers. What is approved is the newest text, by somebody who wrote none of
 * what is new in it. An archived text is read by nobody but staff.
 */
export async function moveArticle(
  db: Database,
  reader: KnowledgeReader,
  actor: Actor,
  move: ArticleMove,
  { articleId, locale, version, text: reason = "" }: AskedStep,
  now = new Date(),
): Promise<Stepped> {
  return db.transaction(async (tx) => {
    const article = await lockArticle(tx, reader, articleId);
    const text = article && (await textOf(tx, articleId, locale));
    if (!text) return { refused: "notFound" };
    if (text.version !== version) return changedMeanwhile(tx, "article", articleId);
    const { from, step, to, event } = MOVES[move];
    if (!(from as readonly ArticleState[]).includes(text.state)) return { refused: "notNow" };
    if (move === "return" && reason.trim() === "") return { refused: "reasonMissing" };
    if (move === "approve") {
      if (!mayApprove(reader, article.clientId)) return { refused: "notApprover" };
      if (await hasHandIn(tx, text, actor)) return { refused: "ownWords" };
      await approveIn(tx, article, actor, now);
    }
    const readers = { approve: publishedOf(text, actor, now), archive: NOT_PUBLISHED };
    await changeText(tx, text, { state: to, ...(move === "approve" || move === "archive" ? readers[move] : {}) });
    if (move === "submit" || move === "return" || move === "approve") {
      await tellStep(tx, { article, text }, move, actor, now);
    }
    await recordStep(tx, text, { step, text: reason }, actor, now);
    const detail = { locale, number: text.newest };
    await tellArticle(tx, actor, article, text.title, { act: move, event, detail }, now);
    return { stepped: true };
  });
}

/** Takes published texts back to their approver: they are to be read by others than was approved. */
export async function withdrawTexts(tx: Database, texts: readonly TextRow[], actor: Actor, now: Date): Promise<void> {
  for (const text of texts.filter(({ published }) => published !== null)) {
    const state = text.state === "published" ? "in_review" : text.state;
    await changeText(tx, text, { ...NOT_PUBLISHED, state });
    await recordStep(tx, text, { step: "withdrawn", text: "" }, actor, now);
  }
}

function publishedOf({ newest, title, text, words }: TextRow, actor: Actor, now: Date): Partial<TextRow> {
  return {
    published: newest,
    publishedTitle: title,
    publishedText: text,
    publishedWords: words,
    publishedAt: now,
    approvedByName: actor.name,
  };
}

/** Whoever approves has read it: it is no longer stale. */
async function approveIn(tx: Database, { id, reviewOn }: ArticleRow, actor: Actor, now: Date): Promise<void> {
  await tx
    .update(articles)
    .set({
      reviewedAt: now,
      reviewedByName: actor.name,
      reviewOn: nextReviewOn(reviewOn, now),
      staleSince: null,
      staleReason: null,
    })
    .where(eq(articles.id, id));
}

/** Whether the actor wrote something since the last approval, or chose its readers anew. */
async function hasHandIn(tx: Database, { articleId, locale }: TextRow, { id }: Actor): Promise<boolean> {
  if (id === null) return true;
  const ofText = and(eq(articleSteps.articleId, articleId), eq(articleSteps.locale, locale));
  const [last] = await tx
    .select({ id: articleSteps.id, number: articleSteps.number })
    .from(articleSteps)
    .where(and(ofText, eq(articleSteps.step, "approved")))
    .orderBy(desc(articleSteps.id))
    .limit(1);
  const { articleId: ofArticle, locale: inLocale, number, authorId } = articleVersions;
  const own = and(eq(ofArticle, articleId), eq(inLocale, locale), gt(number, last?.number ?? 0), eq(authorId, id));
  const [written] = await tx.select({ number }).from(articleVersions).where(own).limit(1);
  const readersChosen = and(
    ofText,
    gt(articleSteps.id, last?.id ?? 0),
    eq(articleSteps.step, "withdrawn"),
    eq(articleSteps.actorId, id),
  );
  const [chosen] = await tx.select({ id: articleSteps.id }).from(articleSteps).where(readersChosen).limit(1);
  return written !== undefined || chosen !== undefined;
}

async function recordStep(
  tx: Database,
  { articleId, locale, newest: number }: TextRow,
  { step, text }: { step: ArticleStep; text: string },
  actor: Actor,
  now: Date,
): Promise<void> {
  await tx
    .insert(articleSteps)
    .values({ articleId, locale, number, step, text, actorId: actor.id, actorName: actor.name, at: now });
}
