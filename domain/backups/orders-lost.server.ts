import { type ShopReading, totalOf } from "#domain/storefront/queries.server.ts";

const SLOT_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;
/** Longer ago the hours are counted. */
const FINE_MS = 8 * 24 * HOUR_MS;

/** Orders that the shop took within [since, now), epoch milliseconds: they are not in what would come back. Null where none was counted. */
export async function ordersSince(reading: ShopReading, since: number, now: number): Promise<number | null> {
  const stepMs = now - since > FINE_MS ? HOUR_MS : SLOT_MS;
  const from = Math.floor(since / stepMs) * stepMs;
  const orders = await totalOf(reading, "orders", { from, to: now }, stepMs);
  return orders === null ? null : Math.round(orders);
}
