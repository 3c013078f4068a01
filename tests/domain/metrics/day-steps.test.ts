import { describe, expect, test } from "vitest";

import { DaySteps, nearestStep, stepEnd, stepStart } from "#domain/metrics/day-steps.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const hours = (from: number, to: number) =>
  Array.from({ length: (to - from) / HOUR }, (_, index) => ({
    at: from + index * HOUR,
    ...{ min: 1, average: 1, max: 1, count: 360 },
  }));
const utc = (text: string) => Date.parse(`${text}Z`);

describe("a step of a day", () => {
  test.each([
    ["has 25 hours when the clocks of Paris go back", "2026-10-25T12:00", "2026-10-24T22:00", "2026-10-25T23:00"],
    ["has 23 hours when they go forward", "2026-03-29T12:00", "2026-03-28T23:00", "2026-03-29T22:00"],
    ["begins at midnight, not an hour after", "2026-11-22T23:30", "2026-11-22T23:00", "2026-11-23T23:00"],
  ])("%s", (_sentence, at, start, end) => {
    expect(stepStart(utc(at), DAY, "Europe/Paris")).toBe(utc(start));
    expect(stepEnd(utc(start), DAY, "Europe/Paris")).toBe(utc(end));
  });

  test("is the day that the cursor is nearest to, also west of Greenwich", () => {
    expect(nearestStep(utc("2026-11-22T06:00"), DAY, "America/New_York")).toBe(utc("2026-11-22T05:00"));
    expect(nearestStep(utc("2026-11-22T20:00"), DAY, "America/New_York")).toBe(utc("2026-11-23T05:00"));
    expect(nearestStep(utc("2026-11-22T20:29"), HOUR, "America/New_York")).toBe(utc("2026-11-22T20:00"));
  });
});

test("hours are gathered into the days of the zone: each hour in one of them, the long night in its own", () => {
  const [from, to] = [utc("2026-10-23T22:00"), utc("2026-10-26T23:00")];
  const days = new DaySteps({ from, to }, DAY, "Europe/Paris");

  expect(days.fineMs).toBe(HOUR);
  expect(days.gathered(hours(from, to)).map(({ at, count }) => [at, count / 360])).toEqual([
    [from, 24],
    [utc("2026-10-24T22:00"), 25],
    [utc("2026-10-25T23:00"), 24],
  ]);
});

test("a gauge's hours weigh by their samples, a counter's alike", () => {
  const from = utc("2026-11-21T23:00");
  const points = [
    { at: from, min: 0, average: 1, max: 2, count: 300 },
    { at: from + HOUR, min: 1, average: 4, max: 9, count: 100 },
  ];
  const days = new DaySteps({ from, to: from + 2 * HOUR }, DAY, "Europe/Paris");

  expect(days.gathered(points)).toEqual([{ at: from, min: 0, average: 1.75, max: 9, count: 400 }]);
  expect(days.gathered(points, "counter")).toMatchObject([{ average: 2.5 }]);
});

test("where midnight lies between two hours of UTC, half hours are read", () => {
  const stretch = { from: utc("2026-11-20T00:00"), to: utc("2026-11-22T00:00") };
  expect(new DaySteps(stretch, DAY, "Asia/Kolkata").fineMs).toBe(HOUR / 2);
});

test("steps of several days are the same days for every chart", () => {
  const one = stepStart(utc("2026-10-20T10:00"), 3 * DAY, "Europe/Paris");
  const starts = [0, 1, 2].map((day) => stepStart(one + day * DAY + 12 * HOUR, 3 * DAY, "Europe/Paris"));
  expect(new Set(starts)).toEqual(new Set([one]));
});
