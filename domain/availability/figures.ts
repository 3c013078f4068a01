import type { Segment } from "./ledger.ts";
import { isAvailable, isCounted, VERDICTS, type Verdict } from "./verdict.ts";

export interface Promised {
  /** 0.998 for 99.8 % a month. */
  readonly ratio: number;
  /** Length of the whole month, of which the segments may be the part that is over. */
  readonly monthMs: number;
}

/** The month in figures. Durations are milliseconds, ratios go from 0 to 1. */
export interface Figures {
  /** Up over up and counted downtime; maintenance approved in time is on neither side. Null where nothing was measured. */
  readonly contractual: number | null;
  /** The same of what the checks alone say. */
  readonly raw: number | null;
  readonly elapsedMs: number;
  /** Time by verdict; the sum is `elapsedMs`. */
  readonly byVerdict: Readonly<Record<Verdict, number>>;
  /** Down as the checks saw it, nothing deducted. */
  readonly observedDownMs: number;
  /** What the contract counts. */
  readonly countedMs: number;
  /** What the contract tolerates in the whole month. */
  readonly budgetMs: number;
  /** Negative once the promise is broken. */
  readonly remainingMs: number;
  /** How fast the budget goes: 1 spends it exactly by the end of the month. Null before the month has begun. */
  readonly burn: number | null;
}

/**
 * Both figures of a month. Unmonitored time is neither up nor down: it is in no ratio, and has its own sum.
 * Segments as `ledgerOf` gives them.
 */
export function figuresOf(segments: readonly Segment[], promised: Promised): Figures {
  const byVerdict = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  const sums = { elapsedMs: 0, observedDownMs: 0, observedUpMs: 0, countedMs: 0, availableMs: 0 };
  for (const { from, to, verdict, observed } of segments) {
    const length = to - from;
    sums.elapsedMs += length;
    byVerdict[verdict] += length;
    if (isCounted(verdict)) sums.countedMs += length;
    if (isAvailable(verdict)) sums.availableMs += length;
    if (observed === "down") sums.observedDownMs += length;
    if (isAvailable(observed)) sums.observedUpMs += length;
  }
  const { elapsedMs, observedDownMs, countedMs } = sums;
  const budgetMs = budgetOf(promised);
  return {
    contractual: ratioOf(sums.availableMs, countedMs),
    raw: ratioOf(sums.observedUpMs, observedDownMs),
    elapsedMs,
    byVerdict,
    observedDownMs,
    countedMs,
    budgetMs,
    remainingMs: budgetMs - countedMs,
    burn: elapsedMs > 0 && budgetMs > 0 ? countedMs / ((budgetMs * elapsedMs) / promised.monthMs) : null,
  };
}

/** The downtime that a promise tolerates in a month, to the millisecond. */
export function budgetOf({ ratio, monthMs }: Promised): number {
  // 1 - 0.998 is not 0.002 in binary: only the product is rounded.
  return Math.round((1 - ratio) * monthMs);
}

/** Whether the month, as far as it is known, keeps its promise. Null where nothing was measured. */
export function isKept({ contractual, remainingMs }: Figures): boolean | null {
  return contractual === null ? null : remainingMs >= 0;
}

function ratioOf(up: number, down: number): number | null {
  return up + down === 0 ? null : up / (up + down);
}
