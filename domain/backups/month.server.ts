import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { projects } from "#db/schema/projects.ts";
import { type Month, monthStretch } from "#domain/availability/months.ts";

import type { KeptCheck, KeptRestore } from "./proof.ts";
import { type ApplicationStatement, standingJobs, statementsOf } from "./queries.server.ts";
import { checksOf, type NamedJob, namedJobs, restoresOf, runsOf } from "./rows.server.ts";
import { type BackupRun, durationOf } from "./run.ts";
import { nextTime, timesBetween } from "./schedule.ts";
import { slotsOf } from "./slots.ts";
import { scheduleOf } from "./standing.ts";
import { type SlotVerdict, verdictsOf } from "./verdict.ts";

const DAY_MS = 24 * 3_600_000;
/** A run that answers for the first time of a month may have begun a little before it. */
const EARLY_MS = 2 * 3_600_000;

/** What became of one backup in a month. Sizes in bytes, instants and lengths in milliseconds. */
export interface JobMonth {
  readonly slug: string;
  readonly name: string;
  readonly tool: string;
  readonly machine: string | null;
  readonly databaseName: string | null;
  readonly application: string | null;
  /** Runs that were due and whose grace is over; null where none is promised. */
  readonly expected: number | null;
  readonly succeeded: number;
  readonly failed: number;
  /** Null where none is promised. */
  readonly missed: number | null;
  readonly late: number;
  readonly shrunk: number;
  /** Of good runs: the first and the last of the month, and the whole store after the last; null where its tool does not say. */
  readonly firstBytes: number | null;
  readonly lastBytes: number | null;
  readonly storedBytes: number | null;
  readonly longestMs: number | null;
  /** When those began that were missed or failed. */
  readonly badAt: readonly number[];
  readonly checks: readonly KeptCheck[];
  readonly restores: readonly KeptRestore[];
}

export interface BackupMonth {
  readonly month: Month;
  /** As far as the month is over. */
  readonly from: number;
  readonly to: number;
  readonly jobs: readonly JobMonth[];
  /** As they stood at its end. */
  readonly statements: readonly ApplicationStatement[];
}

/** The backups of a month of the project, for its report; undefined for a project that there is not. */
export async function backupMonth(
  db: Database,
  store: MetricStore,
  projectId: number,
  month: Month,
  now = new Date(),
): Promise<BackupMonth | undefined> {
  const [project] = await db
    .select({ id: projects.id, timeZone: projects.timeZone })
    .from(projects)
    .where(eq(projects.id, projectId));
  if (!project) return undefined;
  const stretch = monthStretch(month, project.timeZone);
  const from = stretch.from;
  const to = Math.min(stretch.to, now.getTime());
  if (to <= from) return { month, from, to: from, jobs: [], statements: [] };

  const end = new Date(to - 1);
  const named = (await namedJobs(db, [projectId], { withRetired: true })).filter(
    ({ job }) => job.createdAt <= end && (job.retiredAt === null || job.retiredAt.getTime() > from),
  );
  const ids = named.map(({ job }) => job.id);
  // The last time of the month has its run when the next month has begun.
  const answered = new Date(Math.min(now.getTime(), to + DAY_MS));
  const [runs, checks, restores, standing] = await Promise.all([
    runsOf(db, ids, { from: new Date(from - EARLY_MS), to: answered }),
    checksOf(db, ids, end),
    restoresOf(db, ids, end),
    standingJobs(db, project, end),
  ]);
  const statements = await statementsOf(db, store, project, standing, end);
  const within = <One extends { readonly at: number; readonly jobId: number }>(list: readonly One[], id: number) =>
    list.filter(({ jobId, at }) => jobId === id && at >= from).reverse();
  const jobs = named.map((one) => ({
    ...monthOf(one, runs.get(one.job.id) ?? [], { from, to, timeZone: project.timeZone, now: answered.getTime() }),
    checks: within(checks, one.job.id),
    restores: within(restores, one.job.id),
  }));
  return { month, from, to, jobs, statements };
}

interface Counted {
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
  readonly now: number;
}

function monthOf({ job, machine, application }: NamedJob, runs: readonly BackupRun[], counted: Counted) {
  const { from, to } = counted;
  const own = runs.filter(({ startedAt }) => startedAt >= from && startedAt < to);
  const good = own.filter(({ state }) => state === "succeeded");
  const verdicts = verdictsWithin(job, runs, counted);
  const count = (state: SlotVerdict["state"]) => verdicts?.filter((one) => one.state === state).length ?? 0;
  const flagged = (flag: SlotVerdict["flags"][number]) =>
    verdicts?.filter(({ flags }) => flags.includes(flag)).length ?? 0;
  const failed = own.filter(({ state }) => state === "failed");
  const { slug, name, tool, databaseName } = job;
  return {
    ...{ slug, name, tool, databaseName, machine, application: application?.name ?? null },
    expected: verdicts?.filter(({ state }) => state !== "due" && state !== "running").length ?? null,
    succeeded: verdicts ? count("succeeded") : good.length,
    failed: verdicts ? count("failed") : failed.length,
    missed: verdicts ? count("missed") : null,
    late: flagged("late"),
    shrunk: flagged("shrunk"),
    firstBytes: good.find(({ bytes }) => bytes !== null)?.bytes ?? null,
    lastBytes: good.findLast(({ bytes }) => bytes !== null)?.bytes ?? null,
    storedBytes: good.findLast(({ storedBytes }) => storedBytes !== null)?.storedBytes ?? null,
    longestMs: good.reduce<number | null>((longest, run) => {
      const took = durationOf(run);
      return took === null ? longest : Math.max(longest ?? 0, took);
    }, null),
    badAt: verdicts
      ? verdicts.filter(({ state }) => state === "missed" || state === "failed").map(({ at }) => at)
      : failed.map(({ startedAt }) => startedAt),
  };
}

/** Null for a job without a schedule. */
function verdictsWithin(
  job: NamedJob["job"],
  runs: readonly BackupRun[],
  { from, to, timeZone, now }: Counted,
): SlotVerdict[] | null {
  const schedule = scheduleOf(job);
  if (!schedule) return null;
  const begin = Math.max(from, job.watchedFrom.getTime());
  const end = Math.min(to, job.retiredAt?.getTime() ?? to);
  const times = timesBetween(schedule, begin, end, timeZone);
  const next = nextTime(schedule, end - 1, timeZone);
  const slots = slotsOf(next === null ? times : [...times, next], runs).filter(({ at }) => at < end);
  return verdictsOf(slots, runs, job, now);
}
