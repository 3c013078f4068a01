import { randomBytes } from "node:crypto";

import { and, desc, eq, gte, isNull, like, lte, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { backupChecks, backupRuns, type PROOF_STATES, restoreTests } from "#db/schema/backups.ts";

import { type ReportRefusal, type ToldJob, withToldJob } from "./told-job.server.ts";
import { amountsOf, lastOfLog, mergedRun, type ToldRun } from "./told-run.ts";

/** What an agent read of a finished job, or a script told of one. */
export interface BackupReport extends ToldJob, ToldRun {
  /** What its reporter calls the run: the id of a snapshot, or `scriptRunKey`. Null where a script gave none. */
  readonly runKey: string | null;
}

export interface ToldCheck extends ToldJob {
  readonly at: Date;
  readonly state: (typeof PROOF_STATES)[number];
  /** "restic check --read-data": what was done. */
  readonly method: string;
  readonly durationMs?: number | null;
  readonly log?: string | null;
}

export interface ToldRestore extends ToldJob {
  readonly at: Date;
  readonly state: (typeof PROOF_STATES)[number];
  readonly durationMs: number;
  /** The instant of the data that came back. */
  readonly pointAt?: Date | null;
  readonly bytes?: number | null;
  readonly files?: number | null;
  /** What was checked, and how. */
  readonly evidence: string;
}

/** Who brings backups back, where no person did. */
const RUNNER = "timonerie-agent";

/** `curl --retry 5 -m 10` says the same again for this long at most: six times ten seconds, and 31 s between them. */
const RESENT_MS = 100_000;

/** Runs that scripts tell are told apart from those that agents read: by a name of the script's, or without one. */
const NAMED = "r:";
const UNNAMED = "t:";

/** The key of a run that a script names (`?rid=`). */
export function scriptRunKey(name: string): string {
  return NAMED + name;
}

/**
 * Keeps what was told of a run; the first word of a job makes the job. Idempotent, in any order (mergedRun). Without a run key
 * an end is of the newest run that a script began without one, and the same words within RESENT_MS are the same run. What an
 * agent reads of a run that a script tells too, gives that run its sizes and makes no second one.
 */
export async function keepReport(
  db: Database,
  report: BackupReport,
  now = new Date(),
): Promise<{ jobId: number; isNewJob: boolean; runId: number } | { refused: ReportRefusal }> {
  return withToldJob(db, report, now, async (tx, job) => {
    const { kept, isScripts } = await runOf(tx, job.id, report, now);
    const told = { jobId: job.id, isNewJob: job.isNew };
    if (kept) {
      const facts = isScripts ? amountsOf(kept, report) : mergedRun(kept, report, now);
      await tx.update(backupRuns).set(facts).where(eq(backupRuns.id, kept.id));
      return { ...told, runId: kept.id };
    }
    const runKey = report.runKey ?? `${UNNAMED}${now.getTime()}-${randomBytes(4).toString("hex")}`;
    const facts = mergedRun(undefined, report, now);
    const [inserted] = await tx.insert(backupRuns).values({ jobId: job.id, runKey, ...facts, toldAt: now });
    return { ...told, runId: inserted.insertId };
  });
}

/** Keeps whether what a job keeps could be read. The same check told twice is kept once. */
export async function keepCheck(
  db: Database,
  told: ToldCheck,
  now = new Date(),
): Promise<{ jobId: number } | { refused: ReportRefusal }> {
  const { at, state, method, durationMs = null, log } = told;
  const check = { at, state, method: method.slice(0, 190), durationMs, log: log ? lastOfLog(log) : null };
  return withToldJob(db, told, now, async (tx, { id: jobId }) => {
    await tx
      .insert(backupChecks)
      .values({ jobId, ...check, toldAt: now })
      .onDuplicateKeyUpdate({ set: { at } });
    return { jobId };
  });
}

/** Keeps a restore that the runner made. The same one told twice is kept once. */
export async function keepRestore(
  db: Database,
  told: ToldRestore,
  now = new Date(),
): Promise<{ jobId: number } | { refused: ReportRefusal }> {
  const { at, state, durationMs, pointAt = null, bytes = null, files = null, evidence } = told;
  return withToldJob(db, told, now, async (tx, { id: jobId }) => {
    const [kept] = await tx
      .select({ id: restoreTests.id })
      .from(restoreTests)
      .where(and(eq(restoreTests.jobId, jobId), eq(restoreTests.at, at), isNull(restoreTests.authorId)));
    if (kept) return { jobId };
    const test = { at, state, durationMs, pointAt, bytes, files, evidence: evidence.slice(0, 8_000) };
    await tx.insert(restoreTests).values({ jobId, ...test, authorName: RUNNER, toldAt: now });
    return { jobId };
  });
}

type KeptRun = typeof backupRuns.$inferSelect;

async function runOf(
  tx: Database,
  jobId: number,
  report: BackupReport,
  now: Date,
): Promise<{ kept?: KeptRun; isScripts?: boolean }> {
  const ofJob = eq(backupRuns.jobId, jobId);
  if (report.runKey === null) return { kept: await unnamedRun(tx, jobId, report, now) };
  const [kept] = await tx
    .select()
    .from(backupRuns)
    .where(and(ofJob, eq(backupRuns.runKey, report.runKey)));
  const { sourceId, startedAt } = report;
  if (kept || sourceId === null || !startedAt) return { kept };

  const ofScript = or(like(backupRuns.runKey, `${NAMED}%`), like(backupRuns.runKey, `${UNNAMED}%`));
  const during = or(isNull(backupRuns.endedAt), gte(backupRuns.endedAt, startedAt));
  const [script] = await tx
    .select()
    .from(backupRuns)
    .where(and(ofJob, ofScript, lte(backupRuns.startedAt, startedAt), during))
    .orderBy(desc(backupRuns.startedAt))
    .limit(1);
  return { kept: script, isScripts: true };
}

/** The run that a script without a run key speaks of; undefined where it begins to. */
async function unnamedRun(tx: Database, jobId: number, report: BackupReport, now: Date): Promise<KeptRun | undefined> {
  const ofScript = and(eq(backupRuns.jobId, jobId), like(backupRuns.runKey, `${UNNAMED}%`));
  const runs = await tx.select().from(backupRuns).where(ofScript).orderBy(desc(backupRuns.id)).limit(20);
  const since = now.getTime() - RESENT_MS;
  const running = runs.find(({ state }) => state === "running");
  if (report.phase === "start") return running && running.toldAt.getTime() >= since ? running : undefined;
  return running ?? runs.find((run) => (run.endedAt?.getTime() ?? 0) >= since && isSame(run, report));
}

function isSame(run: KeptRun, { phase, exitCode = null, log }: BackupReport): boolean {
  const isState = run.state === (phase === "fail" ? "failed" : "succeeded");
  return isState && run.exitCode === exitCode && run.log === (log ? lastOfLog(log) : null);
}
