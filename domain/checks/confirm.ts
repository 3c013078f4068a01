import type { CheckState, RunOutcome } from "./check.ts";

/** A run as the rule looks at it; epoch milliseconds of its begin, milliseconds. */
export interface RecentRun {
  readonly at: number;
  readonly durationMs: number;
  readonly outcome: RunOutcome;
}

export interface StateChange {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly state: CheckState;
}

/** Confirming runs begin within a minute after the run that raised the suspicion has ended. */
export const CONFIRM_WITHIN_MS = 60_000;
const CONFIRMING_RUNS = 3;
const NEEDED = 2;
/** A suspicious run and its three: more are never looked at. */
export const RECENT_RUNS = 1 + CONFIRMING_RUNS;

/**
 * What a run changes, or null. `recent` are the last runs in order, the new one at the end, at most RECENT_RUNS, none older
 * than the last change.
 *
 * One failure is a suspicion; the check is down when two of the three runs after it fail too, and then from the first failure
 * after the last good run. (Two of any three, the suspicious one among them, would call an outage every second day at 1 % random loss.)
 * One good run ends it. Slow runs are confirmed the same way. A run that could not be made says only that we are blind.
 */
export function changeOf(recent: readonly RecentRun[], last: StateChange | undefined): StateChange | null {
  const run = recent.at(-1);
  if (!run) return null;
  switch (run.outcome) {
    case "blind":
      return changed(run.at, "unmonitored", last);
    case "ok":
      return changed(run.at, "up", last);
    case "slow":
    case "failed":
      return badRun(recent, run, last);
  }
}

function badRun(recent: readonly RecentRun[], run: RecentRun, last: StateChange | undefined): StateChange | null {
  const state = last?.state ?? "unmonitored";
  const down = suspicionOf(recent, run, ["failed"]);
  if (down !== null && state !== "down") return changed(down, "down", last, run.at);
  if (run.outcome === "failed") return null;
  // It answers, slowly: that ends an outage and our blindness at once, and has to be confirmed where all was well.
  if (state === "down") return changed(run.at, "degraded", last);
  if (state === "unmonitored") return changed(run.at, "up", last);
  const slow = suspicionOf(recent, run, ["slow", "failed"]);
  return slow === null ? null : changed(slow, "degraded", last, run.at);
}

/** Where this run confirms a suspicion, the first bad run after the last good one; else null. */
function suspicionOf(recent: readonly RecentRun[], run: RecentRun, bad: readonly RunOutcome[]): number | null {
  if (!bad.includes(run.outcome)) return null;
  const seen = recent.filter(({ outcome }) => outcome !== "blind");
  const isBad = (one: RecentRun) => bad.includes(one.outcome);
  const isConfirmed = seen.some((suspicious, index) => {
    if (!isBad(suspicious) || run.at - (suspicious.at + suspicious.durationMs) > CONFIRM_WITHIN_MS) return false;
    const confirming = seen.slice(index + 1, index + 1 + CONFIRMING_RUNS);
    return confirming.includes(run) && confirming.filter(isBad).length >= NEEDED;
  });
  if (!isConfirmed) return null;
  const lastGood = seen.findLastIndex((one) => !isBad(one));
  return seen[lastGood + 1]?.at ?? run.at;
}

/**
 * Changes stand in order: one that would begin before the last begins with the run that confirms it, and that one right
 * after the last where it was made in the same millisecond (nobody seemed to look from there on, and then somebody did).
 */
function changed(
  at: number,
  state: CheckState,
  last: StateChange | undefined,
  confirmedAt: number = at,
): StateChange | null {
  if (last?.state === state) return null;
  const from = last && at <= last.at ? confirmedAt : at;
  return { state, at: last ? Math.max(from, last.at + 1) : from };
}
