import fc from "fast-check";
import { expect, test } from "vitest";

import { StepAggregate } from "#db/metrics/aggregate.ts";

const STEP_MS = 10_000;
const value = fc.double({ noNaN: true, noDefaultInfinity: true });
const instants = fc.integer({ min: 0, max: 40 * STEP_MS });

function stepsOf(samples: readonly (readonly [number, number])[], likely?: number) {
  const gathered = new StepAggregate(STEP_MS, likely);
  for (const [at, one] of samples) gathered.add(at, one);
  return gathered.steps();
}

test("whatever comes in whatever order, a step has the minimum, average, maximum and count of its values", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(instants, value), { maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      (samples, likely) => {
        const expected = new Map<number, number[]>();
        for (const [at, one] of samples) {
          const start = Math.floor(at / STEP_MS) * STEP_MS;
          expected.set(start, [...(expected.get(start) ?? []), one]);
        }

        const steps = stepsOf(samples, likely);
        expect(steps.points()).toEqual(
          [...expected]
            .sort(([one], [other]) => one - other)
            .map(([at, values]) => ({
              at,
              min: values.reduce((least, one) => (one < least ? one : least)),
              average: values.reduce((sum, one) => sum + one) / values.length,
              max: values.reduce((most, one) => (one > most ? one : most)),
              count: values.length,
            })),
        );
        expect(steps.length).toBe(expected.size);
      },
    ),
    { numRuns: 300 },
  );
});

test.each<[string, readonly (readonly [number, number])[]]>([
  [
    "one value each",
    [
      [0, -0],
      [STEP_MS, 2],
      [3 * STEP_MS, 3],
    ],
  ],
  [
    "a second value in the last step",
    [
      [0, 1],
      [STEP_MS, 2],
      [STEP_MS + 1, 4],
    ],
  ],
  [
    "a step that comes late",
    [
      [0, 1],
      [2 * STEP_MS, 2],
      [STEP_MS, 4],
    ],
  ],
])("samples and buckets of one value are the same: %s", (_sentence, samples) => {
  const merged = new StepAggregate(STEP_MS);
  for (const [at, one] of samples) merged.merge(at, { min: one, max: one, sum: one, weight: 1, count: 1 });

  expect(stepsOf(samples).points()).toEqual(merged.steps().points());
});

test("a bucket after samples keeps them", () => {
  const gathered = new StepAggregate(STEP_MS);
  gathered.add(0, 1);
  gathered.add(STEP_MS, 5);
  gathered.merge(STEP_MS, { min: 1, max: 9, sum: 10, weight: 2, count: 2 });

  expect(gathered.steps().points()).toEqual([
    { at: 0, min: 1, average: 1, max: 1, count: 1 },
    { at: STEP_MS, min: 1, average: 5, max: 9, count: 3 },
  ]);
});
