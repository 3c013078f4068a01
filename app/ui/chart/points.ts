/** One step of a series: lowest, average and highest in it, at its start in epoch milliseconds. Absent steps are gaps. */
export interface ChartPoint {
  readonly at: number;
  readonly min: number;
  readonly average: number;
  readonly max: number;
}

export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** From this step on every missing one is a gap: it holds several samples, and all of them are missing. */
const WHOLE_STEP_MS = 60_000;

/** Agents send every 10 s until somebody watches: of a chart with a point a second, some stand 10 s apart. */
const UNWATCHED_MS = 10_000;

/** How far points of a series usually stand apart: at least their step, more where the source sends less often. */
export function spacingOf(points: readonly ChartPoint[], stepMs: number): number {
  const apart = points.slice(1).map(({ at }, index) => at - (points[index]?.at ?? at));
  const median = apart.sort((a, b) => a - b)[Math.floor(apart.length / 2)] ?? 0;
  return Math.max(stepMs, UNWATCHED_MS, median);
}

/** Points further apart than this have a gap between them. Of short steps one may miss: that is the jitter of an agent. */
export function gapAfterMs(stepMs: number): number {
  return stepMs >= WHOLE_STEP_MS ? stepMs * 1.5 : stepMs * 2.5;
}

/**
 * The holes between points, and before the first one. What has not come yet at the end is not a gap until it is late.
 * A long step is measured to its end, so that a gap after it begins there.
 */
export function gapsIn(points: readonly ChartPoint[], from: number, to: number, stepMs: number): Gap[] {
  const reach = stepMs >= WHOLE_STEP_MS ? stepMs : 0;
  const gaps: Gap[] = [];
  const look = (start: number, end: number, covered: number) => {
    if (end - start > gapAfterMs(stepMs)) gaps.push({ from: start + covered, to: end });
  };
  let last: number | undefined;
  for (const { at } of points) {
    look(last ?? from, at, last === undefined ? 0 : reach);
    last = at;
  }
  look(last ?? from, to, last === undefined ? 0 : reach);
  return gaps;
}

export function pointsWithin(points: readonly ChartPoint[], from: number, to: number): readonly ChartPoint[] {
  return points.filter((point) => point.at >= from && point.at <= to);
}

export interface Extent {
  readonly min: number;
  readonly max: number;
  readonly average: number;
}

export function extentOf(points: readonly ChartPoint[]): Extent | null {
  if (points.length === 0) return null;
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const point of points) {
    min = Math.min(min, point.min);
    max = Math.max(max, point.max);
    sum += point.average;
  }
  return { min, max, average: sum / points.length };
}

/** What two curves reach together. */
export function joined<Reach extends { min: number; max: number }>(one: Reach, other: Reach | null) {
  return { min: Math.min(one.min, other?.min ?? one.min), max: Math.max(one.max, other?.max ?? one.max) };
}

/** The point nearest to an instant, none where the instant lies in a gap. */
export function pointNear(points: readonly ChartPoint[], at: number, stepMs: number): ChartPoint | null {
  let nearest: ChartPoint | null = null;
  for (const point of points) {
    if (!nearest || Math.abs(point.at - at) < Math.abs(nearest.at - at)) nearest = point;
  }
  return nearest && Math.abs(nearest.at - at) <= gapAfterMs(stepMs) ? nearest : null;
}

/** Points of the same row are merged, their extremes kept. */
export function condensed(points: readonly ChartPoint[], rowOf: (at: number) => number): ChartPoint[] {
  const rows = new Map<number, ChartPoint[]>();
  for (const point of points) {
    const row = rowOf(point.at);
    const merged = rows.get(row);
    if (merged) merged.push(point);
    else rows.set(row, [point]);
  }
  return [...rows.values()].flatMap((merged) => {
    const [extent, first] = [extentOf(merged), merged[0]];
    return extent && first ? [{ at: first.at, ...extent }] : [];
  });
}
