import { and, asc, eq, gt, lt } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { freezePeriods } from "#db/schema/interventions.ts";

/** The freeze periods of a project that touch [from, to), oldest first. */
export async function freezesBetween(db: Database, projectId: number, from: Date, to: Date) {
  return db
    .select()
    .from(freezePeriods)
    .where(and(eq(freezePeriods.projectId, projectId), lt(freezePeriods.from, to), gt(freezePeriods.to, from)))
    .orderBy(asc(freezePeriods.from), asc(freezePeriods.id));
}

/** The freeze period that a window lies in, the first of several. What needs nobody's agreement does not happen in one. */
export async function frozenBy(tx: Database, projectId: number, { from, to }: { from: Date; to: Date }) {
  return (await freezesBetween(tx, projectId, from, to))[0];
}
