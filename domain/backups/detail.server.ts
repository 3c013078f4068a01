import { desc, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { backupRuns } from "#db/schema/backups.ts";

import type { RunsOfJob } from "./csv.ts";
import { type OfProject, standingJob } from "./queries.server.ts";
import { checksOf, namedJobs, restoresOf, runOf, runsOf } from "./rows.server.ts";

const DAY_MS = 24 * 3_600_000;
/** What a page lists of the last runs and proofs; the file has them all. */
const MOST_RUNS = 40;
const MOST_CHECKS = 10;
/** Of a log, as the page shows it. */
const SHOWN_LOG = 4_000;
const FILE_DAYS = 400;

/** One backup with the runs of the last days for its charts, its newest runs with their logs, and its proofs; undefined for a foreign or absent slug. */
export async function jobDetail(
  db: Database,
  project: OfProject,
  slug: string,
  { days }: { readonly days: number },
  now = new Date(),
) {
  const found = await standingJob(db, project, slug, now);
  if (!found) return undefined;
  const { shown: job } = found;
  const from = now.getTime() - days * DAY_MS;
  const [drawn, newest, checks, restores] = await Promise.all([
    runsOf(db, [job.id], { from: new Date(from), to: now }),
    newestRuns(db, job.id),
    checksOf(db, [job.id], now),
    restoresOf(db, [job.id], now),
  ]);
  const inWindow = (drawn.get(job.id) ?? []).filter(({ startedAt }) => startedAt >= from);
  return {
    job,
    from,
    drawn: inWindow.map(({ startedAt, endedAt, state, bytes }) => ({ startedAt, endedAt, state, bytes })),
    runs: newest,
    checks: checks.slice(0, MOST_CHECKS),
    restores,
  };
}

/** Every run of the last thirteen months, job by job; of one job where a slug is given, undefined where there is none of it. */
export async function allRuns(
  db: Database,
  projectId: number,
  slug: string | null,
  now: Date,
): Promise<RunsOfJob[] | undefined> {
  const named = await namedJobs(db, [projectId], { withRetired: true });
  const wanted = slug === null ? named : named.filter(({ job }) => job.slug === slug);
  if (slug !== null && wanted.length === 0) return undefined;
  const from = now.getTime() - FILE_DAYS * DAY_MS;
  const ids = wanted.map(({ job }) => job.id);
  const runs = await runsOf(db, ids, { from: new Date(from), to: now });
  return wanted.map(({ job, machine }) => ({
    ...{ slug: job.slug, name: job.name, machine },
    runs: (runs.get(job.id) ?? []).filter(({ startedAt }) => startedAt >= from),
  }));
}

async function newestRuns(db: Database, jobId: number) {
  const rows = await db
    .select()
    .from(backupRuns)
    .where(eq(backupRuns.jobId, jobId))
    .orderBy(desc(backupRuns.startedAt), desc(backupRuns.id))
    .limit(MOST_RUNS);
  return rows.map((row) => ({ ...runOf(row), files: row.files, log: row.log?.slice(-SHOWN_LOG) ?? null }));
}
