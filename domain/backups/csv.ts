/** Runs of backups as a file for spreadsheets. Pure. */

import { csvLine } from "#domain/audit/csv.ts";

import type { BackupRun } from "./run.ts";

const COLUMNS = [
  "backup",
  "name",
  "machine",
  "started",
  "ended",
  "seconds",
  "state",
  "exit_code",
  "bytes",
  "added_bytes",
];

export interface RunsOfJob {
  readonly slug: string;
  readonly name: string;
  readonly machine: string | null;
  readonly runs: readonly BackupRun[];
}

/** One line a run, oldest first: instants in UTC (ISO 8601), sizes in bytes, names made harmless (csvLine). */
export function* runsCsv(jobs: Iterable<RunsOfJob>): Generator<string> {
  yield csvLine([...COLUMNS, "stored_bytes"]);
  const amount = (value: number | null) => (value === null ? "" : String(value));
  for (const { slug, name, machine, runs } of jobs) {
    for (const { startedAt, endedAt, state, exitCode, bytes, addedBytes, storedBytes } of runs) {
      yield csvLine([
        ...[slug, name, machine ?? "", new Date(startedAt).toISOString()],
        endedAt === null ? "" : new Date(endedAt).toISOString(),
        endedAt === null ? "" : String((endedAt - startedAt) / 1_000),
        ...[state, amount(exitCode), amount(bytes), amount(addedBytes), amount(storedBytes)],
      ]);
    }
  }
}
