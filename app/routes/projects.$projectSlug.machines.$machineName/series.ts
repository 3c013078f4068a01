import type { ChartPoint } from "#app/ui/time-chart.tsx";

/** A series as it crosses to the page: a point is [at, min, average, max]. */
export interface SentSeries {
  readonly key: string;
  /** Values in the last point: what the stream adds to it must weigh as one of so many. */
  readonly lastCount: number;
  readonly points: readonly (readonly [at: number, min: number, average: number, max: number])[];
}

/** Six digits say more than any chart can show; the rest is weight. */
export function sent(key: string, points: readonly (ChartPoint & { readonly count: number })[]): SentSeries {
  return {
    key,
    lastCount: points.at(-1)?.count ?? 0,
    points: points.map(({ at, min, average, max }) => [at, brief(min), brief(average), brief(max)]),
  };
}

export function received({ points }: SentSeries): ChartPoint[] {
  return points.map(([at, min, average, max]) => ({ at, min, average, max }));
}

/**
 * Adds one value to a series in steps: to the step under way, or as a new one. A late value, of a step that is past,
 * is left to the store. `at` is where the step of the value begins; `count` is how many values the last step holds.
 */
export function withValue(
  points: readonly ChartPoint[],
  { at, value }: { readonly at: number; readonly value: number },
  count: number,
): ChartPoint[] {
  const last = points.at(-1);
  if (!last || last.at < at) return [...points, { at, min: value, average: value, max: value }];
  if (last.at > at) return [...points];
  const merged = {
    at,
    min: Math.min(last.min, value),
    average: last.average + (value - last.average) / (count + 1),
    max: Math.max(last.max, value),
  };
  return [...points.slice(0, -1), merged];
}

/**
 * The sum of several series times a factor, step by step, where all of them have a point. The band of a sum is
 * the widest it can be: lowest with lowest, highest with highest.
 */
export function summed(series: readonly (readonly ChartPoint[])[], times = 1): ChartPoint[] {
  const [first, ...others] = series;
  if (!first) return [];
  if (others.length === 0 && times === 1) return [...first];
  const byTime = others.map((points) => new Map(points.map((point) => [point.at, point])));
  return first.flatMap((point) => {
    const together = [point, ...byTime.map((points) => points.get(point.at))];
    if (together.includes(undefined)) return [];
    const sum = (of: (point: ChartPoint) => number) =>
      together.reduce((total, each) => total + (each ? of(each) : 0), 0) * times;
    return [{ at: point.at, min: sum((p) => p.min), average: sum((p) => p.average), max: sum((p) => p.max) }];
  });
}

function brief(value: number): number {
  return Number(value.toPrecision(6));
}
