import { countsOf, type ShopReading } from "#domain/storefront/queries.server.ts";
import type { ShopTotal } from "#domain/storefront/series.ts";

const HOUR_MS = 3_600_000;
/** Of a month of which less was counted nothing is compared. */
const LEAST_COUNTED = 0.9;

/** What a month counted; null where the shop told nothing of it. Revenue in cents without VAT. */
export interface ShopTotals {
  readonly orders: number | null;
  readonly revenueCents: number | null;
  readonly visits: number | null;
  readonly refusals: number | null;
  readonly errors: number | null;
  /** The share of the time that was counted, from 0 to 1. */
  readonly counted: number;
  /** Whether the month is over: a part of one is compared with nothing. */
  readonly isWhole: boolean;
}

/** Sums of whole hours. */
export async function totalsIn(
  reading: ShopReading,
  stretch: { from: number; to: number },
  isWhole = true,
): Promise<ShopTotals> {
  const of = (total: ShopTotal) => countsOf(reading.store, reading.sourceIds, total, { ...stretch, stepMs: HOUR_MS });
  const [orders, revenueCents, visits, refusals, errors] = await Promise.all([
    ...[of("orders"), of("revenueCents"), of("visits"), of("refusals"), of("errors")],
  ]);
  const sum = (slices: typeof orders) =>
    slices && slices.length > 0 ? Math.round(slices.reduce((total, { count }) => total + count, 0)) : null;
  const hours = Math.max(1, Math.floor((stretch.to - stretch.from) / HOUR_MS));
  return {
    ...{ orders: sum(orders), revenueCents: sum(revenueCents), visits: sum(visits) },
    ...{ refusals: sum(refusals), errors: sum(errors) },
    counted: Math.min(1, (orders?.length ?? 0) / hours),
    isWhole,
  };
}

/** By how much a total grew against another month, as a ratio; null where one of both was not counted for most of its time. */
export function growthOf(now: ShopTotals, before: ShopTotals, total: Exclude<keyof ShopTotals, "counted" | "isWhole">) {
  const [one, other] = [now[total], before[total]];
  if (!now.isWhole || one === null || !other || now.counted < LEAST_COUNTED || before.counted < LEAST_COUNTED)
    return null;
  return one / other - 1;
}
