/** Traffic in even steps, as far as it was measured. Pure. */

import type { Stretch } from "#domain/availability/ledger.ts";

/** Which direction counts: of the two the greater, or their sum. */
export const BANDWIDTH_RULES = ["in", "out", "sum", "greater"] as const;
export type BandwidthRule = (typeof BANDWIDTH_RULES)[number];

/**
 * Mean rates over each whole step, bytes a second: what was measured of it, spread over its length. NaN where nothing was
 * measured. The first step begins at `base`, epoch milliseconds.
 */
export interface Traffic {
  readonly base: number;
  readonly stepMs: number;
  readonly received: Float64Array;
  readonly sent: Float64Array;
}

/** Bytes, either way. */
export interface Volume {
  readonly received: number;
  readonly sent: number;
}

/** A series as roll-ups tell it, in time order: the average rate of each step, and of how many samples it is. */
export interface RateSteps {
  readonly length: number;
  at(step: number): number;
  average(step: number): number;
  count(step: number): number;
}

/** Steps before and after one that say how many samples a whole one has. */
const NEIGHBOURS = 6;
/** With fewer of them, nothing but the usual interval is believed. */
const FEW = 4;

/**
 * The share of each step that was measured, 0 to 1, by its samples: against as many as the steps around it usually have
 * (their median), but never more than `whole`, which a step has at the agent's own interval: while somebody watches, it has
 * ten times as many. So a gap that begins within a step is not filled with the step's rate: it is counted too little, never
 * too much. One limit stays: of a step that was watched and then lost, the samples cannot tell how much was lost.
 */
export function coveredShares(steps: RateSteps, stepMs: number, whole: number): Float64Array {
  const shares = new Float64Array(steps.length);
  for (let step = 0; step < steps.length; step += 1) {
    const at = steps.at(step);
    const around: number[] = [];
    const last = Math.min(steps.length - 1, step + NEIGHBOURS);
    for (let other = Math.max(0, step - NEIGHBOURS); other <= last; other += 1) {
      if (Math.abs(steps.at(other) - at) <= NEIGHBOURS * stepMs) around.push(steps.count(other));
    }
    const usual = around.length < FEW ? whole : Math.min(whole, median(around));
    shares[step] = Math.min(1, steps.count(step) / usual);
  }
  return shares;
}

/**
 * The traffic of several series in one grid over [from, to), a step belonging to the stretch in which it begins. Each series
 * is an interface in one direction; what is measured of them in a step is added up.
 */
export function trafficOf(
  stretch: Stretch,
  stepMs: number,
  series: readonly { readonly direction: "received" | "sent"; readonly steps: RateSteps }[],
  whole: number,
): Traffic {
  const traffic = emptyTraffic(stretch, stepMs);
  for (const { direction, steps } of series) {
    const shares = coveredShares(steps, stepMs, whole);
    const grid = traffic[direction];
    for (let index = 0; index < steps.length; index += 1) {
      const step = Math.floor((steps.at(index) - traffic.base) / stepMs);
      if (step < 0 || step >= grid.length) continue;
      const measured = Math.max(0, steps.average(index)) * (shares[index] ?? 0);
      const before = grid[step] ?? Number.NaN;
      grid[step] = Number.isNaN(before) ? measured : before + measured;
    }
  }
  return traffic;
}

/** Nothing measured in [from, to). */
export function emptyTraffic({ from, to }: Stretch, stepMs: number): Traffic {
  const base = Math.ceil(from / stepMs) * stepMs;
  const length = Math.max(0, Math.ceil((to - base) / stepMs));
  const nothing = () => new Float64Array(length).fill(Number.NaN);
  return { base, stepMs, received: nothing(), sent: nothing() };
}

/** Several machines together, step by step; all in one grid. A machine that was not heard in a step adds nothing to it. */
export function together(parts: readonly Traffic[], stretch: Stretch, stepMs: number): Traffic {
  const sum = emptyTraffic(stretch, stepMs);
  for (const part of parts) {
    for (const direction of ["received", "sent"] as const) {
      const [grid, added] = [sum[direction], part[direction]];
      for (let step = 0; step < grid.length; step += 1) {
        const value = added[step] ?? Number.NaN;
        if (Number.isNaN(value)) continue;
        const before = grid[step] ?? Number.NaN;
        grid[step] = Number.isNaN(before) ? value : before + value;
      }
    }
  }
  return sum;
}

/** Bytes of the steps that begin in [from, to): rate times the step's length. What was not measured is not there. */
export function volumeOf(traffic: Traffic, { from, to }: Stretch = everything(traffic)): Volume {
  const { base, stepMs } = traffic;
  const first = Math.max(0, Math.ceil((from - base) / stepMs));
  const end = Math.max(0, Math.ceil((to - base) / stepMs));
  const sum = (grid: Float64Array) => {
    let bytes = 0;
    for (let step = first; step < Math.min(end, grid.length); step += 1) {
      const rate = grid[step] ?? Number.NaN;
      if (!Number.isNaN(rate)) bytes += (rate * stepMs) / 1_000;
    }
    return bytes;
  };
  return { received: sum(traffic.received), sent: sum(traffic.sent) };
}

/** The share of the steps of [from, to) in which anything was measured; 0 of an empty stretch. */
export function knownShare({ base, stepMs, received, sent }: Traffic, { from, to }: Stretch): number {
  const first = Math.max(0, Math.ceil((from - base) / stepMs));
  const end = Math.max(first, Math.ceil((to - base) / stepMs));
  let known = 0;
  for (let step = first; step < Math.min(end, received.length); step += 1) {
    if (!Number.isNaN(received[step] ?? Number.NaN) || !Number.isNaN(sent[step] ?? Number.NaN)) known += 1;
  }
  return end === first ? 0 : known / (end - first);
}

/** Bytes by a contract's rule; "greater" is the greater of the two sums. */
export function volumeBy(rule: BandwidthRule, { received, sent }: Volume): number {
  return byRule(rule, { received: () => received, sent: () => sent, both: () => received + sent }) ?? 0;
}

/** Which of the figures a rule takes. */
export function byRule(
  rule: BandwidthRule,
  of: {
    readonly received: () => number | null;
    readonly sent: () => number | null;
    readonly both: () => number | null;
  },
): number | null {
  switch (rule) {
    case "in":
      return of.received();
    case "out":
      return of.sent();
    case "sum":
      return of.both();
    case "greater": {
      const [received, sent] = [of.received(), of.sent()];
      return received === null || sent === null ? (received ?? sent) : Math.max(received, sent);
    }
  }
}

function everything({ base, stepMs, received }: Traffic): Stretch {
  return { from: base, to: base + received.length * stepMs };
}

function median(values: number[]): number {
  values.sort((one, other) => one - other);
  return values[Math.floor(values.length / 2)] ?? 0;
}
