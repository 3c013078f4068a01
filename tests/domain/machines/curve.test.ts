import fc from "fast-check";
import { expect, test } from "vitest";

import { packCurve, unpackCurve } from "#domain/machines/curve.ts";

const FROM = Date.UTC(2026, 10, 22, 12);
const MINUTE_MS = 60_000;

test("a curve comes back, a hole as a hole, each height within the width of a line", () => {
  const ratio = fc.double({ min: 0, max: 1, noNaN: true });
  const minutes = fc.uniqueArray(fc.tuple(fc.nat(59), ratio, ratio, ratio), { selector: ([minute]) => minute });
  fc.assert(
    fc.property(minutes, (drawn) => {
      const points = drawn
        .toSorted(([one], [other]) => one - other)
        .map(([minute, min, average, max]) => ({ at: FROM + minute * MINUTE_MS, min, average, max }));

      const found = unpackCurve(packCurve(points));

      expect(found.map(({ at }) => at)).toEqual(points.map(({ at }) => at));
      for (const [index, { min, average, max }] of found.entries()) {
        expect(Math.abs(min - (points[index]?.min ?? 0))).toBeLessThan(0.01);
        expect(Math.abs(average - (points[index]?.average ?? 0))).toBeLessThan(0.01);
        expect(Math.abs(max - (points[index]?.max ?? 0))).toBeLessThan(0.01);
      }
    }),
  );
});

test("what is packed needs no escape in JSON, and is three characters a minute", () => {
  const points = Array.from({ length: 60 }, (_minute, index) => ({
    at: FROM + index * MINUTE_MS,
    min: index / 60,
    average: index / 60,
    max: 1.5,
  }));
  const { text } = packCurve(points);
  expect(text).toHaveLength(180);
  expect(JSON.stringify(text)).toHaveLength(182);
});
