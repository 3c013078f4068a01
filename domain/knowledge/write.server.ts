import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { articles, articleTexts, articleVersions } from "#db/schema/knowledge.ts";
import { journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { indexedWords } from "#domain/tickets/words.ts";

import type { ArticleLocale } from "./article.ts";
import type { ArticleEvent } from "./events.ts";
import { writable } from "./readable.server.ts";
import type { KnowledgeReader } from "./reader.ts";

export type ArticleRow = typeof articles.$inferSelect;
export type TextRow = typeof articleTexts.$inferSelect;

/** An article that the reader may write, locked until the transaction ends. */
export async function lockArticle(tx: Database, reader: KnowledgeReader, id: number): Promise<ArticleRow | undefined> {
  const [article] = await tx
    .select()
    .from(articles)
    .where(and(eq(articles.id, id), writable(reader)))
    .for("update");
  return article;
}

/** Its text in a language. The article's row is locked: nobody else writes it meanwhile. */
export async function textOf(tx: Database, articleId: number, locale: ArticleLocale): Promise<TextRow | undefined> {
  const [text] = await tx
    .select()
    .from(articleTexts)
    .where(and(eq(articleTexts.articleId, articleId), eq(articleTexts.locale, locale)));
  return text;
}

export interface Words {
  readonly title: string;
  readonly text: string;
  readonly note?: string;
  readonly restoredFrom?: number | null;
}

/** Writes the next version of a text and makes it the newest: a draft, whatever is published. `before`: null for the first. */
export async function putVersion(
  tx: Database,
  { articleId, locale, before }: { articleId: number; locale: ArticleLocale; before: TextRow | null },
  { title, text, note = "", restoredFrom = null }: Words,
  actor: Actor,
  now: Date,
): Promise<number> {
  const number = (before?.newest ?? 0) + 1;
  const [authorId, authorName] = [actor.id, actor.name];
  await tx
    .insert(articleVersions)
    .values({ articleId, locale, number, title, text, note, restoredFrom, authorId, authorName, at: now });
  const newest = {
    state: "draft" as const,
    title,
    text,
    words: indexedWords([title, text]),
    newest: number,
    changedAt: now,
    changedByName: authorName,
  };
  if (!before) await tx.insert(articleTexts).values({ ...newest, articleId, locale });
  else await changeText(tx, before, newest);
  return number;
}

/** Changes the row of a text, one version further. */
export async function changeText(
  tx: Database,
  { articleId, locale, version }: TextRow,
  change: Partial<TextRow>,
): Promise<void> {
  await tx
    .update(articleTexts)
    .set({ ...change, version: version + 1 })
    .where(and(eq(articleTexts.articleId, articleId), eq(articleTexts.locale, locale)));
}

type ArticleAct =
  | "write"
  | "submit"
  | "return"
  | "approve"
  | "archive"
  | "reopen"
  | "file"
  | "review"
  | "mark-stale"
  | "link";

/** For people and for programs: what was done with an article. */
export async function tellArticle(
  tx: Database,
  actor: Actor,
  { id, clientId }: Pick<ArticleRow, "id" | "clientId">,
  title: string,
  { act, event, detail }: { act: ArticleAct; event: ArticleEvent; detail?: Record<string, unknown> },
  now: Date,
): Promise<void> {
  const subject = { type: "article", id, name: title };
  await journal(tx, actor, { action: `article.${act}` as const, event, subject, clientId, detail }, now);
}
