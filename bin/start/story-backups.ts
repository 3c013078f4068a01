import { and, eq, inArray, max, min } from "drizzle-orm";

import { happenings, STORY_DAYS, STORY_PROJECT } from "#agent/simulate/happenings.ts";
import type { Database } from "#db/client.server.ts";
import { backupChecks, backupJobs, backupRuns } from "#db/schema/backups.ts";
import { projects } from "#db/schema/projects.ts";
import { POPGOM_BACKUPS } from "#db/seed/backup-plans.ts";
import { toldChecks, toldRuns } from "#db/seed/backup-runs.ts";

const DAY_MS = 86_400_000;
const ROWS_A_STATEMENT = 500;

const EVERY_MS = 5 * 60_000;

/** Tells what the demo's backups did, and goes on telling what they do. */
export async function keepStoryBackups(db: Database, storyAt: number) {
  let telling = writeStoryBackups(db, storyAt);
  await telling;
  const tell = () => {
    telling = telling
      .then(() => writeStoryBackups(db, storyAt))
      .catch((error: Error) => console.log(`backups   │ not written: ${error.message}`));
  };
  const timer = setInterval(tell, EVERY_MS);
  const stop = async () => {
    clearInterval(timer);
    await telling;
  };
  return { stop, kill: () => clearInterval(timer) };
}

/**
 * Tells what the demo's backups did, from thirteen months before its instant up to `now`, as far as it was not told yet. A
 * machine that was down in the story was not saved. May be run again: what is told twice is kept once.
 */
export async function writeStoryBackups(db: Database, storyAt: number, now = Date.now()): Promise<void> {
  const slugs = POPGOM_BACKUPS.map(({ slug }) => slug);
  const rows = await db
    .select({
      id: backupJobs.id,
      slug: backupJobs.slug,
      first: min(backupRuns.startedAt),
      last: max(backupRuns.startedAt),
    })
    .from(backupJobs)
    .innerJoin(projects, and(eq(projects.id, backupJobs.projectId), eq(projects.slug, STORY_PROJECT)))
    .leftJoin(backupRuns, eq(backupRuns.jobId, backupJobs.id))
    .where(inArray(backupJobs.slug, slugs))
    .groupBy(backupJobs.id, backupJobs.slug);
  const outages = happenings(storyAt).filter(({ kind }) => kind === "outage");
  const isDown = (machine: string, at: number) =>
    outages.some((one) => at >= one.at && at < one.until && one.machines.includes(machine));
  const begin = storyAt - STORY_DAYS * DAY_MS;
  for (const { id: jobId, slug, first, last } of rows) {
    const plan = POPGOM_BACKUPS.find((one) => one.slug === slug);
    if (!plan) continue;
    const isWhole = first !== null && first.getTime() < begin + 14 * DAY_MS;
    const told = { from: isWhole && last ? last.getTime() : begin, to: now, storyAt, isDown };
    const runs = toldRuns(plan, told).map((run) => ({ ...run, jobId }));
    for (let start = 0; start < runs.length; start += ROWS_A_STATEMENT) {
      await db
        .insert(backupRuns)
        .ignore()
        .values(runs.slice(start, start + ROWS_A_STATEMENT));
    }
    const checks = toldChecks(plan, told).map((check) => ({ ...check, jobId }));
    if (checks.length > 0) await db.insert(backupChecks).ignore().values(checks);
  }
}
