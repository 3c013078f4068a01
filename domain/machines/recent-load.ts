/** The last hour of a machine, minute by minute, and what a tile draws of it. Pure: the browser uses the types. */

import { type Curve, type CurvePoint as MinutePoint, packCurve } from "./curve.ts";

export interface Range {
  readonly min: number;
  readonly max: number;
}

export interface RecentLoad {
  /** CPU as a ratio. */
  readonly cpu: Curve;
  readonly cpuRange: Range | null;
  readonly memoryRange: Range | null;
  /** Of the filesystem that is fullest at the end of the hour. */
  readonly diskRange: Range | null;
  /** Bits a second, of averages over five minutes: the peaks of several interfaces cannot be added. */
  readonly bandwidthRange: Range | null;
}

export type { CurvePoint as MinutePoint } from "./curve.ts";

export const RECENT_MS = 60 * 60_000;
export const RECENT_STEP_MS = 60_000;
/** Drawn as a curve, minute by minute. */
export const CURVE_SERIES = ["cpu_used_ratio"] as const;

/** Of these a tile shows only the least and the greatest of the hour: five minutes say that as well, for a tenth of the reading. */
export const RANGE_STEP_MS = 5 * RECENT_STEP_MS;
export const RANGE_SERIES = [
  "memory_used_ratio",
  "filesystem_used_ratio",
  "network_received_bytes_per_second",
  "network_sent_bytes_per_second",
] as const;

export const NOTHING_RECENT: RecentLoad = {
  cpu: packCurve([]),
  cpuRange: null,
  memoryRange: null,
  diskRange: null,
  bandwidthRange: null,
};

/** What tiles show of an hour of series, by series key. */
export function recentLoad(series: ReadonlyMap<string, readonly MinutePoint[]>): RecentLoad {
  const fullest = named(series, "filesystem_used_ratio").sort((one, other) => lastOf(other) - lastOf(one))[0];
  return {
    cpu: packCurve(series.get("cpu_used_ratio") ?? []),
    cpuRange: rangeOf(series.get("cpu_used_ratio")),
    memoryRange: rangeOf(series.get("memory_used_ratio")),
    diskRange: rangeOf(fullest),
    bandwidthRange: bandwidthRange(series),
  };
}

function bandwidthRange(series: ReadonlyMap<string, readonly MinutePoint[]>): Range | null {
  const bits = new Map<number, number>();
  for (const name of ["network_received_bytes_per_second", "network_sent_bytes_per_second"]) {
    for (const point of named(series, name).flat()) bits.set(point.at, (bits.get(point.at) ?? 0) + point.average * 8);
  }
  const values = [...bits.values()];
  return values.length === 0 ? null : { min: Math.min(...values), max: Math.max(...values) };
}

/** The points of each series of a name but those of the loopback interface. */
function named(series: ReadonlyMap<string, readonly MinutePoint[]>, name: string): (readonly MinutePoint[])[] {
  const found = [...series].filter(([key]) => key === name || key.startsWith(`${name}{`));
  return found.filter(([key]) => !key.includes('interface="lo"')).map(([, points]) => points);
}

function rangeOf(points: readonly MinutePoint[] | undefined): Range | null {
  if (!points || points.length === 0) return null;
  return { min: Math.min(...points.map((point) => point.min)), max: Math.max(...points.map((point) => point.max)) };
}

function lastOf(points: readonly MinutePoint[]): number {
  return points.at(-1)?.average ?? 0;
}
