/** One backup that was made, or is being made, as the rules take it. Instants in epoch milliseconds, sizes in bytes. */
export interface BackupRun {
  readonly id: number;
  readonly state: "running" | "succeeded" | "failed";
  /** Where its beginning was not told, its end. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly exitCode: number | null;
  /** What was saved in all; null where its tool does not say. */
  readonly bytes: number | null;
  readonly addedBytes: number | null;
  readonly storedBytes: number | null;
}

export interface RunTerms {
  /** How long after its time a run may begin, and how long one may take. */
  readonly graceSeconds: number;
  readonly longestSeconds: number;
}

/** Null while it runs, or where one of its ends was not told. */
export function durationOf({ startedAt, endedAt }: Pick<BackupRun, "startedAt" | "endedAt">): number | null {
  return endedAt === null || endedAt === startedAt ? null : endedAt - startedAt;
}
