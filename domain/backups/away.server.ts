import { and, asc, eq, gt } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { jobs } from "#db/schema/jobs.ts";

import type { Away } from "./verdict.ts";

/** The job that looks after backups; where it did not run, the collector did not listen. */
export const WATCH_JOB = "backups.watch";
/** It runs every five minutes. */
const LONGEST_PAUSE_MS = 15 * 60_000;
/** Its slots are forgotten after a day: what began since then says nothing of how long we were away. */
const KEPT_MS = 24 * 3_600_000;
const UNKNOWN_MS = 7 * 24 * 3_600_000;

/** When the collector was last away in the day before `now`; null where it was not, and where it never ran. */
export async function lastAway(db: Database, now: Date): Promise<Away | null> {
  const rows = await db
    .select({ at: jobs.startedAt })
    .from(jobs)
    .where(and(eq(jobs.name, WATCH_JOB), gt(jobs.startedAt, new Date(now.getTime() - KEPT_MS))))
    .orderBy(asc(jobs.startedAt));
  const times = rows.map(({ at }) => at.getTime()).filter((at) => at <= now.getTime());
  const first = times[0];
  if (first === undefined) return null;
  const stops = [...times, now.getTime()];
  for (let index = stops.length - 1; index > 0; index -= 1) {
    const [from, to] = [stops[index - 1] ?? 0, stops[index] ?? 0];
    if (to - from > LONGEST_PAUSE_MS) return { from, to };
  }
  const isWhole = first - (now.getTime() - KEPT_MS) <= LONGEST_PAUSE_MS;
  return isWhole ? null : { from: first - UNKNOWN_MS, to: first };
}
