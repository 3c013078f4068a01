import { and, eq, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { projectVisits } from "#db/schema/identity.ts";

/** A visit ends after this long without a page of the project. */
export const VISIT_ENDS_AFTER_MS = 30 * 60_000;

/**
 * Notes that a user looks at a project now, and returns the end of the visit before, from which
 * "since your last visit" counts; null on the first visit. Two tabs at once write the same visit.
 */
export async function noteVisit(
  db: Database,
  visitor: { readonly userId: string; readonly projectId: number },
  now = new Date(),
): Promise<Date | null> {
  const endedBefore = new Date(now.getTime() - VISIT_ENDS_AFTER_MS);
  // The assignments run from left to right: seen_at must come last, the two others read its old value.
  await db.execute(sql`
    insert into ${projectVisits} (user_id, project_id, started_at, seen_at)
    values (${visitor.userId}, ${visitor.projectId}, ${now}, ${now})
    on duplicate key update
      previous_seen_at = if(seen_at < ${endedBefore}, seen_at, previous_seen_at),
      started_at = if(seen_at < ${endedBefore}, values(started_at), started_at),
      seen_at = greatest(seen_at, values(seen_at))`);

  const [visit] = await db
    .select({ previousSeenAt: projectVisits.previousSeenAt })
    .from(projectVisits)
    .where(and(eq(projectVisits.userId, visitor.userId), eq(projectVisits.projectId, visitor.projectId)));
  return visit?.previousSeenAt ?? null;
}
