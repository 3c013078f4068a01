import { and, asc, eq, gte, isNull, lt, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { tickets } from "#db/schema/tickets.ts";

/** The tickets of a project that were open at some time of [from, to), oldest first; a merged one goes on in another. */
export async function ticketsWithin(db: Database, projectId: number, { from, to }: { from: Date; to: Date }) {
  const { id, kind, subject, priority, createdAt, resolvedAt } = tickets;
  return db
    .select({ number: id, kind, subject, priority, createdAt, resolvedAt })
    .from(tickets)
    .where(
      and(
        eq(tickets.projectId, projectId),
        isNull(tickets.mergedIntoId),
        lt(createdAt, to),
        or(isNull(resolvedAt), gte(resolvedAt, from)),
      ),
    )
    .orderBy(asc(createdAt), asc(id));
}
