import { and, asc, desc, eq, gte, inArray, isNull, lte, max, or, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { attachments } from "#db/schema/attachments.ts";
import { backupChecks, backupJobs, backupRuns, restoreTests } from "#db/schema/backups.ts";
import { machines } from "#db/schema/machines.ts";
import { applications } from "#db/schema/projects.ts";

import type { KeptCheck, KeptRestore } from "./proof.ts";
import type { BackupRun } from "./run.ts";

export type JobRow = typeof backupJobs.$inferSelect;

/** A job with the names of what it saves. */
export interface NamedJob {
  readonly job: JobRow;
  readonly machine: string | null;
  /** Its own, else its machine's. */
  readonly application: { readonly id: number; readonly name: string } | null;
}

/** The jobs of these projects by name; those that are retired only where they are asked for. */
export async function namedJobs(
  db: Database,
  projectIds: readonly number[],
  { withRetired = false }: { readonly withRetired?: boolean } = {},
): Promise<NamedJob[]> {
  if (projectIds.length === 0) return [];
  const applicationId = sql`coalesce(${backupJobs.applicationId}, ${machines.applicationId})`;
  const rows = await db
    .select({ job: backupJobs, machine: machines.name, application: { id: applications.id, name: applications.name } })
    .from(backupJobs)
    .leftJoin(machines, eq(machines.id, backupJobs.machineId))
    .leftJoin(applications, eq(applications.id, applicationId))
    .where(and(inArray(backupJobs.projectId, [...projectIds]), withRetired ? undefined : isNull(backupJobs.retiredAt)))
    .orderBy(asc(backupJobs.name), asc(backupJobs.id));
  return rows;
}

/** Begun within [from, to], oldest first, without their logs; and of each job the last good one before, which may be long ago. */
export async function runsOf(
  db: Database,
  jobIds: readonly number[],
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<Map<number, BackupRun[]>> {
  const found = new Map<number, BackupRun[]>(jobIds.map((id) => [id, []]));
  if (jobIds.length === 0) return found;
  const [within, before] = await Promise.all([
    db
      .select(RUN_COLUMNS)
      .from(backupRuns)
      .where(and(inArray(backupRuns.jobId, [...jobIds]), begunSince(from), lte(BEGUN, to)))
      .orderBy(asc(backupRuns.id)),
    lastGoodBefore(db, jobIds, from),
  ]);
  for (const row of [...before, ...within]) found.get(row.jobId)?.push(runOf(row));
  for (const runs of found.values()) runs.sort((one, other) => one.startedAt - other.startedAt);
  return found;
}

/** Where its beginning was not told, its end; where neither was, when it was told. */
export const BEGUN = sql`coalesce(${backupRuns.startedAt}, ${backupRuns.endedAt}, ${backupRuns.toldAt})`;

/** The index knows when runs began; only those of which that was not told are looked through. */
function begunSince(from: Date) {
  return and(or(gte(backupRuns.startedAt, from), isNull(backupRuns.startedAt)), gte(BEGUN, from));
}

const RUN_COLUMNS = {
  id: backupRuns.id,
  jobId: backupRuns.jobId,
  state: backupRuns.state,
  startedAt: backupRuns.startedAt,
  endedAt: backupRuns.endedAt,
  toldAt: backupRuns.toldAt,
  exitCode: backupRuns.exitCode,
  bytes: backupRuns.bytes,
  addedBytes: backupRuns.addedBytes,
  storedBytes: backupRuns.storedBytes,
};

type RunRow = Pick<typeof backupRuns.$inferSelect, keyof typeof RUN_COLUMNS>;

export function runOf({
  id,
  state,
  startedAt,
  endedAt,
  toldAt,
  exitCode,
  bytes,
  addedBytes,
  storedBytes,
}: RunRow): BackupRun {
  const begun = startedAt ?? endedAt ?? toldAt;
  const ended = endedAt?.getTime() ?? null;
  return { id, state, startedAt: begun.getTime(), endedAt: ended, exitCode, bytes, addedBytes, storedBytes };
}

async function lastGoodBefore(db: Database, jobIds: readonly number[], before: Date): Promise<RunRow[]> {
  const newest = await db
    .select({ jobId: backupRuns.jobId, at: max(backupRuns.endedAt) })
    .from(backupRuns)
    .where(
      and(inArray(backupRuns.jobId, [...jobIds]), eq(backupRuns.state, "succeeded"), lte(backupRuns.endedAt, before)),
    )
    .groupBy(backupRuns.jobId);
  const wanted = newest.flatMap(({ jobId, at }) =>
    at ? [and(eq(backupRuns.jobId, jobId), eq(backupRuns.state, "succeeded"), eq(backupRuns.endedAt, at))] : [],
  );
  if (wanted.length === 0) return [];
  const rows = await db
    .select(RUN_COLUMNS)
    .from(backupRuns)
    .where(and(or(...wanted), sql`${BEGUN} < ${before}`));
  return rows;
}

/** Checks of these jobs up to an instant, newest first. */
export async function checksOf(db: Database, jobIds: readonly number[], to: Date): Promise<KeptCheck[]> {
  if (jobIds.length === 0) return [];
  const { jobId, at, state, method, durationMs } = backupChecks;
  const rows = await db
    .select({ jobId, at, state, method, durationMs })
    .from(backupChecks)
    .where(and(inArray(jobId, [...jobIds]), lte(at, to)))
    .orderBy(desc(at), desc(backupChecks.id));
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}

/** Restores of these jobs up to an instant, newest first, with the file that proves each, if one does. */
export async function restoresOf(db: Database, jobIds: readonly number[], to: Date): Promise<KeptRestore[]> {
  if (jobIds.length === 0) return [];
  const file = { publicId: attachments.publicId, name: attachments.name, sizeBytes: attachments.sizeBytes };
  const rows = await db
    .select({ restore: restoreTests, file })
    .from(restoreTests)
    .leftJoin(attachments, eq(attachments.id, restoreTests.attachmentId))
    .where(and(inArray(restoreTests.jobId, [...jobIds]), lte(restoreTests.at, to)))
    .orderBy(desc(restoreTests.at), desc(restoreTests.id));
  return rows.map(({ restore: { attachmentId: _attachment, toldAt: _told, ...restore }, file: proof }) => ({
    ...restore,
    at: restore.at.getTime(),
    pointAt: restore.pointAt?.getTime() ?? null,
    file: proof,
  }));
}
