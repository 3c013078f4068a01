import { combinedSeries, type Stretch } from "#domain/metrics/series.server.ts";

import { expectedOf, type ShopReading } from "./history.server.ts";
import { labelOf, SHOP_GAUGES, SHOP_TOTALS, type ShopTotal } from "./series.ts";

const MINUTE_MS = 60_000;
/** Of longer windows no band is drawn: a day's sum says little of a shop's hours. */
const LONGEST_BAND_MS = 31 * 24 * 60 * MINUTE_MS;
const NEWEST_MS = 10 * MINUTE_MS;

export interface ShopPoint {
  readonly at: number;
  readonly min: number;
  readonly average: number;
  readonly max: number;
  readonly count: number;
}

export interface ShopCurve {
  readonly stepMs: number;
  readonly points: readonly ShopPoint[];
}

/** Limits a minute, of a step that begins at `at`. */
export interface BandPoint {
  readonly at: number;
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/** The totals of a shop a minute, in the steps of a window. */
export async function curvesOf(
  { store, sourceIds }: ShopReading,
  stretch: Stretch,
): Promise<Record<ShopTotal, ShopCurve>> {
  const names = Object.values(SHOP_TOTALS);
  const found = await combinedSeries({ ...stretch, sources: sourceIds, names, combine: "sum" }, store);
  const curve = (name: string): ShopCurve => {
    const series = found.find((one) => one.name === name);
    const points = (series?.points ?? []).map(({ at, min, average, max, count }) => ({
      ...{ at, count },
      ...{ min: min * 60, average: average * 60, max: max * 60 },
    }));
    return { stepMs: series?.stepMs ?? MINUTE_MS, points };
  };
  const entries = Object.entries(SHOP_TOTALS).map(([total, name]) => [total, curve(name)]);
  return Object.fromEntries(entries) as Record<ShopTotal, ShopCurve>;
}

/** The expected band of orders in steps of a curve; empty where there is too little history, or the window is too long. */
export async function bandOf(reading: ShopReading, { from, to }: Stretch, stepMs: number): Promise<BandPoint[]> {
  if (to - from > LONGEST_BAND_MS) return [];
  const expected = await expectedOf(reading, "orders", { from, to });
  const found: BandPoint[] = [];
  for (let at = Math.floor(from / stepMs) * stepMs; at < to; at += stepMs) {
    const band = expected.between(at, at + stepMs);
    const minutes = stepMs / MINUTE_MS;
    if (!band) continue;
    found.push({ at, low: band.low / minutes, expected: band.expected / minutes, high: band.high / minutes });
  }
  return found;
}

/** How long pages took, in milliseconds, by page class and quantile: means over the window. */
export async function latencyTable({ store, sourceIds }: ShopReading, { from, to }: Stretch) {
  const ranges = await store.range({ sourceIds, series: [SHOP_GAUGES.latency], from, to, maxPoints: 1 });
  return ranges.flatMap(({ key, points }) => {
    const count = points.reduce((sum, point) => sum + point.count, 0);
    const [page, quantile] = [labelOf(key, "page"), labelOf(key, "quantile")];
    if (count === 0 || page === undefined || quantile === undefined) return [];
    return { page, quantile, milliseconds: points.reduce((sum, one) => sum + one.average * one.count, 0) / count };
  });
}

/** Orders that wait, by step of the workflow, and those that are stuck, as they were last told. Null where nothing came lately. */
export async function ordersWaiting({ store, sourceIds }: ShopReading, now: number) {
  const ranges = await store.range({
    sourceIds,
    series: [SHOP_GAUGES.ordersByStep, SHOP_GAUGES.stuckOrders],
    from: now - NEWEST_MS,
    to: now + 1,
    maxPoints: 1,
    stepMs: 10_000,
  });
  const newest = ranges.map(({ key, points }) => ({ key, value: points.at(-1)?.average ?? 0 }));
  return {
    stuck: newest.find(({ key }) => key.startsWith(SHOP_GAUGES.stuckOrders))?.value ?? null,
    steps: newest.flatMap(({ key, value }) => {
      const step = labelOf(key, "step");
      return step === undefined ? [] : { step, orders: value };
    }),
  };
}
