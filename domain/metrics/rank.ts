/** Orders of sources and of values: top lists, percentiles. Pure. */

import type { MeasuredPoint } from "./combine.ts";

export interface RankedSource {
  readonly sourceId: number;
  readonly key: string;
  readonly value: number;
}

/** By what a source is ranked: its mean over the window, or its highest value. */
export type RankBy = "average" | "max";

/** The series with the greatest values over their points, the greatest first; of equal ones the lower source id. */
export function ranked(
  series: readonly { readonly sourceId: number; readonly key: string; readonly points: readonly MeasuredPoint[] }[],
  by: RankBy,
  limit: number,
): RankedSource[] {
  return greatest(
    series
      .filter(({ points }) => points.length > 0)
      .map(({ sourceId, key, points }) => ({ sourceId, key, value: by === "max" ? highest(points) : mean(points) })),
    limit,
  );
}

/** The greatest of these values, the greatest first; of equal ones the lower source id. */
export function greatest(values: readonly RankedSource[], limit: number): RankedSource[] {
  return values
    .toSorted(
      (one, other) => other.value - one.value || one.sourceId - other.sourceId || (one.key < other.key ? -1 : 1),
    )
    .slice(0, Math.max(0, limit));
}

/**
 * Quantiles at ratios from 0 to 1, interpolated between neighbours (Hyndman and Fan's type 7, what spreadsheets call
 * PERCENTILE.INC). Of no values there are none.
 */
export function quantiles(values: readonly number[], ratios: readonly number[]): number[] {
  if (values.length === 0) return [];
  const sorted = Float64Array.from(values).sort();
  return ratios.map((ratio) => {
    const place = Math.min(1, Math.max(0, ratio)) * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? 0;
    const above = sorted[Math.ceil(place)] ?? below;
    return below + (above - below) * (place - Math.floor(place));
  });
}

function highest(points: readonly MeasuredPoint[]): number {
  return points.reduce((max, point) => Math.max(max, point.max), Number.NEGATIVE_INFINITY);
}

/** Weighed by samples: a step cut by the edge of the window counts as much as it holds. */
function mean(points: readonly MeasuredPoint[]): number {
  let [sum, count] = [0, 0];
  for (const point of points) {
    sum += point.average * point.count;
    count += point.count;
  }
  return sum / count;
}
