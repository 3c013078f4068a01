import fc from "fast-check";
import { expect, test } from "vitest";

import { quantiles, ranked } from "#domain/metrics/rank.ts";

const point = (average: number, max: number, count = 6) => ({ at: 0, min: 0, average, max, count });
const series = [
  { sourceId: 1, key: "cpu_used_ratio", points: [point(0.9, 0.95, 1), point(0.1, 0.2, 9)] },
  { sourceId: 2, key: "cpu_used_ratio", points: [point(0.3, 0.99)] },
  { sourceId: 3, key: "cpu_used_ratio", points: [] },
  { sourceId: 4, key: "cpu_used_ratio", points: [point(0.3, 0.4)] },
];

test("the mean weighs each step by its samples, and equal ones keep their order", () => {
  expect(ranked(series, "average", 9).map(({ sourceId, value }) => [sourceId, value])).toEqual([
    [2, 0.3],
    [4, 0.3],
    [1, expect.closeTo(0.18)],
  ]);
});

test("the highest are those of the highest value, as many as asked for", () => {
  expect(ranked(series, "max", 2).map(({ sourceId }) => sourceId)).toEqual([2, 1]);
});

test.each([
  [[1, 2, 3, 4], 0.5, 2.5],
  [[4, 1, 3, 2], 0.95, 3.85],
  [[7], 0.99, 7],
  [[-1, 10], 0, -1],
  [[-1, 10], 1, 10],
])("of %j the quantile %d is %d", (values, ratio, expected) => {
  expect(quantiles(values, [ratio])[0]).toBeCloseTo(expected, 12);
});

test("quantiles rise, lie between the least and the greatest, and of nothing there are none", () => {
  expect(quantiles([], [0.5])).toEqual([]);
  const value = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((drawn) => drawn + 0);
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), (values) => {
      const found = quantiles(values, [0, 0.25, 0.5, 0.95, 1]);
      expect(found[0]).toBe(Math.min(...values));
      expect(found.at(-1)).toBe(Math.max(...values));
      expect([...found].sort((one, other) => one - other)).toEqual(found);
    }),
  );
});
