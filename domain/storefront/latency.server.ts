import type { Stretch } from "./day-kinds.ts";
import { meanOf, type ShopReading } from "./history.server.ts";
import { isPageClass, JUDGED_QUANTILE, labelOf, type PageClass, SHOP_GAUGES } from "./series.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface ComparedLatency {
  readonly page: PageClass;
  /** Milliseconds: means of the p95 in the stretch, and before it. */
  readonly value: number;
  readonly usual: number;
}

/** How long pages took in a stretch and in the time before it, by class; classes that were not measured in both are absent. */
export async function latenciesOf(reading: ShopReading, stretch: Stretch, before: Stretch): Promise<ComparedLatency[]> {
  const [now, usually] = await Promise.all([meansOf(reading, stretch, MINUTE_MS), meansOf(reading, before, HOUR_MS)]);
  return [...now].flatMap(([page, value]) => {
    const usual = usually.get(page);
    return usual === undefined ? [] : { page, value, usual };
  });
}

async function meansOf({ store, sourceIds }: ShopReading, { from, to }: Stretch, stepMs: number) {
  const query = { sourceIds, series: [SHOP_GAUGES.latency], from, to, maxPoints: 1, stepMs };
  const found = new Map<PageClass, number>();
  for (const { key, points } of await store.range(query)) {
    const page = labelOf(key, "page");
    const mean = meanOf(points);
    if (labelOf(key, "quantile") !== JUDGED_QUANTILE || !isPageClass(page) || mean === null) continue;
    // Of several processes of the shop the slowest counts: its visitors wait.
    found.set(page, Math.max(mean, found.get(page) ?? 0));
  }
  return found;
}
