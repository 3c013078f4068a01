import type { SeriesRange } from "#db/metrics/store.ts";
import { quantiles } from "#domain/metrics/rank.ts";

/** Of hourly means the median and the 95th percentile, and the highest single measure. Shares from 0 to 1. */
export interface Spread {
  readonly half: number;
  readonly high: number;
  readonly max: number;
}

/** Shares by hour, oldest first. */
export type Hours = readonly { readonly at: number; readonly average: number; readonly max: number }[];

/** Of less than two days nothing is said. */
const LEAST_HOURS = 48;

/** The hours of a machine as shares of what it has: of its filesystems the fullest. Null where nothing was measured. */
export function hoursOf(
  ranges: readonly SeriesRange[],
  sourceId: number | null,
  load: "cpu" | "memory" | "disk",
): Hours | null {
  const own = ranges.filter((range) => range.sourceId === sourceId);
  const of = (name: string) => own.filter(({ key }) => key === name || key.startsWith(`${name}{`));
  if (load === "cpu") return of("cpu_used_ratio")[0]?.points ?? null;
  if (load === "disk") return fullest(of("filesystem_used_ratio"));
  const [used, total] = [of("memory_used_bytes")[0], of("memory_total_bytes")[0]];
  if (!used || !total) return null;
  const totals = new Map(total.points.map(({ at, max }) => [at, max]));
  return used.points.flatMap(({ at, average, max }) => {
    const size = totals.get(at);
    return size ? [{ at, average: average / size, max: max / size }] : [];
  });
}

export function spreadOf(hours: Hours): Spread | null {
  if (hours.length < LEAST_HOURS) return null;
  const [half = 0, high = 0] = quantiles(
    hours.map(({ average }) => average),
    [0.5, 0.95],
  );
  const max = hours.reduce((most, hour) => Math.max(most, hour.max), 0);
  return { half: rounded(half), high: rounded(high), max: rounded(max) };
}

/**
 * What machines that share one work use together, over `count` of them: of as many as there are their mean, of one less what
 * each of the others would carry. Only hours in which all of them told something.
 */
export function tierSpread(machines: readonly Hours[], count: number): Spread | null {
  const sums = new Map<number, { average: number; max: number; told: number }>();
  for (const hours of machines) {
    for (const { at, average, max } of hours) {
      const sum = sums.get(at) ?? { average: 0, max: 0, told: 0 };
      sums.set(at, { average: sum.average + average, max: sum.max + max, told: sum.told + 1 });
    }
  }
  const whole = [...sums].filter(([, { told }]) => told === machines.length);
  return spreadOf(whole.map(([at, sum]) => ({ at, average: sum.average / count, max: sum.max / count })));
}

function fullest(ranges: readonly SeriesRange[]): Hours | null {
  const last = ({ points }: SeriesRange) => points.at(-1)?.average ?? 0;
  return ranges.toSorted((one, other) => last(other) - last(one))[0]?.points ?? null;
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
