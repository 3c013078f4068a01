/** What other concepts read of a project's shop. */
import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";

import { latencyTable } from "./curves.server.ts";
import type { Stretch } from "./day-kinds.ts";
import { countsOf, expectedOf, type ShopProject, type ShopReading, shopSources } from "./history.server.ts";
import { JUDGED_QUANTILE, type ShopTotal } from "./series.ts";

export { bandOf, latencyTable } from "./curves.server.ts";
export { countsOf, expectedOf, type ShopReading } from "./history.server.ts";
export { lossesOf } from "./losses.server.ts";
export { totalOf } from "./sales.server.ts";

/** How the project's shop is read; null where no application of it pushes. */
export async function shopReading(db: Database, store: MetricStore, project: ShopProject): Promise<ShopReading | null> {
  const sourceIds = await shopSources(db, project.id);
  return sourceIds.length > 0 ? { db, store, project, sourceIds } : null;
}

const COUNTED_EVERY_MS = 300_000;
/** A stretch of which less was counted is not known. */
const LEAST_COUNTED = 0.7;

/** A shop's stretch in three figures: mean of its pages' p95 in seconds, errors and orders. Each null where it was not measured. */
export async function shopFigures(db: Database, store: MetricStore, project: ShopProject, { from, to }: Stretch) {
  const reading = await shopReading(db, store, project);
  if (!reading) return { latencySeconds: null, errors: null, orders: null };
  const total = async (name: ShopTotal) => {
    const slices = await countsOf(store, reading.sourceIds, name, { from, to, stepMs: COUNTED_EVERY_MS });
    const isCounted = slices.length * COUNTED_EVERY_MS >= LEAST_COUNTED * (to - from);
    return isCounted ? slices.reduce((sum, { count }) => sum + count, 0) : null;
  };
  const [table, errors, orders] = await Promise.all([
    latencyTable(reading, { from, to, maxPoints: 1 }),
    total("errors"),
    total("orders"),
  ]);
  const judged = table.filter(({ quantile }) => quantile === JUDGED_QUANTILE);
  const mean = judged.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / judged.length;
  return { latencySeconds: judged.length === 0 || orders === null ? null : mean / 1_000, errors, orders };
}

/**
 * What was ordered in a stretch, and what would have been without what was special of it, by the band of the same
 * weekdays and hours. Null where too little of it was counted, or too little came before it.
 */
export async function ordersBesides(reading: ShopReading, stretch: Stretch) {
  const slices = await countsOf(reading.store, reading.sourceIds, "orders", { ...stretch, stepMs: COUNTED_EVERY_MS });
  const counted = (slices.length * COUNTED_EVERY_MS) / (stretch.to - stretch.from);
  if (counted < LEAST_COUNTED) return null;
  const band = (await expectedOf(reading, "orders", stretch, stretch)).between(stretch.from, stretch.to);
  if (!band) return null;
  const orders = slices.reduce((sum, { count }) => sum + count, 0);
  return { orders: Math.round(orders), expected: band.expected * counted };
}
