import { expect, test } from "vitest";

import { axisFor, bareNumber, fittedRange, textOf } from "#app/ui/chart/axis.ts";
import { type ChartPoint, condensed, extentOf, gapsIn, pointNear, spacingOf } from "#app/ui/chart/points.ts";
import { formatFor } from "#app/ui/format.ts";

const french = formatFor("fr", "Europe/Paris");
const point = (at: number, average: number): ChartPoint => ({ at, min: average - 1, average, max: average + 1 });

test.each([
  [
    "a ratio keeps its whole scale, so that charts compare",
    { unit: "ratio", highest: 0.07 },
    ["0", "50", "100\u202f%"],
  ],
  ["a ratio above its contract gets more", { unit: "ratio", highest: 1.18 }, ["0", "60", "120\u202f%"]],
  ["a traffic ends on a round number", { unit: "bits_per_second", highest: 342e6 }, ["0", "200", "400"]],
  ["a memory counts by 1024", { unit: "memory", highest: 128 * 1024 ** 3 }, ["0", "80", "160\u00a0Go"]],
  ["a chart of nothing still has a scale", { unit: "count", highest: 0 }, ["0", "0,5", "1"]],
  [
    "a narrow range says where it begins",
    { unit: "ratio", highest: 0, range: { min: 0.79, max: 0.82 } },
    ["79", "80,5", "82\u202f%"],
  ],
] as const)("%s", (_sentence, needs, labels) => {
  const printed = axisFor(needs, french).ticks.map(({ label }) => label.replace(" ", "\u00a0"));

  expect(printed).toEqual(labels);
});

test("the extremes are printed in the unit of the readout above them", () => {
  expect(bareNumber("bits_per_second", 900e3, 182e6, french)).toBe("0,9");
  expect(textOf("bits_per_second", 900e3, french)).toBe("900\u00a0kbit/s");
});

test("one late step is no gap, three missing ones are", () => {
  const points = [0, 10, 30, 70].map((at) => point(at, 5));

  expect(gapsIn(points, 0, 70, 10)).toEqual([{ from: 30, to: 70 }]);
});

test("a window before the first point is a gap, and so is one after the last", () => {
  expect(gapsIn([point(100, 5)], 0, 200, 10)).toEqual([
    { from: 0, to: 100 },
    { from: 100, to: 200 },
  ]);
});

test("the cursor reads nothing inside a gap", () => {
  const points = [point(0, 5), point(100, 7)];

  expect(pointNear(points, 12, 10)?.average).toBe(5);
  expect(pointNear(points, 50, 10)).toBeNull();
});

test("a table of many points keeps the extremes of those it merges, in rows that begin where the clock says", () => {
  const rows = condensed([point(0, 5), point(10, 50), point(20, 6), point(30, 7)], (at) => Math.floor((at + 10) / 20));

  expect(rows).toEqual([
    { at: 0, min: 4, average: 5, max: 6 },
    { at: 10, min: 5, average: 28, max: 51 },
    { at: 30, min: 6, average: 7, max: 8 },
  ]);
  expect(extentOf([])).toBeNull();
});

test.each([
  ["stands in the middle of three steps", { min: 0.365, max: 0.3655 }, { min: 0.35, max: 0.38 }],
  ["keeps to whole percents", { min: 0.798, max: 0.811 }, { min: 0.79, max: 0.82 }],
  ["gets wider steps where it needs them", { min: 0.71, max: 0.79 }, { min: 0.7, max: 0.85 }],
  ["never goes below zero", { min: 0.001, max: 0.004 }, { min: 0, max: 0.03 }],
])("a ratio that moves little %s", (_sentence, extent, expected) => {
  expect(fittedRange("ratio", extent)).toEqual({ ...expected, steps: 3 });
});

test("a ratio that moves much, and what is no ratio, keep their zero", () => {
  expect(fittedRange("ratio", { min: 0.2, max: 0.6 })).toBeUndefined();
  expect(fittedRange("bytes", { min: 5e9, max: 5.1e9 })).toBeUndefined();
});

test("a fitted scale has four lines, the unit on the highest", () => {
  const range = fittedRange("ratio", { min: 0.798, max: 0.811 });
  const axis = axisFor({ unit: "ratio", highest: 0.811, range }, french);

  expect(axis.ticks.map(({ label }) => label)).toEqual(["79", "80", "81", "82\u202f%"]);
});

test("a long step that is missing is a gap, which begins where the last one ends", () => {
  const points = [0, 60_000, 180_000].map((at) => point(at, 5));

  expect(gapsIn(points, 0, 200_000, 60_000)).toEqual([{ from: 120_000, to: 180_000 }]);
});

test("a source that sends every 30 s has no gaps in a chart of 10 s", () => {
  const points = [0, 30_000, 60_000, 90_000, 240_000].map((at) => point(at, 5));
  const spacing = spacingOf(points, 10_000);

  expect(spacing).toBe(30_000);
  expect(gapsIn(points, 0, 240_000, spacing)).toEqual([{ from: 90_000, to: 240_000 }]);
});
