import type { Expected } from "./band.ts";
import type { Stretch } from "./day-kinds.ts";
import { countsOf, expectedOf, type ShopReading } from "./history.server.ts";
import { grownOver, type Loss, lossOf, type OwnCount, type Told } from "./losses.ts";
import { totalOf } from "./sales.server.ts";
import { SHOP_TOTALS } from "./series.ts";
import { SLOT_MS } from "./wall-slots.ts";

const HOUR_MS = 3_600_000;
/** So long before and after an outage the shop's own total is looked for. */
const AROUND_MS = 15 * 60_000;
/** What an order brings is taken from so long before. */
const BASKET_MS = 14 * 24 * HOUR_MS;

/**
 * What outages cost, in their order: their stretches, oldest first, as far as they are over. `known` is what is expected of a
 * longer time that they lie in, where somebody has made it already.
 */
export async function lossesOf(
  reading: ShopReading,
  outages: readonly Stretch[],
  known?: Promise<Expected>,
): Promise<Loss[]> {
  const [first, last] = [outages[0], outages.at(-1)];
  if (!first || !last) return [];
  const window = { from: first.from - AROUND_MS, to: last.to + AROUND_MS };
  const [expected, basketCents] = await Promise.all([
    known ?? expectedOf(reading, "orders", window),
    basketBefore(reading, first.from),
  ]);
  return Promise.all(
    outages.map(async (outage) => {
      const counted = (await ownCount(reading, outage)) ?? (await slotCount(reading, outage));
      const { from, to } = counted ?? outage;
      return lossOf(counted, expected.between(from, to), basketCents);
    }),
  );
}

/** By the totals as the shop sent them, to the push; null where they are kept no more, or the shop has not come back. */
async function ownCount({ store, sourceIds }: ShopReading, outage: Stretch): Promise<OwnCount | null> {
  const window = { from: outage.from - AROUND_MS, to: outage.to + AROUND_MS };
  const sent = await store.snapshots({ sourceIds: [...sourceIds], ...window });
  const bySource = new Map<number, Told[]>();
  for (const { sourceId, at, schema, values } of sent) {
    const total = values[schema.series.findIndex(([key]) => key === SHOP_TOTALS.orders)];
    if (typeof total === "number") bySource.set(sourceId, [...(bySource.get(sourceId) ?? []), { at, total }]);
  }
  const counts = [...bySource.values()].map((told) => grownOver(told, outage));
  const known = counts.filter((one) => one !== null);
  const [one] = known;
  if (!one || known.length < counts.length) return null;
  return { ...one, count: known.reduce((sum, { count }) => sum + count, 0) };
}

/** By the five minutes that the outage touches, or of long ago by its hours, where all of them were counted. */
async function slotCount({ store, sourceIds }: ShopReading, { from, to }: Stretch): Promise<OwnCount | null> {
  for (const stepMs of [SLOT_MS, HOUR_MS]) {
    const slots = { from: Math.floor(from / stepMs) * stepMs, to: Math.ceil(to / stepMs) * stepMs };
    const counts = await countsOf(store, sourceIds, "orders", { ...slots, stepMs });
    if (counts.length * stepMs < slots.to - slots.from) continue;
    return { ...slots, count: counts.reduce((sum, { count }) => sum + count, 0) };
  }
  return null;
}

/** What an order usually brings, in cents; null where the shop told no orders or no revenue. */
async function basketBefore(reading: ShopReading, to: number): Promise<number | null> {
  const before = { from: to - BASKET_MS, to };
  const [orders, cents] = await Promise.all([
    totalOf(reading, "orders", before, HOUR_MS),
    totalOf(reading, "revenueCents", before, HOUR_MS),
  ]);
  return orders && cents !== null ? cents / orders : null;
}
