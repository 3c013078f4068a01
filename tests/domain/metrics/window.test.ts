import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { daysLater, instantOf, monthsLater, wallTime } from "#domain/metrics/wall-time.ts";
import {
  maxPointsOf,
  periodBefore,
  RANGES,
  rangeWindow,
  stepWords,
  type TimeWindow,
  windowOf,
  windowQuery,
} from "#domain/metrics/window.ts";

const PARIS = "Europe/Paris";
const HOUR = 3_600_000;
const RUNS = process.env.TIMONERIE_LONG ? 5_000 : 300;
/** Sunday, 4 in the afternoon in Paris, some weeks after the clocks went back. */
const now = Date.parse("2026-11-22T15:00:00Z");
const clock = { now, timeZone: PARIS };

const read = (query: string, usual?: "live") => windowOf(new URLSearchParams(query), clock, usual);
const dates = (from: string, to: string): TimeWindow => ({
  range: "dates",
  from: Date.parse(from),
  to: Date.parse(to),
});

describe("a window's address", () => {
  test.each([
    ["nothing is the usual range", "", { range: "24h", from: now - 24 * HOUR, to: now }],
    ["a range ends now", "range=6h", { range: "6h", from: now - 6 * HOUR, to: now }],
    ["live is ten minutes", "range=live", { range: "live", from: now - HOUR / 6, to: now }],
    ["twelve months are the calendar's", "range=12m", { range: "12m", from: now - 365 * 24 * HOUR, to: now }],
    [
      "dates win over a range",
      "range=6h&from=2026-11-01&to=2026-11-01",
      dates("2026-10-31T23:00Z", "2026-11-01T23:00Z"),
    ],
    ["the last day is shown whole", "from=2026-11-01&to=2026-11-03", dates("2026-10-31T23:00Z", "2026-11-03T23:00Z")],
    [
      "times are the project's",
      "from=2026-11-02T08:30&to=2026-11-02T09:00:15",
      dates("2026-11-02T07:30Z", "2026-11-02T08:00:15Z"),
    ],
    ["an end left out is now", "from=2026-11-22T15:00", dates("2026-11-22T14:00Z", "2026-11-22T15:00Z")],
    [
      "offsets are read",
      "from=2026-07-01T00:00Z&to=2026-07-01T03:00%2B02:00",
      dates("2026-07-01T00:00Z", "2026-07-01T01:00Z"),
    ],
    [
      "a plus that nobody escaped too",
      "from=2026-07-01T00:00Z&to=2026-07-01T03:00+02:00",
      dates("2026-07-01T00:00Z", "2026-07-01T01:00Z"),
    ],
    ["the day of 25 hours", "from=2026-10-25&to=2026-10-25", dates("2026-10-24T22:00Z", "2026-10-25T23:00Z")],
    ["the day of 23 hours", "from=2026-03-29&to=2026-03-29", dates("2026-03-28T23:00Z", "2026-03-29T22:00Z")],
    [
      "an hour that comes twice is its first",
      "from=2026-10-25T02:30&to=2026-10-25T03:00",
      dates("2026-10-25T00:30Z", "2026-10-25T02:00Z"),
    ],
    [
      "an hour that is skipped is as much later",
      "from=2026-03-29T02:30&to=2026-03-29T04:00",
      dates("2026-03-29T01:30Z", "2026-03-29T02:00Z"),
    ],
  ])("%s", (_sentence, query, expected) => {
    expect(read(query)).toEqual(expected);
  });

  test.each([
    ["a range that is none", "range=2h", "unknownRange"],
    ["words", "from=yesterday", "notADate"],
    ["a day that no month has", "from=2026-02-30&to=2026-03-02", "notADate"],
    ["an hour that no day has", "from=2026-02-03T25:00", "notADate"],
    ["an end alone", "to=2026-03-02", "startMissing"],
    ["an end before its start", "from=2026-03-02&to=2026-03-01", "endsBeforeItStarts"],
    ["a start that is its end", "from=2026-03-02T10:00&to=2026-03-02T10:00", "endsBeforeItStarts"],
    ["tomorrow", "from=2026-11-23&to=2026-11-24", "startsInTheFuture"],
    ["tomorrow without an end", "from=2026-11-23", "startsInTheFuture"],
    ["six years", "from=2020-11-01&to=2026-11-01", "tooLong"],
  ])("%s is refused, with the usual window instead", (_sentence, query, refused) => {
    expect(read(query, "live")).toEqual({ refused, instead: rangeWindow("live", clock) });
  });

  test("a range of days begins at the same hour of the project's clock, over a change of clocks", () => {
    const week = rangeWindow("7d", { now: Date.parse("2026-10-28T09:00Z"), timeZone: PARIS });
    expect(new Date(week.from).toISOString()).toBe("2026-10-21T08:00:00.000Z");
    expect(week.to - week.from).toBe((7 * 24 + 1) * HOUR);
  });

  test("every window is read from its own address, in every zone", () => {
    const zone = fc.constantFrom(PARIS, "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC");
    const at = fc.integer({ min: Date.parse("2024-01-01"), max: now - 1 });
    fc.assert(
      fc.property(
        zone,
        at,
        fc.integer({ min: 1, max: 400 * 24 * HOUR }),
        fc.constantFrom(1, 1_000, 60_000),
        (timeZone, start, length, unit) => {
          const from = Math.floor(start / unit) * unit;
          const window: TimeWindow = { range: "dates", from, to: from + Math.ceil(length / unit) * unit };
          expect(windowOf(new URLSearchParams(windowQuery(window, timeZone)), { now, timeZone })).toEqual(window);
        },
      ),
      { numRuns: RUNS },
    );
    for (const range of RANGES) {
      expect(read(windowQuery(rangeWindow(range, clock), PARIS))).toEqual(rangeWindow(range, clock));
    }
  });

  test.each([
    ["from=2026-10-25&to=2026-10-25"],
    ["from=2026-10-25T02:30&to=2026-10-25T02:30%2B01:00"],
    ["from=2026-11-02T08:30&to=2026-11-02T09:00:15"],
  ])("%s is written as it was read", (query) => {
    expect(windowQuery(read(query) as TimeWindow, PARIS)).toBe(query);
  });
});

