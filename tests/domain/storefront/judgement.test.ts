import { expect, test } from "vitest";
import { limitsOf } from "#domain/storefront/counts.ts";
import { type CountedMinute, judgeOrders, type OrdersHeard } from "#domain/storefront/judgement.ts";

const NOW = Date.parse("2026-11-19T19:40:00Z");
const MINUTE_MS = 60_000;

/** A shop that is expected to sell so many a minute, whatever the hour. */
const selling = (aMinute: number) => ({
  between(from: number, to: number, tail = 0.01) {
    const expected = (aMinute * (to - from)) / MINUTE_MS;
    return { expected, ...limitsOf({ mean: expected, spread: 0.01 }, tail), kind: "ordinary" as const };
  },
});

const minutesOf = (counts: readonly (number | null)[]): CountedMinute[] =>
  counts.flatMap((orders, index) =>
    orders === null ? [] : [{ at: NOW - (counts.length - index) * MINUTE_MS, orders }],
  );
const heard = (counts: readonly (number | null)[], rest: Partial<OrdersHeard> = {}): OrdersHeard => ({
  now: NOW,
  heardAt: NOW - 5_000,
  minutes: minutesOf(counts),
  isFallen: false,
  ...rest,
});
const of = (count: number, orders: number | null) => Array.from({ length: count }, () => orders);

test("orders within the band are sold as they should", () => {
  expect(judgeOrders(heard(of(60, 3)), selling(3)).kind).toBe("selling");
});

test("ten minutes without orders are a fall, from the minute in which it began", () => {
  const judged = judgeOrders(heard([...of(50, 3), ...of(10, 0)]), selling(3));
  expect(judged).toMatchObject({ kind: "fallen", since: NOW - 10 * MINUTE_MS, orders: 0 });
});

test("half of the orders missing is a fall too, and its beginning is found to a few minutes", () => {
  const judged = judgeOrders(heard([...of(90, 4), ...of(30, 1)]), selling(4));
  expect(judged.kind).toBe("fallen");
  if (judged.kind === "fallen") expect(Math.abs(judged.since - (NOW - 30 * MINUTE_MS))).toBeLessThan(3 * MINUTE_MS);
});

test("of few orders it takes longer, and of next to none nothing is said", () => {
  expect(judgeOrders(heard([...of(105, 0.5), ...of(15, 0)]), selling(0.5)).kind).toBe("selling");
  expect(judgeOrders(heard([...of(60, 0.5), ...of(60, 0)]), selling(0.5)).kind).toBe("fallen");
  expect(judgeOrders(heard(of(120, 0)), selling(0.05)).kind).toBe("too_few");
});

test("a shop that no longer pushes is unknown, never without orders", () => {
  const silent = heard([...of(60, 3), ...of(20, null)], { heardAt: NOW - 20 * MINUTE_MS });
  expect(judgeOrders(silent, selling(3))).toEqual({ kind: "unknown", heardAt: NOW - 20 * MINUTE_MS });
  expect(judgeOrders(heard([], { heardAt: null }), selling(3))).toEqual({ kind: "unknown", heardAt: null });
  // The planted variant takes silence for zero: this same test finds it.
  const taken = heard([...of(60, 3), ...of(20, 0)]);
  expect(judgeOrders(taken, selling(3))).not.toEqual({ kind: "unknown", heardAt: NOW - 20 * MINUTE_MS });
  expect(judgeOrders(taken, selling(3)).kind).toBe("fallen");
});

test("after a silence the shop is judged by what it counted since, not by the hole", () => {
  expect(judgeOrders(heard([...of(60, 3), ...of(20, null), ...of(4, 3)]), selling(3)).kind).toBe("too_few");
  expect(judgeOrders(heard([...of(60, 3), ...of(20, null), ...of(12, 3)]), selling(3)).kind).toBe("selling");
});

test("a fall is over in the band only, not as soon as chance would allow", () => {
  const low = heard([...of(50, 3), ...of(10, 1.6)]);
  expect(judgeOrders(low, selling(3)).kind).toBe("selling");
  expect(judgeOrders({ ...low, isFallen: true }, selling(3)).kind).toBe("fallen");
});

test("too little history is said as such", () => {
  expect(judgeOrders(heard(of(60, 0)), { between: () => null }).kind).toBe("too_little_history");
});
