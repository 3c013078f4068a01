import { and, count, desc, eq, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { articleOpinions } from "#db/schema/knowledge.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import { isArticleReadable } from "./queries.server.ts";
import type { KnowledgeReader } from "./reader.ts";

export interface Opinion {
  readonly articleId: number;
  readonly isUseful: boolean;
  readonly text: string;
}

/** Answers "was this useful": once a user, whose last answer counts. */
export async function giveOpinion(
  db: Database,
  reader: KnowledgeReader,
  actor: Actor,
  { articleId, isUseful, text }: Opinion,
  now = new Date(),
): Promise<{ given: true } | { refused: "notFound" }> {
  if (!(await isArticleReadable(db, reader, articleId))) return { refused: "notFound" };
  const said = { isUseful, text, userName: actor.name, at: now };
  await db
    .insert(articleOpinions)
    .values({ ...said, articleId, userId: reader.userId })
    .onDuplicateKeyUpdate({ set: said });
  return { given: true };
}

/** The reader's own answer; null where they gave none. */
export async function ownOpinion(db: Database, reader: KnowledgeReader, articleId: number) {
  const [own] = await db
    .select({ isUseful: articleOpinions.isUseful, text: articleOpinions.text })
    .from(articleOpinions)
    .where(and(eq(articleOpinions.articleId, articleId), eq(articleOpinions.userId, reader.userId)));
  return own ?? null;
}

const SHOWN = 10;

/** All answers in figures, and the last that came with words: for staff. */
export async function opinionsOf(db: Database, articleId: number) {
  const { isUseful, text, userName, at } = articleOpinions;
  const [sums] = await db
    .select({ useful: sql`coalesce(sum(${isUseful}), 0)`.mapWith(Number), answers: count() })
    .from(articleOpinions)
    .where(eq(articleOpinions.articleId, articleId));
  const words = await db
    .select({ isUseful, text, userName, at })
    .from(articleOpinions)
    .where(and(eq(articleOpinions.articleId, articleId), sql`${text} <> ''`))
    .orderBy(desc(at))
    .limit(SHOWN);
  const { useful = 0, answers = 0 } = sums ?? {};
  return { useful, notUseful: answers - useful, words };
}
