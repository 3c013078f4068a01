import fc from "fast-check";
import { expect, test } from "vitest";

import { forecastOf } from "#domain/capacity/forecast/forecast.server.ts";
import { DAY_MS, type History, HOUR_MS } from "#domain/capacity/forecast/history.ts";

const RUNS = process.env.TIMONERIE_LONG ? 1_500 : 40;

const gap = fc.constant(Number.NaN);
const anything = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  { weight: 2, arbitrary: fc.double({ min: 0, max: 1e13, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, Number.POSITIVE_INFINITY) },
  { weight: 2, arbitrary: gap },
);
/** Regular as well as wild ones: growth, weeks and steps with gaps in them. */
const shaped = fc
  .record({
    length: fc.integer({ min: 14, max: 420 }),
    level: fc.double({ min: 0, max: 1e6, noNaN: true }),
    growth: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
    week: fc.double({ min: 0, max: 1e5, noNaN: true }),
    step: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    gaps: fc.array(fc.integer({ min: 0, max: 419 }), { maxLength: 60 }),
  })
  .map(({ length, level, growth, week, step, gaps }) =>
    Array.from({ length }, (_, at) =>
      gaps.includes(at)
        ? Number.NaN
        : Math.max(0, level + growth * at + (at % 7 < 5 ? week : 0) + (at > length / 2 ? step : 0)),
    ),
  );

const histories: fc.Arbitrary<History> = fc.record({
  kind: fc.constantFrom("load" as const, "disk" as const),
  stepMs: fc.constantFrom(DAY_MS, DAY_MS, HOUR_MS),
  points: fc.oneof(shaped, fc.array(anything, { maxLength: 120 })),
  firstAt: fc.constant(Date.UTC(2026, 0, 1)),
  capacity: fc.oneof(fc.constant(null), fc.double({ min: 1e-3, max: 1e13, noNaN: true })),
  resizedAt: fc.oneof(
    fc.constant(null),
    fc.integer({ min: 0, max: 200 }).map((day) => Date.UTC(2026, 0, 1) + day * DAY_MS),
  ),
});

test("any history has an answer, with bands in order, within bounds, and always the same", () => {
  fc.assert(
    fc.property(histories, (history) => {
      const forecast = forecastOf(history);
      const measured = Array.from(history.points).filter(Number.isFinite);
      const range = measured.length > 0 ? Math.max(...measured) - Math.min(...measured) : 0;

      expect(forecast.days).toHaveLength(forecast.answer === "too_little_history" ? 0 : 90);
      for (const [step, mean, lower80, upper80, lower95, upper95] of forecast.days) {
        const inOrder = [0, lower95, lower80, mean, upper80, upper95, history.capacity ?? Number.MAX_VALUE];
        expect(inOrder, `day ${step}`).toEqual([...inOrder].sort((a, b) => a - b));
        expect(upper95 - lower95).toBeLessThanOrEqual(20 * range * (1 + 1e-9));
      }
      const { early, likely, late } = forecast.reach;
      expect((early ?? Infinity) <= (likely ?? Infinity) && (likely ?? Infinity) <= (late ?? Infinity)).toBe(true);
      expect(forecastOf(history)).toEqual(forecast);
    }),
    { numRuns: RUNS },
  );
});
