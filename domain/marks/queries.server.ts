import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { marks } from "#db/schema/marks.ts";

import type { Mark, MarkKind } from "./mark.ts";

const COLUMNS = {
  id: marks.id,
  projectId: marks.projectId,
  at: marks.at,
  until: marks.until,
  kind: marks.kind,
  title: marks.title,
  detail: marks.detail,
  url: marks.url,
  authorName: marks.authorName,
  createdAt: marks.createdAt,
};

/** The marks of these projects that touch [from, to), oldest first. */
export async function marksBetween(db: Database, projectIds: readonly number[], from: Date, to: Date): Promise<Mark[]> {
  if (projectIds.length === 0) return [];
  return db
    .select(COLUMNS)
    .from(marks)
    .where(and(inArray(marks.projectId, [...projectIds]), isNull(marks.deletedAt), touches(from, to)))
    .orderBy(asc(marks.at), asc(marks.id));
}

export interface MarkQuestion {
  /** Included. */
  readonly from?: Date;
  /** Excluded. */
  readonly to?: Date;
  readonly kind?: MarkKind;
  /** The last mark of the page before. */
  readonly after?: { readonly at: Date; readonly id: number };
  readonly limit: number;
}

/** Marks of a project, newest first, page by page. */
export async function markPage(db: Database, projectId: number, question: MarkQuestion): Promise<Mark[]> {
  const { from, to, kind, after, limit } = question;
  return db
    .select(COLUMNS)
    .from(marks)
    .where(
      and(
        eq(marks.projectId, projectId),
        isNull(marks.deletedAt),
        touches(from, to),
        kind && eq(marks.kind, kind),
        after && or(lt(marks.at, after.at), and(eq(marks.at, after.at), lt(marks.id, after.id))),
      ),
    )
    .orderBy(desc(marks.at), desc(marks.id))
    .limit(limit);
}

/** One mark of the project; undefined for a foreign, withdrawn or absent id. */
export async function markById(db: Database, projectId: number, markId: number): Promise<Mark | undefined> {
  const [mark] = await db
    .select(COLUMNS)
    .from(marks)
    .where(and(eq(marks.id, markId), eq(marks.projectId, projectId), isNull(marks.deletedAt)));
  return mark;
}

/** Which of these marks of the project the user put there. */
export async function ownMarkIds(
  db: Database,
  projectId: number,
  userId: string,
  ids: readonly number[],
): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: marks.id })
    .from(marks)
    .where(and(inArray(marks.id, [...ids]), eq(marks.projectId, projectId), eq(marks.authorId, userId)));
  return new Set(rows.map(({ id }) => id));
}

/** A campaign that began before the window and ends in it is in it; one that ends as the window begins is not. */
function touches(from: Date | undefined, to: Date | undefined) {
  return and(from && or(gte(marks.at, from), gt(marks.until, from)), to && lt(marks.at, to));
}
