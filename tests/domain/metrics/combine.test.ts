import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Combine, combined, fineStepMs } from "#domain/metrics/combine.ts";

const RUNS = process.env.TIMONERIE_LONG ? 5_000 : 300;
const FINE = 60_000;

const point = (at: number, average: number, [min, max] = [average, average]) => ({ at, min, average, max, count: 6 });
const series = (sourceId: number, ...points: ReturnType<typeof point>[]) => ({ sourceId, stepMs: FINE, points });

describe("machines combined", () => {
  const machines = [
    series(1, point(0, 2, [1, 9]), point(FINE, 4), point(5 * FINE, 7)),
    series(2, point(0, 6, [5, 7]), point(2 * FINE, 1)),
  ];

  test.each([
    ["a sum's peak is one that all had together", "sum", { min: 1, average: 13 / 3, max: 8 }],
    ["a mean is of those that reported", "average", { min: 1, average: 3, max: 4 }],
    ["the greatest keeps each machine's peak", "max", { min: 1, average: 14 / 3, max: 9 }],
  ] as const)("%s", (_sentence, combine, first) => {
    expect(combined(machines, combine, 5 * FINE)).toEqual([
      { at: 0, ...first, count: 24, sources: 2 },
      { at: 5 * FINE, min: 7, average: 7, max: 7, count: 6, sources: 1 },
    ]);
  });

  test("members that come and go give what adding up by hand gives", () => {
    const members = fc.array(fc.array(fc.option(fc.integer({ min: -50, max: 50 })), { maxLength: 40 }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(members, fc.constantFrom<Combine>("sum", "average", "max"), (values, combine) => {
        const all = values.map((some, index) =>
          series(index, ...some.flatMap((value, step) => (value === null ? [] : [point(step * FINE, value)]))),
        );
        const byHand = Array.from({ length: 40 / 5 }, (_one, step) => {
          const fine = Array.from({ length: 5 }, (_two, place) =>
            values.flatMap((some) => some[step * 5 + place] ?? []),
          );
          const seen = fine
            .filter((some) => some.length > 0)
            .map((some) => {
              if (combine === "max") return Math.max(...some);
              const sum = some.reduce((one, other) => one + other, 0);
              return combine === "sum" ? sum : sum / some.length;
            });
          const max = seen.length > 0 ? [Math.max(...seen)] : [];
          return max.map((greatest) => [step * 5 * FINE, Math.min(...seen), greatest, fine.flat().length * 6]);
        }).flat();
        expect(combined(all, combine, 5 * FINE).map(({ at, min, max, count }) => [at, min, max, count])).toEqual(
          byHand,
        );
      }),
      { numRuns: RUNS },
    );
  });
});

test.each([
  ["an hour drawn each 10 s", 1, 10_000, 10_000],
  ["six hours", 6, 60_000, 60_000],
  ["a day", 24, 300_000, 300_000],
  ["a week", 7 * 24, 1_800_000, 300_000],
  ["a month", 30 * 24, 7_200_000, 3_600_000],
  ["a year", 365 * 24, 86_400_000, 86_400_000],
])("%s is combined in steps that stay few", (_sentence, hours, stepMs, fine) => {
  expect(fineStepMs(0, hours * 3_600_000, stepMs)).toBe(fine);
});
