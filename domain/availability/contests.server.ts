import { and, asc, eq, inArray, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { contests, services } from "#db/schema/availability.ts";

/** What clients of these projects contest and nobody has answered, the longest first. Instants are epoch milliseconds. */
export async function unansweredContests(db: Database, projectIds: readonly number[]) {
  if (projectIds.length === 0) return [];
  const { id, from, to, authorName, createdAt } = contests;
  return db
    .select({ id, projectId: services.projectId, service: services.name, from, to, authorName, at: createdAt })
    .from(contests)
    .innerJoin(services, eq(services.id, contests.serviceId))
    .where(and(inArray(services.projectId, [...projectIds]), isNull(contests.answeredAt)))
    .orderBy(asc(createdAt));
}
