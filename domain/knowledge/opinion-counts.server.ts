import { and, count, eq, gte, inArray, isNull, or, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { articleOpinions, articles } from "#db/schema/knowledge.ts";

import { OPINION_DAYS } from "./staleness.ts";

const DAY_MS = 86_400_000;

export interface OpinionCount {
  readonly useful: number;
  readonly notUseful: number;
}

/** Answers to "was this useful" of the last OPINION_DAYS and since each article was last read again; absent: none. */
export async function opinionsSince(
  db: Database,
  ids: readonly number[],
  now: Date,
): Promise<ReadonlyMap<number, OpinionCount>> {
  if (ids.length === 0) return new Map();
  const rows = await counted(db)
    .where(and(inArray(articleOpinions.articleId, [...ids]), recent(now)))
    .groupBy(articleOpinions.articleId);
  return new Map(rows.map(({ id, useful, answers }) => [id, { useful, notUseful: answers - useful }]));
}

/** Articles that helped fewer of their readers than not: candidates, which staleReasons judges. */
export async function unhelpfulArticles(db: Database, now: Date): Promise<number[]> {
  const rows = await counted(db)
    .where(recent(now))
    .groupBy(articleOpinions.articleId)
    .having(sql`2 * sum(${articleOpinions.isUseful}) < count(*)`);
  return rows.map(({ id }) => id);
}

function counted(db: Database) {
  return db
    .select({
      id: articleOpinions.articleId,
      useful: sql`sum(${articleOpinions.isUseful})`.mapWith(Number),
      answers: count(),
    })
    .from(articleOpinions)
    .innerJoin(articles, eq(articles.id, articleOpinions.articleId))
    .$dynamic();
}

function recent(now: Date) {
  const since = new Date(now.getTime() - OPINION_DAYS * DAY_MS);
  return and(
    gte(articleOpinions.at, since),
    or(isNull(articles.reviewedAt), gte(articleOpinions.at, articles.reviewedAt)),
  );
}
