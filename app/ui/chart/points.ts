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

/** Steps further apart than this are a gap; one missing step is the jitter of an agent. */
const GAP_STEPS = 2.5;

/** The holes between points, and before the first one. What has not come yet at the end is not a gap until it is late. */
export function gapsIn(points: readonly ChartPoint[], from: number, to: number, stepMs: number): Gap[] {
  const edges = [from, ...points.map((point) => point.at), to];
  return edges.flatMap((end, index) => {
    const start = edges[index - 1];
    return start !== undefined && end - start > stepMs * GAP_STEPS ? [{ from: start, to: end }] : [];
  });
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

/** The point nearest to an instant, none where the instant lies in a gap. */
export function pointNear(points: readonly ChartPoint[], at: number, stepMs: number): ChartPoint | null {
  let nearest: ChartPoint | null = null;
  for (const point of points) {
    if (!nearest || Math.abs(point.at - at) < Math.abs(nearest.at - at)) nearest = point;
  }
  return nearest && Math.abs(nearest.at - at) <= stepMs * GAP_STEPS ? nearest : null;
}

/** At most `most` rows for the table view: neighbours are merged, their extremes kept. */
export function condensed(points: readonly ChartPoint[], most: number): ChartPoint[] {
  const size = Math.ceil(points.length / most);
  const rows: ChartPoint[] = [];
  for (let start = 0; start < points.length; start += size) {
    const bucket = points.slice(start, start + size);
    const extent = extentOf(bucket);
    const first = bucket[0];
    if (extent && first) rows.push({ at: first.at, ...extent });
  }
  return rows;
}
