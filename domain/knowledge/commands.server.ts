import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { clients } from "#db/schema/clients.ts";
import { articleCategories, articles, articleVersions } from "#db/schema/knowledge.ts";
import type { FilesRefused } from "#domain/attachments/claims.server.ts";
import { type ChangedMeanwhile, changedMeanwhile } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import type { ArticleAudience, ArticleLocale } from "./article.ts";
import { withPictures } from "./pictures.server.ts";
import { isAmong, type KnowledgeReader } from "./reader.ts";
import { lockArticle, putVersion, tellArticle, textOf } from "./write.server.ts";

/** Who reads an article, where it is filed, and from which day it must be read again. */
export interface Filing {
  readonly audience: ArticleAudience;
  /** With audience "client" only. */
  readonly clientId: number | null;
  readonly categoryId: number | null;
  /** YYYY-MM-DD; null: never by date. */
  readonly reviewOn: string | null;
}

export type FilingRefused = { refused: "noSuchClient" | "noSuchCategory" };

export interface NewArticle extends Filing {
  readonly locale: ArticleLocale;
  readonly title: string;
  readonly text: string;
  /** Public ids of pictures that its author sent in. */
  readonly pictureIds?: readonly string[];
}

/** Begins an article, as a draft. */
export async function writeArticle(
  db: Database,
  reader: KnowledgeReader,
  actor: Actor,
  { locale, title, text, ...filing }: NewArticle,
  now = new Date(),
): Promise<{ id: number } | FilingRefused> {
  return db.transaction(async (tx) => {
    const refused = await filingRefused(tx, reader, filing);
    if (refused) return refused;
    const [{ insertId: id }] = await tx.insert(articles).values({ ...filing, originalLocale: locale, createdAt: now });
    await putVersion(tx, { articleId: id, locale, before: null }, { title, text }, actor, now);
    const detail = { locale, number: 1 };
    const act = { act: "write", event: "article.written", detail } as const;
    await tellArticle(tx, actor, { id, clientId: filing.clientId }, title, act, now);
    return { id };
  });
}

export interface SavedText {
  readonly articleId: number;
  readonly locale: ArticleLocale;
  /** Of the text's row as its editor read it; 0 for a language that has none yet. */
  readonly version: number;
  readonly title: string;
  readonly text: string;
  /** What was changed, in the author's words. */
  readonly note: string;
  /** Public ids of pictures that the author sent in. */
  readonly pictureIds?: readonly string[];
}

export type TextRefused = { refused: "notFound" | "archived" } | ChangedMeanwhile;

/** Saves a text as its next version; what is the same as the newest is no version. What is published stays as it is. */
export async function saveText(
  db: Database,
  reader: KnowledgeReader,
  actor: Actor,
  { articleId, locale, version, pictureIds = [], ...typed }: SavedText,
  now = new Date(),
): Promise<{ number: number } | TextRefused | FilesRefused> {
  return db.transaction(async (tx) => {
    const article = await lockArticle(tx, reader, articleId);
    if (!article) return { refused: "notFound" };
    const before = (await textOf(tx, articleId, locale)) ?? null;
    if ((before?.version ?? 0) !== version) return changedMeanwhile(tx, "article", articleId);
    if (before?.state === "archived") return { refused: "archived" };
    const illustrated = await withPictures(tx, actor, articleId, { text: typed.text, pictureIds });
    if ("refused" in illustrated) return illustrated;
    const words = { ...typed, ...illustrated };
    if (before && before.title === words.title && before.text === words.text) return { number: before.newest };
    const number = await putVersion(tx, { articleId, locale, before }, words, actor, now);
    const act = { act: "write", event: "article.written", detail: { locale, number } } as const;
    await tellArticle(tx, actor, article, words.title, act, now);
    return { number };
  });
}

export interface Restored {
  readonly articleId: number;
  readonly locale: ArticleLocale;
  readonly version: number;
  /** The version whose words become the newest again. */
  readonly number: number;
}

/** Makes the words of an older version the newest: a version of its own, so that nothing in between is lost. */
export async function restoreVersion(
  db: Database,
  reader: KnowledgeReader,
  actor: Actor,
  { articleId, locale, version, number: restoredFrom }: Restored,
  now = new Date(),
): Promise<{ number: number } | TextRefused> {
  return db.transaction(async (tx) => {
    const article = await lockArticle(tx, reader, articleId);
    const before = article && (await textOf(tx, articleId, locale));
    if (!before) return { refused: "notFound" };
    const { articleId: ofArticle, locale: inLocale, number: at } = articleVersions;
    const [old] = await tx
      .select()
      .from(articleVersions)
      .where(and(eq(ofArticle, articleId), eq(inLocale, locale), eq(at, restoredFrom)));
    if (!old) return { refused: "notFound" };
    if (before.version !== version) return changedMeanwhile(tx, "article", articleId);
    if (before.state === "archived") return { refused: "archived" };
    const words = { title: old.title, text: old.text, restoredFrom };
    const number = await putVersion(tx, { articleId, locale, before }, words, actor, now);
    const act = { act: "write", event: "article.written", detail: { locale, number, restoredFrom } } as const;
    await tellArticle(tx, actor, article, old.title, act, now);
    return { number };
  });
}

/** Null where the article may be filed so. A client of others is refused like one that is not there. */
export async function filingRefused(
  tx: Database,
  reader: KnowledgeReader,
  { audience, clientId, categoryId }: Filing,
): Promise<FilingRefused | null> {
  if ((audience === "client") !== (clientId !== null)) return { refused: "noSuchClient" };
  if (clientId !== null) {
    const [client] = await tx
      .select({ id: clients.id })
      .from(clients)
      .where(and(eq(clients.id, clientId), isNull(clients.retiredAt)));
    if (!client || !isAmong(reader.writes, clientId)) return { refused: "noSuchClient" };
  }
  if (categoryId === null) return null;
  const [category] = await tx
    .select({ id: articleCategories.id })
    .from(articleCategories)
    .where(eq(articleCategories.id, categoryId));
  return category ? null : { refused: "noSuchCategory" };
}
