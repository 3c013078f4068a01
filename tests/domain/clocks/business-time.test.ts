import { expect, test } from "vitest";

import { businessSeconds, instantAfter, opensAt } from "#domain/clocks/business-time.ts";
import { ALWAYS_OPEN, type BusinessCalendar, type MinuteRange, type Week, WHOLE_DAY } from "#domain/clocks/calendar.ts";
import { type HoursRefusal, parseHours, printHours } from "#domain/clocks/hours.ts";
import { steadySpans } from "#domain/clocks/offsets.ts";

const HOUR = 3_600;
const at = (text: string) => Date.parse(text);

function week(hours: string, days = "1111111"): Week {
  const ranges = parseHours(hours);
  if ("refused" in ranges) throw new Error(ranges.refused);
  return [...days].map((day) => (day === "1" ? ranges : []));
}

function calendar(
  timeZone: string,
  ofWeek: Week,
  closed: Record<string, readonly MinuteRange[]> = {},
): BusinessCalendar {
  return { timeZone, hours: [{ effectiveOn: "1970-01-01", week: ofWeek }], closed: new Map(Object.entries(closed)) };
}

const paris = calendar("Europe/Paris", week("08:00-12:00, 14:00-18:00", "1111100"), {
  "2026-12-25": [WHOLE_DAY],
  "2026-12-24": [{ from: 15 * 60, to: 1_440 }],
});
const alwaysParis = calendar("Europe/Paris", ALWAYS_OPEN);
const nightly = (timeZone: string) => calendar(timeZone, week("02:15-02:45"));

test.each([
  ["a working day", paris, "2026-11-23T00:00+01:00", "2026-11-24T00:00+01:00", 8],
  ["lunch", paris, "2026-11-23T12:00+01:00", "2026-11-23T14:00+01:00", 0],
  ["Friday evening to Monday morning", paris, "2026-11-27T17:00+01:00", "2026-11-30T09:00+01:00", 2],
  ["a week with Christmas and the afternoon before off", paris, "2026-12-21T00:00+01:00", "2026-12-28T00:00+01:00", 29],
  ["a span that ends before it begins", paris, "2026-11-24T00:00Z", "2026-11-23T00:00Z", 0],
  ["the day of 23 hours, 24/7", alwaysParis, "2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00", 23],
  ["the day of 25 hours, 24/7", alwaysParis, "2026-10-25T00:00+02:00", "2026-10-26T00:00+01:00", 25],
  ["a month with a change of clocks, in hours", paris, "2026-10-19T00:00+02:00", "2026-11-02T00:00+01:00", 80],
  ["a half hour that does not exist", nightly("Europe/Paris"), "2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00", 0],
  ["a half hour that comes twice", nightly("Europe/Paris"), "2026-10-25T00:00+02:00", "2026-10-26T00:00+01:00", 1],
  [
    "in Canary clocks jump at one, not at two",
    nightly("Atlantic/Canary"),
    "2026-03-29T00:00Z",
    "2026-03-29T23:00Z",
    0.5,
  ],
  [
    "in Santiago midnight does not exist on the day of spring",
    calendar("America/Santiago", week("00:00-02:00")),
    "2026-09-05T12:00-04:00",
    "2026-09-06T12:00-03:00",
    1,
  ],
  [
    "on Lord Howe clocks move by half an hour",
    calendar("Australia/Lord_Howe", week("01:00-03:00")),
    "2026-10-03T13:00Z",
    "2026-10-04T12:00Z",
    1.5,
  ],
])("business hours of %s", (_sentence, calendar, from, to, hours) => {
  expect(businessSeconds(calendar, at(from), at(to))).toBe(hours * HOUR);
});

test.each([
  ["in the same stretch", paris, "2026-11-23T14:00+01:00", 2 * HOUR, "2026-11-23T16:00+01:00"],
  ["over lunch", paris, "2026-11-23T11:30+01:00", HOUR, "2026-11-23T14:30+01:00"],
  ["at the end of hours, not at the next morning", paris, "2026-11-23T17:00+01:00", HOUR, "2026-11-23T18:00+01:00"],
  ["over Christmas and its weekend", paris, "2026-12-24T14:30+01:00", HOUR, "2026-12-28T08:30+01:00"],
  ["at once for nothing, even by night", paris, "2026-11-23T03:00+01:00", 0, "2026-11-23T03:00+01:00"],
  [
    "a day of business over the day of 23 hours",
    alwaysParis,
    "2026-03-28T12:00+01:00",
    86_400,
    "2026-03-29T13:00+02:00",
  ],
  ["in the second of two hours", nightly("Europe/Paris"), "2026-10-25T00:00+02:00", 2_700, "2026-10-25T02:30+01:00"],
])("an instant is found %s", (_sentence, calendar, from, seconds, expected) => {
  expect(instantAfter(calendar, at(from), seconds)).toBe(at(expected));
});

test("a calendar that never opens gives no instant, and hours hold from their day on", () => {
  const closed = calendar("Europe/Paris", week("", "1111111"));
  const changed: BusinessCalendar = {
    ...paris,
    hours: [
      { effectiveOn: "2026-11-23", week: week("09:00-12:00") },
      { effectiveOn: "2026-11-25", week: ALWAYS_OPEN },
    ],
  };

  expect(instantAfter(closed, at("2026-11-23T00:00Z"), 1)).toBeNull();
  expect(opensAt(closed, at("2026-11-23T00:00Z"))).toBeNull();
  expect(opensAt(paris, at("2026-11-28T00:00Z"))).toBe(at("2026-11-30T08:00+01:00"));
  expect(businessSeconds(changed, at("2026-11-20T00:00+01:00"), at("2026-11-26T00:00+01:00"))).toBe(30 * HOUR);
});

test("zones are cut where their clocks jump, over years and where nothing jumps", () => {
  const cuts = (zone: string) =>
    steadySpans(zone, at("2025-12-01T00:00Z"), at("2027-01-15T00:00Z")).map(({ to }) => to);

  expect(cuts("Europe/Paris").slice(0, -1)).toEqual([at("2026-03-29T01:00Z"), at("2026-10-25T01:00Z")]);
  expect(cuts("Africa/Casablanca").slice(0, -1)).toEqual([at("2026-02-15T02:00Z"), at("2026-03-22T02:00Z")]);
  expect(cuts("Asia/Kolkata")).toEqual([at("2027-01-15T00:00Z")]);
  expect(steadySpans("Europe/Paris", 5, 5)).toEqual([]);
});

test.each<[string, string | HoursRefusal]>([
  ["8h-12h, 14:00–18:30", "08:00-12:00, 14:00-18:30"],
  ["14:00-24:00,00:00-06:00", "00:00-06:00, 14:00-24:00"],
  ["", ""],
  ["22:00-06:00", "crossesMidnight"],
  ["08:00-12:00, 11:59-14:00", "overlapping"],
  ["08:60-12:00", "notHours"],
  ["08:00-24:01", "notHours"],
  ["toujours", "notHours"],
  ["1:00-2:00,3:00-4:00,5:00-6:00,7:00-8:00,9:00-10:00,11:00-12:00,13:00-14:00", "tooMany"],
])("the hours « %s » are read", (typed, expected) => {
  const read = parseHours(typed);
  expect("refused" in read ? read.refused : printHours(read)).toBe(expected);
});
