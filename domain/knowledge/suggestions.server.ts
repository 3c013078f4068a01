import { and, count, eq, gte, inArray, isNull, lt, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { articleSuggestions, articles, articleTexts } from "#db/schema/knowledge.ts";
import { tickets } from "#db/schema/tickets.ts";
import { monthAt } from "#domain/availability/months.ts";

import { readable } from "./readable.server.ts";
import type { KnowledgeReader } from "./reader.ts";

export const SUGGESTION_EVENTS = ["shown", "opened", "resolved"] as const;
export type SuggestionEvent = (typeof SUGGESTION_EVENTS)[number];

const DAY_MS = 86_400_000;
/** More a day are no person's writing. */
const MOST_A_DAY = 400;
const MONTHS_DAYS = 366;
/** Hours without a ticket after "my question is answered" that make one spared. */
export const SPARED_HOURS = 24;

export interface Suggested {
  readonly projectId: number;
  /** Made by the page on which the ticket is written. */
  readonly writing: string;
  readonly event: SuggestionEvent;
  readonly articleIds: readonly number[];
}

/** Notes what became of articles beside a ticket that is being written. What the reader cannot read is left out. */
export async function recordSuggestions(
  db: Database,
  reader: KnowledgeReader,
  { projectId, writing, event, articleIds }: Suggested,
  now = new Date(),
): Promise<void> {
  if (articleIds.length === 0) return;
  const { userId } = reader;
  const rows = await db
    .selectDistinct({ articleId: articles.id })
    .from(articles)
    .innerJoin(articleTexts, eq(articleTexts.articleId, articles.id))
    .where(and(inArray(articles.id, [...articleIds]), readable(reader)));
  if (rows.length === 0 || (await writtenToday(db, userId, now)) >= MOST_A_DAY) return;
  await db
    .insert(articleSuggestions)
    .ignore()
    .values(rows.map(({ articleId }) => ({ articleId, projectId, userId, writing, shownAt: now })));
  if (event === "shown") return;
  const ids = rows.map(({ articleId }) => articleId);
  const own = and(
    eq(articleSuggestions.userId, userId),
    eq(articleSuggestions.writing, writing),
    inArray(articleSuggestions.articleId, ids),
  );
  const { openedAt, resolvedAt } = articleSuggestions;
  await db
    .update(articleSuggestions)
    .set({ openedAt: now })
    .where(and(own, isNull(openedAt)));
  if (event === "resolved") {
    await db
      .update(articleSuggestions)
      .set({ resolvedAt: now })
      .where(and(own, isNull(resolvedAt)));
  }
}

export interface SuggestionMonth {
  /** YYYY-MM. */
  readonly month: string;
  readonly shown: number;
  readonly opened: number;
  /** "My question is answered", and no ticket of the same person in the project within SPARED_HOURS. */
  readonly spared: number;
}

/** What an article spared in each month of the last year, the newest first; months in which it was not shown are left out. */
export async function suggestionMonths(
  db: Database,
  articleId: number,
  timeZone: string,
  now = new Date(),
): Promise<SuggestionMonth[]> {
  const { id, shownAt, openedAt, resolvedAt, userId, projectId } = articleSuggestions;
  const rows = await db
    .select({ shownAt, openedAt, resolvedAt, wrote: sql`min(${tickets.id}) is not null`.mapWith(Boolean) })
    .from(articleSuggestions)
    .leftJoin(
      tickets,
      and(
        eq(tickets.requesterId, userId),
        eq(tickets.projectId, projectId),
        gte(tickets.createdAt, resolvedAt),
        lt(tickets.createdAt, sql`${resolvedAt} + interval ${SPARED_HOURS} hour`),
      ),
    )
    .where(
      and(eq(articleSuggestions.articleId, articleId), gte(shownAt, new Date(now.getTime() - MONTHS_DAYS * DAY_MS))),
    )
    .groupBy(id);
  const months = new Map<string, { shown: number; opened: number; spared: number }>();
  for (const row of rows) {
    const month = monthAt(row.shownAt.getTime(), timeZone);
    const sum = months.get(month) ?? { shown: 0, opened: 0, spared: 0 };
    months.set(month, sum);
    sum.shown += 1;
    if (row.openedAt) sum.opened += 1;
    if (row.resolvedAt && !row.wrote) sum.spared += 1;
  }
  return [...months]
    .map(([month, sums]) => ({ month, ...sums }))
    .sort((one, other) => (one.month < other.month ? 1 : -1));
}

async function writtenToday(db: Database, userId: string, now: Date): Promise<number> {
  const since = gte(articleSuggestions.shownAt, new Date(now.getTime() - DAY_MS));
  const [row] = await db
    .select({ rows: count() })
    .from(articleSuggestions)
    .where(and(eq(articleSuggestions.userId, userId), since));
  return row?.rows ?? 0;
}
