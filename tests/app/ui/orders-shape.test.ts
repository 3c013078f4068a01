import { expect, test } from "vitest";

import { ground, lostSpans, stairs } from "#app/ui/availability/orders-shape.ts";

const FRAME = { from: 0, to: 100, max: 10 };
const STEP = 10;

test.each([
  ["nothing", [], ""],
  ["one step", [[0, 5]], "M0 50V50H100"],
  [
    "two steps",
    [
      [0, 5],
      [10, 0],
    ],
    "M0 50V50H100V100H200",
  ],
  [
    "a cut where a step is missing",
    [
      [0, 5],
      [20, 5],
    ],
    "M0 50V50H100M200 50V50H300",
  ],
  [
    "no more than the frame",
    [
      [-5, 20],
      [95, 20],
    ],
    "M0 0V0H50M950 0V0H1000",
  ],
] as const)("stairs of %s", (_what, told, path) =>
  expect(
    stairs(
      told.map(([at, value]) => ({ at, value })),
      STEP,
      FRAME,
    ),
  ).toBe(path));

test("the ground between two limits goes there above and back below", () =>
  expect(
    ground(
      [
        { at: 0, low: 2, high: 8 },
        { at: 10, low: 4, high: 6 },
      ],
      STEP,
      FRAME,
    ),
  ).toBe("M0 80V20H100V40H200V60H100V80H0Z"));

test("lost is what is below the expected, in the steps that the outage touches", () => {
  const points = [0, 10, 20, 30, 40].map((at) => ({ at, average: at === 20 ? 9 : 1 }));
  const band = [0, 10, 20, 30].map((at) => ({ at, expected: 5 }));
  expect(lostSpans(points, band, STEP, { from: 15, to: 41 })).toEqual([
    { at: 10, low: 1, high: 5 },
    { at: 30, low: 1, high: 5 },
  ]);
});
