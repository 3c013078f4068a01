import type { BackupRun } from "./run.ts";

/** A time at which a run was due, and what began in its place: from a little before it to a little before the next. */
export interface Slot {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly runs: readonly BackupRun[];
}

/** Clocks go apart, and somebody starts a run by hand before its time. */
const EARLY_MS = 3_600_000;

/**
 * Runs by the time that each stands for: `times` ascending, `runs` by their beginning. A run before the first time, as far
 * as it is not a little early, stands for none.
 */
export function slotsOf(times: readonly number[], runs: readonly BackupRun[]): Slot[] {
  const slots = times.map((at) => ({ at, runs: [] as BackupRun[] }));
  let index = -1;
  for (const run of [...runs].sort((one, other) => one.startedAt - other.startedAt)) {
    while (index + 1 < slots.length && run.startedAt >= beginOf(times, index + 1)) index += 1;
    slots[index]?.runs.push(run);
  }
  return slots;
}

/** An hour before its time; of what is due more often a quarter of the time since the one before. */
function beginOf(times: readonly number[], index: number): number {
  const at = times[index] ?? 0;
  const before = times[index - 1] ?? times[0] ?? at;
  const spacing = before < at ? at - before : (times[1] ?? Number.POSITIVE_INFINITY) - at;
  return at - Math.min(EARLY_MS, spacing / 4);
}
