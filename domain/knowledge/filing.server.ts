import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { articleCategories, articles, articleTexts } from "#db/schema/knowledge.ts";
import { type ChangedMeanwhile, changedMeanwhile, journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import { inLanguage } from "./article.ts";
import { type Filing, type FilingRefused, filingRefused } from "./commands.server.ts";
import type { KnowledgeReader } from "./reader.ts";
import { withdrawTexts } from "./steps.server.ts";
import { type ArticleRow, lockArticle, tellArticle } from "./write.server.ts";

export interface AskedOfArticle {
  readonly articleId: number;
  /** Of the article's row as it was read. */
  readonly version: number;
}

type Refused = { refused: "notFound" } | ChangedMeanwhile;

/** Files an article anew. Other readers than were approved must be approved: until then clients read nothing of it. */
export async function fileArticle(
  db: Database,
  reader: KnowledgeReader,
  actor: Actor,
  { articleId, version, ...filing }: AskedOfArticle & Filing,
  now = new Date(),
): Promise<{ filed: true } | Refused | FilingRefused> {
  return db.transaction(async (tx) => {
    const article = await lockArticle(tx, reader, articleId);
    if (!article) return { refused: "notFound" };
    if (article.version !== version) return changedMeanwhile(tx, "article", articleId);
    const refused = await filingRefused(tx, reader, filing);
    if (refused) return refused;
    const texts = await textsOf(tx, articleId);
    if (article.audience !== filing.audience || article.clientId !== filing.clientId)
      await withdrawTexts(tx, texts, actor, now);
    await change(tx, article, filing);
    const act = { act: "file", event: "article.filed", detail: { ...filing } } as const;
    await tellArticle(tx, actor, { id: articleId, clientId: filing.clientId }, titleOf(article, texts), act, now);
    return { filed: true };
  });
}

/** Notes that somebody read it again and that it holds, until `reviewOn` (YYYY-MM-DD). */
export async function reviewArticle(
  db: Database,
  reader: KnowledgeReader,
  actor: Actor,
  { articleId, version, reviewOn }: AskedOfArticle & { readonly reviewOn: string | null },
  now = new Date(),
): Promise<{ reviewed: true } | Refused> {
  return db.transaction(async (tx) => {
    const article = await lockArticle(tx, reader, articleId);
    if (!article) return { refused: "notFound" };
    if (article.version !== version) return changedMeanwhile(tx, "article", articleId);
    const read = { reviewedAt: now, reviewedByName: actor.name, staleSince: null, staleReason: null };
    await change(tx, article, { ...read, reviewOn });
    const title = titleOf(article, await textsOf(tx, articleId));
    const act = { act: "review", event: "article.reviewed", detail: { reviewOn } } as const;
    await tellArticle(tx, actor, article, title, act, now);
    return { reviewed: true };
  });
}

/** Notes that it no longer holds, and why. */
export async function markStale(
  db: Database,
  reader: KnowledgeReader,
  actor: Actor,
  { articleId, version, reason: staleReason }: AskedOfArticle & { readonly reason: string },
  now = new Date(),
): Promise<{ marked: true } | Refused> {
  return db.transaction(async (tx) => {
    const article = await lockArticle(tx, reader, articleId);
    if (!article) return { refused: "notFound" };
    if (article.version !== version) return changedMeanwhile(tx, "article", articleId);
    await change(tx, article, { staleSince: now, staleReason });
    const title = titleOf(article, await textsOf(tx, articleId));
    const act = { act: "mark-stale", event: "article.marked-stale", detail: { reason: staleReason } } as const;
    await tellArticle(tx, actor, article, title, act, now);
    return { marked: true };
  });
}

export interface NewCategory {
  readonly nameFr: string;
  readonly nameEn: string;
  readonly nameEs: string;
}

export async function addCategory(
  db: Database,
  actor: Actor,
  category: NewCategory,
  now = new Date(),
): Promise<{ id: number } | { refused: "nameTaken" }> {
  return db.transaction(async (tx) => {
    const { nameFr } = articleCategories;
    const [taken] = await tx.select().from(articleCategories).where(eq(nameFr, category.nameFr)).for("update");
    if (taken) return { refused: "nameTaken" };
    const [{ insertId: id }] = await tx.insert(articleCategories).values(category);
    const subject = { type: "article-category", id, name: category.nameFr };
    await journal(tx, actor, { action: "article-category.add", event: "article-category.added", subject }, now);
    return { id };
  });
}

async function change(tx: Database, { id, version }: ArticleRow, values: Partial<ArticleRow>): Promise<void> {
  await tx
    .update(articles)
    .set({ ...values, version: version + 1 })
    .where(eq(articles.id, id));
}

function textsOf(tx: Database, articleId: number) {
  return tx.select().from(articleTexts).where(eq(articleTexts.articleId, articleId));
}

function titleOf({ originalLocale }: ArticleRow, texts: Awaited<ReturnType<typeof textsOf>>): string {
  return inLanguage(texts, originalLocale, originalLocale)?.title ?? "";
}
