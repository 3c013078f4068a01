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

interface Step {
  readonly at: number;
  readonly fine: Gathered[];
  /** How many sources had a value so far, and the last of them. */
  sources: number;
  last: number;
}

interface Gathered {
  sum: number;
  max: number;
  series: number;
  count: number;
  readonly step: Step;
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
  const startOf = days?.reader() ?? ((at: number) => Math.floor(at / stepMs) * stepMs);
  const steps = new Map<number, Step>();
  const stepAt = (at: number): Step => {
    const step = steps.get(at) ?? { at, fine: [], sources: 0, last: Number.NaN };
    steps.set(at, step);
    return step;
  };
  const fine = new Map<number, Gathered>();
  // Source by source: so the last one is all that a step must know to count them.
  for (const { sourceId, points } of series.toSorted((one, other) => one.sourceId - other.sourceId)) {
    for (const point of points) {
      const { step } = gather(fine, point, () => stepAt(startOf(point.at)));
      if (step.last === sourceId) continue;
      step.last = sourceId;
      step.sources += 1;
    }
  }
  return [...steps.values()]
    .sort((one, other) => one.at - other.at)
    .map(({ at, fine, sources }) => ({
      at,
      ...spread(fine.map((gathered) => valueIn(gathered, combine))),
      count: fine.reduce((sum, { count }) => sum + count, 0),
      sources,
    }));
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

function gather(fine: Map<number, Gathered>, { at, average, max, count }: MeasuredPoint, stepOf: () => Step): Gathered {
  const found = fine.get(at);
  if (!found) {
    const gathered = { sum: average, max, series: 1, count, step: stepOf() };
    gathered.step.fine.push(gathered);
    fine.set(at, gathered);
    return gathered;
  }
  found.sum += average;
  if (max > found.max) found.max = max;
  found.series += 1;
  found.count += count;
  return found;
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
