import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { memberships, user } from "#db/schema/identity.ts";
import { teams } from "#db/schema/tickets.ts";

/** Who may be given a ticket of these projects, by name: staff of the platform, and their project managers. */
export async function assignees(db: Database, projectIds: readonly number[]) {
  const { role, projectId } = memberships;
  const manages =
    projectIds.length > 0 ? and(eq(role, "project_manager"), inArray(projectId, [...projectIds])) : undefined;
  return db
    .selectDistinct({ id: user.id, name: user.name })
    .from(user)
    .innerJoin(memberships, eq(memberships.userId, user.id))
    .where(and(isNull(user.lockedAt), or(inArray(role, ["admin", "support"]), manages)))
    .orderBy(asc(user.name));
}

export async function teamChoices(db: Database) {
  return db.select({ id: teams.id, name: teams.name }).from(teams).orderBy(asc(teams.name));
}
