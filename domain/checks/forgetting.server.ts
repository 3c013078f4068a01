import { and, eq, inArray, lt, notExists, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { checkRuns, checkStates, checks } from "#db/schema/checks.ts";

/** Runs are kept as long as a status page looks back, and a quarter more; those that changed a state prove an outage and stay. */
const KEPT_MS = 120 * 24 * 3_600_000;
/** At once, so that the probe never waits long for its next insert. */
const BATCH = 5_000;

/** Deletes the oldest runs of each check that proved nothing, a batch each. Returns how many. */
export async function forgetOldRuns(db: Database, now = new Date()): Promise<number> {
  const proof = db.select({ one: sql`1` }).from(checkStates).where(sql`${checkStates.runId} = ${checkRuns.id}`);
  let forgotten = 0;
  // Check by check, because the index of runs begins with theirs.
  for (const { checkId } of await db.select({ checkId: checks.id }).from(checks)) {
    const isOld = and(eq(checkRuns.checkId, checkId), lt(checkRuns.at, now.getTime() - KEPT_MS), notExists(proof));
    const old = await db.select({ id: checkRuns.id }).from(checkRuns).where(isOld).orderBy(checkRuns.at).limit(BATCH);
    const ids = old.map(({ id }) => id);
    if (ids.length > 0) await db.delete(checkRuns).where(inArray(checkRuns.id, ids));
    forgotten += ids.length;
  }
  return forgotten;
}
