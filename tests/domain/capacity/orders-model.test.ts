import { expect, test } from "vitest";

import { tierModel } from "#domain/capacity/orders-model.ts";

/** Orders of an hour over two weeks: few at night, most in the evening. */
const ORDERS = Array.from({ length: 336 }, (_, hour) =>
  Math.round(60 - 50 * Math.cos(((hour % 24) / 24) * 2 * Math.PI)),
);
const wobble = (at: number) => ((at * 7_919) % 101) / 101 - 0.5;

test("a tier's use by orders gives the orders at which it is full", () => {
  const use = ORDERS.map((orders, hour) => 0.1 + 0.0029 * orders + 0.02 * wobble(hour));
  const model = tierModel(ORDERS, use);

  expect(model).toMatchObject({ from: 10, to: 110, hours: 336 });
  expect("fullAt" in model && model.fullAt).toBeCloseTo(310, -1);
  expect("r2" in model && model.r2).toBeGreaterThan(0.95);
});

test("hours with another cause do not bend the line", () => {
  const withBackups = ORDERS.map((orders, hour) =>
    hour % 24 === 3 ? 0.95 : 0.1 + 0.003 * orders + 0.01 * wobble(hour),
  );
  const model = tierModel(ORDERS, withBackups);

  expect(model).toMatchObject({ slope: expect.closeTo(0.003, 4), leftOut: 14 });
});

test("a lower limit is reached sooner, and what nobody could sell is not told", () => {
  const use = (slope: number) => ORDERS.map((orders, hour) => 0.1 + slope * (orders + wobble(hour)));

  expect(tierModel(ORDERS, use(0.003), 0.4)).toMatchObject({ fullAt: expect.closeTo(100, 0) });
  expect(tierModel(ORDERS, use(0.00001))).toMatchObject({ fullAt: null });
});

test.each([
  ["under three days", ORDERS.slice(0, 71), ORDERS, "too_few"],
  ["hours of which one side was not measured", ORDERS, ORDERS.map(() => Number.NaN), "too_few"],
  ["as many orders in every hour", ORDERS.map(() => 40), ORDERS, "no_spread"],
  ["a use that goes its own way", ORDERS, ORDERS.map((_, hour) => 0.5 + wobble(hour * 31)), "no_relation"],
  ["a use that falls with orders", ORDERS, ORDERS.map((orders) => 1 - 0.001 * orders), "no_relation"],
  ["a use that never changes", ORDERS, ORDERS.map(() => 0.3), "no_relation"],
])("%s gives no model", (_sentence, orders, use, none) => {
  expect(tierModel(orders, use)).toEqual({ none });
});
