import { and, asc, desc, eq, inArray, isNotNull, lte, ne, or, type SQL, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { clients } from "#db/schema/clients.ts";
import { articleCategories, articles, articleTexts } from "#db/schema/knowledge.ts";
import { projects } from "#db/schema/projects.ts";
import { wordQuestion } from "#domain/tickets/words.ts";

import { type ArticleAudience, type ArticleLine, type ArticleLocale, inLanguage } from "./article.ts";
import { opinionsSince, unhelpfulArticles } from "./opinion-counts.server.ts";
import { asReader, readable, writable } from "./readable.server.ts";
import { type KnowledgeReader, mayWrite } from "./reader.ts";
import { dayOf } from "./review-day.ts";
import { staleReasons } from "./staleness.ts";

export interface ArticleQuestion {
  /** The reader's language: titles are in it where there is such a text. */
  readonly locale: ArticleLocale;
  /** What was typed; every word must be found in title and text. */
  readonly typed?: string;
  readonly categoryId?: number;
  readonly audience?: ArticleAudience;
  /** Archived ones too; else none of them. For staff only. */
  readonly withArchived?: boolean;
  readonly limit: number;
}

/** Articles that the reader may read: the best found first, or the last changed. */
export async function articleList(
  db: Database,
  reader: KnowledgeReader,
  question: ArticleQuestion,
  now = new Date(),
): Promise<ArticleLine[]> {
  const { typed = "", categoryId, audience, withArchived, limit } = question;
  const asked = typed.trim() === "" ? undefined : wordQuestion(typed);
  if (asked === null) return [];
  const found = asked === undefined ? undefined : foundBy(asked, reader);
  const rows = await db
    .select({ id: articles.id })
    .from(articles)
    .innerJoin(articleTexts, eq(articleTexts.articleId, articles.id))
    .where(
      and(
        readable(reader),
        found?.where,
        categoryId === undefined ? undefined : eq(articles.categoryId, categoryId),
        audience === undefined ? undefined : eq(articles.audience, audience),
        withArchived ? undefined : ne(articleTexts.state, "archived"),
      ),
    )
    .groupBy(articles.id)
    .orderBy(...(found ? [desc(found.score)] : []), desc(sql`max(${articleTexts.changedAt})`), desc(articles.id))
    .limit(limit);
  return articleLines(db, reader, { ids: rows.map(({ id }) => id), locale: question.locale }, now);
}

/** These articles in lines, in the order of their ids; those that the reader may not read are left out. */
export async function articleLines(
  db: Database,
  reader: KnowledgeReader,
  { ids, locale }: { readonly ids: readonly number[]; readonly locale: ArticleLocale },
  now = new Date(),
): Promise<ArticleLine[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({
      article: articles,
      client: clients.name,
      locale: articleTexts.locale,
      state: articleTexts.state,
      title: articleTexts.title,
      published: articleTexts.published,
      publishedTitle: articleTexts.publishedTitle,
      publishedAt: articleTexts.publishedAt,
      changedAt: articleTexts.changedAt,
      changedByName: articleTexts.changedByName,
    })
    .from(articles)
    .innerJoin(articleTexts, eq(articleTexts.articleId, articles.id))
    .leftJoin(clients, eq(clients.id, articles.clientId))
    .where(and(inArray(articles.id, [...ids]), readable(reader)));
  const opinions = await opinionsSince(db, ids, now);
  const today = dayOf(now);
  return ids.flatMap((id) => {
    const texts = rows.filter(({ article }) => article.id === id);
    const article = texts[0]?.article;
    const text = article && inLanguage(texts, locale, article.originalLocale);
    if (!article || !text) return [];
    const writes = mayWrite(reader, article.clientId);
    const judged = opinions.get(id) ?? { useful: 0, notUseful: 0 };
    return [
      {
        id,
        audience: article.audience,
        client: text.client,
        categoryId: article.categoryId,
        locale: text.locale,
        title: writes ? text.title : (text.publishedTitle ?? text.title),
        state: writes ? text.state : "published",
        isPublished: text.published !== null,
        changedAt: writes ? text.changedAt : (text.publishedAt ?? text.changedAt),
        changedByName: text.changedByName,
        reviewOn: article.reviewOn,
        stale: writes ? staleReasons({ ...article, ...judged }, today) : [],
      },
    ];
  });
}

/** Where the words stand in what the reader may read, and how well they fit. */
export function foundBy(asked: string, reader: KnowledgeReader): { where: SQL | undefined; score: SQL } {
  const newest = sql`match(${articleTexts.words}) against (${asked} in boolean mode)`;
  const published = sql`match(${articleTexts.publishedWords}) against (${asked} in boolean mode)`;
  return {
    where: or(and(writable(reader), newest), and(asReader(reader), published)),
    score: reader.isStaff ? sql`max(greatest(${newest}, ${published}))` : sql`max(${published})`,
  };
}

export interface ArticleCategory {
  readonly id: number;
  readonly name: Readonly<Record<ArticleLocale, string>>;
}

export async function categoriesOf(db: Database): Promise<ArticleCategory[]> {
  const rows = await db
    .select()
    .from(articleCategories)
    .orderBy(asc(articleCategories.position), asc(articleCategories.nameFr));
  return rows.map(({ id, nameFr: fr, nameEn: en, nameEs: es }) => ({ id, name: { fr, en, es } }));
}

/** Whether the reader may read anything of the article: what its images ask. */
export async function isArticleReadable(db: Database, reader: KnowledgeReader, id: number): Promise<boolean> {
  const [row] = await db
    .select({ id: articles.id })
    .from(articles)
    .innerJoin(articleTexts, eq(articleTexts.articleId, articles.id))
    .where(and(eq(articles.id, id), readable(reader)))
    .limit(1);
  return row !== undefined;
}

/** Clients whose articles the reader may write, by name. */
export async function clientsToWriteFor(db: Database, reader: KnowledgeReader) {
  const { writes } = reader;
  if (writes !== "all" && writes.length === 0) return [];
  return db
    .select({ id: clients.id, name: clients.name })
    .from(clients)
    .where(and(sql`${clients.retiredAt} is null`, writes === "all" ? undefined : inArray(clients.id, [...writes])))
    .orderBy(asc(clients.name));
}

/**
 * Published articles of these projects' clients, of staff and of all clients that must be read again, the longest due
 * first: for the project manager's cockpit.
 */
export async function staleArticles(
  db: Database,
  projectIds: readonly number[],
  { locale, limit = 50 }: { readonly locale: ArticleLocale; readonly limit?: number },
  now = new Date(),
): Promise<ArticleLine[]> {
  if (projectIds.length === 0) return [];
  const places = await db
    .selectDistinct({ clientId: projects.clientId })
    .from(projects)
    .where(inArray(projects.id, [...projectIds]));
  const ids = places.map(({ clientId }) => clientId);
  const reader: KnowledgeReader = {
    userId: "",
    isStaff: true,
    reads: ids,
    writes: ids,
    approves: [],
    approvesShared: false,
  };
  const unhelpful = await unhelpfulArticles(db, now);
  const rows = await db
    .select({ id: articles.id })
    .from(articles)
    .innerJoin(articleTexts, eq(articleTexts.articleId, articles.id))
    .where(
      and(
        writable(reader),
        isNotNull(articleTexts.published),
        or(
          lte(articles.reviewOn, dayOf(now)),
          isNotNull(articles.staleSince),
          unhelpful.length > 0 ? inArray(articles.id, unhelpful) : undefined,
        ),
      ),
    )
    .groupBy(articles.id)
    .orderBy(
      sql`least(coalesce(${articles.reviewOn}, '9999-12-31'), coalesce(date(${articles.staleSince}), '9999-12-31'))`,
    )
    .limit(limit);
  const lines = await articleLines(db, reader, { ids: rows.map(({ id }) => id), locale }, now);
  return lines.filter(({ stale }) => stale.length > 0);
}
