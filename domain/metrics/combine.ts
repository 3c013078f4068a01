/** One series out of several machines' series. Pure: the browser uses the types. */

import type { DaySteps } from "./day-steps.ts";

export interface MeasuredPoint {
  /** Start of the step, epoch milliseconds. */
  readonly at: number;
  readonly min: number;
  readonly average: number;
  readonly max: number;
  /** Samples that went into it. */
  readonly count: number;
}

/** How values of several series become one: their sum, their mean, or the greatest. */
export type Combine = "sum" | "average" | "max";

export interface CombinedPoint extends MeasuredPoint {
  /** How many sources had a value in the step: where fewer reported, a sum is lower. */
  readonly sources: number;
}

interface Series {
  readonly sourceId: number;
  readonly stepMs: number;
  readonly points: readonly MeasuredPoint[];
}

interface Gathered {
  sum: number;
  max: number;
  series: number;
  count: number;
  readonly sources: Set<number>;
}

/**
 * Combines series of one fine step into points of `stepMs`, a multiple of it. In each fine step the sum or mean of the
 * averages, or the greatest maximum, is taken of the series that have a value there; minimum, average and maximum of a
 * point are those of its fine steps. So the peak of a sum is one that all machines together had, within the fine step.
 * With `days` the points begin where those do.
 */
export function combined(
  series: readonly Series[],
  combine: Combine,
  stepMs: number,
  days?: DaySteps,
): CombinedPoint[] {
  const fine = new Map<number, Gathered>();
  for (const { sourceId, points } of series) {
    for (const point of points) gather(fine, sourceId, point);
  }

  const startOf = days?.reader() ?? ((at: number) => Math.floor(at / stepMs) * stepMs);
  const steps = new Map<number, { values: number[]; count: number; sources: Set<number> }>();
  for (const [at, gathered] of fine) {
    const start = startOf(at);
    const step = steps.get(start) ?? { values: [], count: 0, sources: new Set() };
    steps.set(start, step);
    step.values.push(valueIn(gathered, combine));
    step.count += gathered.count;
    for (const source of gathered.sources) step.sources.add(source);
  }
  return [...steps]
    .sort(([one], [other]) => one - other)
    .map(([at, { values, count, sources }]) => ({ at, ...spread(values), count, sources: sources.size }));
}

/** Fine steps a window may have: a month of hours, a week of 5 minutes. */
const MAX_FINE_STEPS = 2_500;
const ROLLED_UP_MS = 300_000;
/** Minutes only of a window that is read from samples anyway: roll-ups are a hundred times fewer. */
const FINE_STEPS_MS = [60_000, ROLLED_UP_MS, 3_600_000, 86_400_000];
const SHORT_WINDOW_MS = 3 * 3_600_000;

/** The step in which series are combined before they are drawn in steps of `stepMs`. */
export function fineStepMs(from: number, to: number, stepMs: number): number {
  const shortest = stepMs < ROLLED_UP_MS || to - from <= SHORT_WINDOW_MS ? 0 : ROLLED_UP_MS;
  const fits = (fine: number) => fine >= shortest && stepMs % fine === 0 && (to - from) / fine <= MAX_FINE_STEPS;
  return FINE_STEPS_MS.find(fits) ?? stepMs;
}

function gather(fine: Map<number, Gathered>, sourceId: number, { at, average, max, count }: MeasuredPoint): void {
  const found = fine.get(at);
  if (!found) {
    fine.set(at, { sum: average, max, series: 1, count, sources: new Set([sourceId]) });
    return;
  }
  found.sum += average;
  if (max > found.max) found.max = max;
  found.series += 1;
  found.count += count;
  found.sources.add(sourceId);
}

function valueIn({ sum, max, series }: Gathered, combine: Combine): number {
  if (combine === "max") return max;
  return combine === "sum" ? sum : sum / series;
}

function spread(values: readonly number[]): { min: number; average: number; max: number } {
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  return { min, average: sum / values.length, max };
}
