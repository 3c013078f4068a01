import type { RangePoint } from "#db/metrics/store.ts";
import { combinedSeries } from "#domain/metrics/series.server.ts";
import { bandOf, type ShopReading } from "#domain/storefront/queries.server.ts";
import { JUDGED_QUANTILE, PAGE_CLASSES, SHOP_GAUGES, SHOP_TOTALS } from "#domain/storefront/series.ts";

import { KEPT_LIMITS, type KeptBand, type KeptPoint, type KeptSeries } from "./kept-window.ts";
import { usualRange, usualStretches } from "./usual-range.ts";

const USUAL_STEP_MS = 300_000;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Orders and errors a minute, and how long one visitor in twenty waits for each class of pages. */
const CURVES = [
  { name: SHOP_TOTALS.orders, measure: "orders", of: null, combine: "sum", times: 60 },
  { name: SHOP_TOTALS.errors, measure: "errors", of: null, combine: "sum", times: 60 },
  ...PAGE_CLASSES.map((page) => ({
    // Of several processes of the shop the slowest counts: its visitors wait.
    ...({ measure: "latency", of: page, combine: "max", times: 1 } as const),
    name: `${SHOP_GAUGES.latency}{page="${page}",quantile="${JUDGED_QUANTILE}"}`,
  })),
] as const;

/** The curves of a shop in a window, with what was usual on the days before, and the band of its orders. */
export async function shopCurves(
  reading: ShopReading,
  { from, to }: Stretch,
): Promise<{ series: KeptSeries[]; expectedOrders: KeptBand[] }> {
  const { timeZone } = reading.project;
  const [found, ...before] = await Promise.all([
    read(reading, { from, to, maxPoints: KEPT_LIMITS.points }),
    ...usualStretches({ from, to }).map((stretch) =>
      read(reading, { ...stretch, maxPoints: (stretch.to - stretch.from) / USUAL_STEP_MS }),
    ),
  ]);
  const series = CURVES.flatMap(({ name, measure, of, times }): KeptSeries[] => {
    const curve = found.get(name);
    if (!curve || curve.points.length === 0) return [];
    const usual = before.flatMap((one) => (one.get(name)?.points ?? []).map(({ average }) => average * times));
    const points = curve.points.map((point) => timesOf(point, times));
    return [{ measure, of, machine: null, stepMs: curve.stepMs, points, usual: usualRange(usual) }];
  });
  const orders = series.find(({ measure }) => measure === "orders");
  const band = orders
    ? await bandOf(reading, { from, to, maxPoints: KEPT_LIMITS.points, timeZone }, orders.stepMs)
    : [];
  return { series, expectedOrders: band.map(({ at, low, high }) => ({ at, low: brief(low), high: brief(high) })) };
}

async function read({ store, sourceIds }: ShopReading, stretch: Stretch & { readonly maxPoints: number }) {
  const byWay = (["sum", "max"] as const).map((combine) => {
    const names = CURVES.filter((curve) => curve.combine === combine).map(({ name }) => name);
    return combinedSeries({ ...stretch, sources: sourceIds, names, combine }, store);
  });
  return new Map((await Promise.all(byWay)).flat().map((curve) => [curve.name, curve]));
}

function timesOf({ at, min, average, max, count }: RangePoint, times: number): KeptPoint {
  return { at, min: min * times, average: average * times, max: max * times, count };
}

function brief(value: number): number {
  return Number(value.toPrecision(5));
}
