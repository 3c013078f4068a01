/** What became of each backup that was due, and what is strange about one that was made. Pure: the browser uses it too. */

import { type BackupRun, durationOf, type RunTerms } from "./run.ts";
import type { Slot } from "./slots.ts";

/** `due`: its time has come, and its grace is not over. */
export type SlotState = "succeeded" | "failed" | "missed" | "running" | "due";
export type RunFlag = "late" | "tooLong" | "overlap" | "shrunk" | "retried";

export interface SlotVerdict {
  readonly at: number;
  readonly state: SlotState;
  readonly flags: readonly RunFlag[];
  /** What decides it; null where nothing ran. */
  readonly run: BackupRun | null;
}

/** When we last did not listen, [from, to) in epoch milliseconds. */
export interface Away {
  readonly from: number;
  readonly to: number;
}

/** A size that falls under this share of the usual has lost something. */
export const SHRUNK_SHARE = 0.7;
/** The usual is the median of so many runs before, of at least so many. */
const USUAL_RUNS = 7;
const LEAST_RUNS = 3;
const DAY_MS = 86_400_000;
const GROWTH_MS = 30 * DAY_MS;

/**
 * The verdict of one slot at `now`: a run that succeeded answers for it, however many failed before; else one that runs,
 * else the last that failed; where nothing ran it is missed once its grace is over. What was due while
 * we did not listen has its grace once more: its reporter says it again, or nobody could hear it.
 */
export function slotVerdict(
  { at, runs }: Slot,
  { graceSeconds, longestSeconds }: RunTerms,
  now: number,
  away: Away | null = null,
): SlotVerdict {
  const graceMs = graceSeconds * 1_000;
  const deadline = at + graceMs;
  const done = runs.find(({ state }) => state === "succeeded");
  const run = done ?? runs.find(({ state }) => state === "running") ?? runs.at(-1) ?? null;
  if (!run) {
    const isUnheard = away !== null && at < away.to && deadline > away.from;
    const isOver = now > (isUnheard ? Math.max(deadline, away.to + graceMs) : deadline);
    return { at, state: isOver ? "missed" : "due", flags: [], run: null };
  }
  const flags: RunFlag[] = [];
  if ((runs[0]?.startedAt ?? at) > deadline) flags.push("late");
  if (isTooLong(run, { longestSeconds }, now)) flags.push("tooLong");
  if (done && runs.some((one) => one.state === "failed" && one.startedAt < done.startedAt)) flags.push("retried");
  return { at, state: run.state, flags, run };
}

/** One that has not ended is judged by how long it runs already. */
export function isTooLong(run: BackupRun, { longestSeconds }: Pick<RunTerms, "longestSeconds">, now: number): boolean {
  const tookMs = run.state === "running" ? now - run.startedAt : durationOf(run);
  return tookMs !== null && tookMs > longestSeconds * 1_000;
}

/** The runs of a job that began before the one before had ended; by id. */
export function overlapping(runs: readonly BackupRun[], now: number): Set<number> {
  const found = new Set<number>();
  let busyUntil = Number.NEGATIVE_INFINITY;
  for (const run of [...runs].sort((one, other) => one.startedAt - other.startedAt)) {
    if (run.startedAt < busyUntil) found.add(run.id);
    busyUntil = Math.max(busyUntil, run.state === "running" ? now : (run.endedAt ?? run.startedAt));
  }
  return found;
}

/** A run with what the ones before it were. */
export interface Shrink {
  readonly run: BackupRun;
  /** Bytes. */
  readonly usual: number;
  /** 0.4: it holds 40 % of the usual. */
  readonly share: number;
}

/**
 * Whether a run holds much less than the median of the seven good ones before it; null where it does not, and where too
 * few are known. An empty one after any that was not is shrunk, however few they are.
 */
export function shrinkOf(run: BackupRun, runs: readonly BackupRun[]): Shrink | null {
  if (run.state !== "succeeded" || run.bytes === null) return null;
  const before = runs
    .filter(({ state, bytes, startedAt }) => state === "succeeded" && bytes !== null && startedAt < run.startedAt)
    .sort((one, other) => one.startedAt - other.startedAt)
    .slice(-USUAL_RUNS);
  const usual = median(before.map(({ bytes }) => bytes ?? 0));
  if (usual === null || usual === 0) return null;
  const share = run.bytes / usual;
  const isKnown = before.length >= LEAST_RUNS || run.bytes === 0;
  return isKnown && share < SHRUNK_SHARE ? { run, usual, share } : null;
}

/** By how much of itself a backup grew in thirty days: the median of the last runs against that of those before; null where too few. */
export function growthOf(runs: readonly BackupRun[], now: number): number | null {
  const good = runs
    .filter(({ state, bytes }) => state === "succeeded" && bytes !== null)
    .sort((one, other) => one.startedAt - other.startedAt);
  const recent = good.filter(({ startedAt }) => startedAt <= now).slice(-USUAL_RUNS);
  const past = good.filter(({ startedAt }) => startedAt <= now - GROWTH_MS).slice(-USUAL_RUNS);
  if (recent.length < LEAST_RUNS || past.length < LEAST_RUNS) return null;
  const before = median(past.map(({ bytes }) => bytes ?? 0));
  const after = median(recent.map(({ bytes }) => bytes ?? 0));
  return before && after !== null ? after / before - 1 : null;
}

/** The verdicts of many slots with what needs the other runs to be seen: overlaps and shrinks. */
export function verdictsOf(
  slots: readonly Slot[],
  runs: readonly BackupRun[],
  terms: RunTerms,
  now: number,
  away: Away | null = null,
): SlotVerdict[] {
  const overlaps = overlapping(runs, now);
  return slots.map((slot) => {
    const verdict = slotVerdict(slot, terms, now, away);
    const { run } = verdict;
    if (!run) return verdict;
    const flags = [...verdict.flags];
    if (slot.runs.some(({ id }) => overlaps.has(id))) flags.push("overlap");
    if (shrinkOf(run, runs)) flags.push("shrunk");
    return { ...verdict, flags };
  });
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
