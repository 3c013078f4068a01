import { and, asc, desc, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { clients } from "#db/schema/clients.ts";
import { articleSteps, articles, articleTexts, articleVersions } from "#db/schema/knowledge.ts";

import { type ArticleLocale, type ArticleVersion, inLanguage } from "./article.ts";
import { opinionsSince } from "./opinion-counts.server.ts";
import { readable, writable } from "./readable.server.ts";
import { type KnowledgeReader, mayApprove, mayWrite } from "./reader.ts";
import { dayOf } from "./review-day.ts";
import { staleReasons } from "./staleness.ts";

export interface AskedArticle {
  readonly id: number;
  /** The language to show; another one where it has no such text. */
  readonly locale: ArticleLocale;
  /** Staff: the newest text though another one is published. */
  readonly newest?: boolean;
}

/** An article as its reader may see it; undefined for one that is not theirs, as for one that is not there. */
export async function articleOf(
  db: Database,
  reader: KnowledgeReader,
  { id, locale, newest = false }: AskedArticle,
  now = new Date(),
) {
  const rows = await db
    .select({ article: articles, text: articleTexts, client: clients.name })
    .from(articles)
    .innerJoin(articleTexts, eq(articleTexts.articleId, articles.id))
    .leftJoin(clients, eq(clients.id, articles.clientId))
    .where(and(eq(articles.id, id), readable(reader)))
    .orderBy(asc(articleTexts.locale));
  const [first] = rows;
  if (!first) return undefined;
  const { article, client } = first;
  const writes = mayWrite(reader, article.clientId);
  const texts = rows.map(({ text }) => text);
  const row = inLanguage(texts, locale, article.originalLocale);
  if (!row) return undefined;
  const isPublished = row.published !== null;
  const showsPublished = isPublished && !(newest && writes);
  const judged = (await opinionsSince(db, [id], now)).get(id) ?? { useful: 0, notUseful: 0 };
  return {
    ...article,
    client,
    mayWrite: writes,
    mayApprove: writes && mayApprove(reader, article.clientId),
    stale: writes ? staleReasons({ ...article, ...judged }, dayOf(now)) : [],
    languages: texts.map((text) => ({
      locale: text.locale,
      title: (writes ? null : text.publishedTitle) ?? text.title,
      state: writes ? text.state : ("published" as const),
    })),
    text: {
      locale: row.locale,
      title: (showsPublished ? row.publishedTitle : null) ?? row.title,
      text: (showsPublished ? row.publishedText : null) ?? row.text,
      /** The number of what is shown. */
      number: (showsPublished ? row.published : null) ?? row.newest,
      state: row.state,
      newest: row.newest,
      isPublished,
      /** Whether staff work on words that clients do not read yet. */
      hasNewer: isPublished && row.newest !== row.published,
      publishedAt: row.publishedAt,
      approvedByName: row.approvedByName,
      changedAt: row.changedAt,
      changedByName: row.changedByName,
      version: row.version,
    },
  };
}

export type ShownArticle = NonNullable<Awaited<ReturnType<typeof articleOf>>>;

/** All versions of a text that the reader may write, the newest first, and the steps it took. */
export async function historyOf(
  db: Database,
  reader: KnowledgeReader,
  { id, locale }: { readonly id: number; readonly locale: ArticleLocale },
) {
  const [article] = await db
    .select({ id: articles.id })
    .from(articles)
    .where(and(eq(articles.id, id), writable(reader)));
  if (!article) return undefined;
  const versions: ArticleVersion[] = await db
    .select({
      number: articleVersions.number,
      title: articleVersions.title,
      text: articleVersions.text,
      note: articleVersions.note,
      restoredFrom: articleVersions.restoredFrom,
      authorName: articleVersions.authorName,
      at: articleVersions.at,
    })
    .from(articleVersions)
    .where(and(eq(articleVersions.articleId, id), eq(articleVersions.locale, locale)))
    .orderBy(desc(articleVersions.number));
  const steps = await db
    .select({
      id: articleSteps.id,
      number: articleSteps.number,
      step: articleSteps.step,
      text: articleSteps.text,
      actorName: articleSteps.actorName,
      at: articleSteps.at,
    })
    .from(articleSteps)
    .where(and(eq(articleSteps.articleId, id), eq(articleSteps.locale, locale)))
    .orderBy(desc(articleSteps.id));
  return { versions, steps };
}
