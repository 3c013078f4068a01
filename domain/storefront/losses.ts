import type { Band } from "./band.ts";

/** A total of the shop as it told it at an instant (epoch milliseconds). */
export interface Told {
  readonly at: number;
  readonly total: number;
}

/** What the shop's own total grew by. */
export interface OwnCount {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface LostRange {
  readonly low: number;
  readonly usual: number;
  readonly high: number;
}

/** What an outage cost. Orders are whole, money is in cents without VAT; none is below 0. */
export type Loss =
  | {
      readonly kind: "counted";
      /** What was ordered all the same. */
      readonly orders: number;
      readonly lostOrders: LostRange;
      /** Null where the shop told no revenue. */
      readonly lostCents: LostRange | null;
    }
  /** The shop told nothing of that time, or has not come back. */
  | { readonly kind: "unknown" }
  | { readonly kind: "too_little_history" };

/**
 * What a total of the shop grew by over a stretch, from the last time it told it before to the first time after: the shop's
 * own count, kept in its database, bridges a time in which it told nothing. Null where it has not told it on both sides,
 * or where it began again. `told` is in order of time.
 */
export function grownOver(told: readonly Told[], { from, to }: { from: number; to: number }): OwnCount | null {
  const before = told.filter(({ at }) => at <= from).at(-1);
  const after = told.find(({ at }) => at >= to);
  if (!before || !after) return null;
  const between = told.filter(({ at }) => at >= before.at && at <= after.at);
  const isBroken = between.some(({ total }, index) => index > 0 && total < (between[index - 1]?.total ?? 0));
  return isBroken ? null : { from: before.at, to: after.at, count: after.total - before.total };
}

/** What was expected less what was counted, in the stretch of the count. `basketCents` is what an order usually brings. */
export function lossOf(counted: OwnCount | null, band: Band | null, basketCents: number | null): Loss {
  if (!band) return { kind: "too_little_history" };
  if (!counted) return { kind: "unknown" };
  const less = (expected: number) => Math.max(0, Math.round(expected - counted.count));
  const lostOrders = { low: less(band.low), usual: less(band.expected), high: less(band.high) };
  const worth = (orders: number) => Math.round(orders * (basketCents ?? 0));
  const { low, usual, high } = lostOrders;
  return {
    kind: "counted",
    orders: Math.round(counted.count),
    lostOrders,
    lostCents: basketCents === null ? null : { low: worth(low), usual: worth(usual), high: worth(high) },
  };
}
