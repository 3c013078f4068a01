import type { RunOutcome } from "./check.ts";

/** How soon after the begin of a bad run the next one begins, while it has to be confirmed. */
export const CONFIRM_EVERY_MS = 10_000;
/** A suspicion and the three runs that confirm it are over by then; afterwards the check's own interval counts again. */
const BAD_RUNS_IN_A_ROW = 4;

export interface Past {
  /** Of the last run, epoch milliseconds. */
  readonly at: number;
  readonly durationMs: number;
  /** Bad runs since the last good one, the last run included; a run that could not be made counts as none. */
  readonly badInARow: number;
}

/**
 * When the next run begins, epoch milliseconds: an interval after the last began, at once where somebody asked since, and
 * every ten seconds while a suspicion is open or has just ended, so that two of three are known within the minute.
 */
export function nextRunAt(
  { intervalSeconds, runAskedAt }: { readonly intervalSeconds: number; readonly runAskedAt: number | null },
  past: Past | undefined,
): number {
  if (!past) return 0;
  const soonest = past.at + past.durationMs;
  if (runAskedAt !== null && runAskedAt > past.at) return soonest;
  const isConfirming = past.badInARow > 0 && past.badInARow < BAD_RUNS_IN_A_ROW;
  const intervalMs = intervalSeconds * 1_000;
  return Math.max(soonest, past.at + (isConfirming ? Math.min(CONFIRM_EVERY_MS, intervalMs) : intervalMs));
}

/** What a run makes of the bad ones before it. */
export function badInARow(before: number, outcome: RunOutcome): number {
  if (outcome === "ok") return 0;
  return outcome === "blind" ? before : before + 1;
}

/** No run for so long, in milliseconds, means that nobody looks: three intervals and one time-out. */
export function silenceMs({
  intervalSeconds,
  timeoutMs,
}: {
  readonly intervalSeconds: number;
  readonly timeoutMs: number;
}): number {
  return 3 * intervalSeconds * 1_000 + timeoutMs;
}