describe("the period before", () => {
  test.each([
    ["of a range is as long, and ends where it begins", "range=6h", "2026-11-22T03:00Z", "2026-11-22T09:00Z"],
    [
      "of thirty days begins at the same hour, before the change too",
      "range=30d",
      "2026-09-23T14:00Z",
      "2026-10-23T14:00Z",
    ],
    ["of a month is the month before", "from=2026-10-01&to=2026-10-31", "2026-08-31T22:00Z", "2026-09-30T22:00Z"],
    [
      "of a day is the day before, though it has 25 hours",
      "from=2026-10-26&to=2026-10-26",
      "2026-10-24T22:00Z",
      "2026-10-25T23:00Z",
    ],
    [
      "of an hour and a half is an hour and a half",
      "from=2026-11-02T08:30&to=2026-11-02T10:00",
      "2026-11-02T06:00Z",
      "2026-11-02T07:30Z",
    ],
  ])("%s", (_sentence, query, from, to) => {
    expect(periodBefore(read(query) as TimeWindow, PARIS)).toEqual({ from: Date.parse(from), to: Date.parse(to) });
  });
});

test.each([
  [1_000, 1, "second"],
  [30_000, 30, "second"],
  [300_000, 5, "minute"],
  [7_200_000, 2, "hour"],
  [86_400_000, 1, "day"],
  [172_800_000, 2, "day"],
])("a step of %i ms is called %i %s", (stepMs, value, unit) => {
  expect(stepWords(stepMs)).toEqual({ value, unit });
});

test("a live chart is drawn from every second, others from what a chart can show", () => {
  expect(maxPointsOf(rangeWindow("live", clock))).toBe(600);
  expect(maxPointsOf(rangeWindow("12m", clock))).toBe(400);
});

test("a time of the clock and its instant go both ways, but for the hour that comes twice", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(PARIS, "America/St_Johns"), (at, timeZone) => {
      const wall = wallTime(at, timeZone);
      const back = instantOf(wall, timeZone) ?? Number.NaN;
      expect(wallTime(back, timeZone)).toBe(wall);
      expect([0, HOUR]).toContain(at - back);
    }),
    { numRuns: RUNS },
  );
});

test("a month that is too short ends on its last day, and a day keeps its hour", () => {
  const march = Date.parse("2027-03-31T06:00Z");
  expect(new Date(monthsLater(march, -1, PARIS)).toISOString()).toBe("2027-02-28T07:00:00.000Z");
  expect(new Date(daysLater(march, -7, PARIS)).toISOString()).toBe("2027-03-24T07:00:00.000Z");
});
