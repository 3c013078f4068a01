import { describe, expect, test } from "vitest";

import { coarserPlan, planOf, rowStarts } from "#db/metrics/plan.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Not on any boundary. */
const to = Date.parse("2026-11-22T15:07:31Z");

const question = (span: number, { sourceIds = [1], ...rest }: { sourceIds?: number[]; stepMs?: number } = {}) => ({
  sourceIds,
  series: ["cpu_used_ratio"],
  from: to - span,
  to,
  maxPoints: 400,
  ...rest,
});

describe("what a window is read from", () => {
  test.each([
    ["an hour: samples", HOUR, {}, "samples", 10_000],
    ["three hours in few steps: samples", 3 * HOUR, { maxPoints: 3 }, "samples", HOUR],
    [
      "three hours in steps that were asked for: their level",
      3 * HOUR,
      { stepMs: 5 * MINUTE },
      "fiveMinutes",
      5 * MINUTE,
    ],
    ["six hours: samples, as its steps are minutes", 6 * HOUR, {}, "samples", MINUTE],
    ["a day", DAY, {}, "fiveMinutes", 5 * MINUTE],
    ["a week", 7 * DAY, {}, "fiveMinutes", 30 * MINUTE],
    ["a month", 30 * DAY, {}, "oneHour", 2 * HOUR],
    ["a year", 365 * DAY, {}, "oneHour", DAY],
    ["a step that no level fills: samples", DAY, { stepMs: 7 * MINUTE }, "samples", 7 * MINUTE],
    ["an hour of a group: it has no samples", HOUR, { sourceIds: [-3] }, "fiveMinutes", 5 * MINUTE],
  ])("%s", (_sentence, span, rest, resolution, stepMs) => {
    expect(planOf({ ...question(span), ...rest })).toMatchObject({ resolution, stepMs });
  });

  test("roll-ups are read in whole buckets, samples to the millisecond", () => {
    expect(planOf(question(HOUR))).toMatchObject({ from: to - HOUR, to });
    const month = planOf(question(30 * DAY));
    expect([new Date(month.from), new Date(month.to)].map((at) => at.toISOString())).toEqual([
      "2026-10-23T15:00:00.000Z",
      "2026-11-22T16:00:00.000Z",
    ]);
  });

  test("what is no longer kept is read from the next level, in steps that it has", () => {
    const query = question(HOUR);
    const second = coarserPlan(planOf(query), query);
    expect(second).toMatchObject({ resolution: "fiveMinutes", stepMs: 5 * MINUTE });
    const third = second && coarserPlan(second, query);
    expect(third).toMatchObject({ resolution: "oneHour", stepMs: HOUR });
    expect(third && coarserPlan(third, query)).toBeUndefined();
  });

  test("rows begin at multiples of their length, the first before the window", () => {
    expect(rowStarts(HOUR + 1, 3 * HOUR, HOUR)).toEqual([HOUR, 2 * HOUR]);
    expect(rowStarts(HOUR, HOUR + 1, HOUR)).toEqual([HOUR]);
    expect(rowStarts(HOUR, HOUR, HOUR)).toEqual([]);
  });
});
