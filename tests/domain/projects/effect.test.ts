import { expect, test } from "vitest";

import { dayIn, inEffectOn, isTimeZone, isWithdrawable, nextDay, startOfDay } from "#domain/projects/effect.ts";

test.each([
  ["2026-11-22T22:59:59.999Z", "Europe/Paris", "2026-11-22"],
  ["2026-11-22T23:00:00.000Z", "Europe/Paris", "2026-11-23"],
  ["2026-03-29T22:00:00.000Z", "Europe/Paris", "2026-03-30"],
  ["2026-11-22T04:59:59.999Z", "America/New_York", "2026-11-21"],
])("at %s the day in %s is %s", (at, zone, day) => {
  expect(dayIn(zone, new Date(at))).toBe(day);
});

test.each([
  ["Europe/Paris", true],
  ["UTC", true],
  ["Europe/Atlantide", false],
  ["", false],
  ["+02:00", false],
])("whether %j is a time zone: %s", (name, expected) => {
  expect(isTimeZone(name)).toBe(expected);
});

const history = [{ effectiveOn: "2026-06-01" }, { effectiveOn: "2026-01-01" }, { effectiveOn: "2027-01-01" }];

test.each([
  ["before the first", "2025-12-31", undefined],
  ["on the day itself", "2026-06-01", "2026-06-01"],
  ["the day before the next", "2026-05-31", "2026-01-01"],
  ["after the last", "2028-01-01", "2027-01-01"],
])("what is in effect %s", (_sentence, day, expected) => {
  expect(inEffectOn(history, day)?.effectiveOn).toBe(expected);
});

const written = new Date("2026-11-22T12:00:00Z");

test.each([
  ["a future agreement may be withdrawn, however old", "2026-12-31", "2026-12-30T12:00:00Z", true],
  ["one in effect may be within 24 hours of being written", "2026-11-22", "2026-11-23T11:59:59Z", true],
  ["one in effect may not be after 24 hours", "2026-11-22", "2026-11-23T12:00:00Z", false],
  ["the day of effect begins at the project's midnight", "2026-12-31", "2026-12-30T23:00:00Z", false],
])("%s", (_sentence, effectiveOn, at, expected) => {
  expect(isWithdrawable({ effectiveOn, createdAt: written }, "Europe/Paris", new Date(at))).toBe(expected);
});

test.each([
  ["in winter", "2026-11-22", "2026-11-21T23:00:00.000Z"],
  ["in summer", "2026-07-14", "2026-07-13T22:00:00.000Z"],
  ["on the day clocks go forward", "2026-03-29", "2026-03-28T23:00:00.000Z"],
  ["the day after", "2026-03-30", "2026-03-29T22:00:00.000Z"],
  ["on the day clocks go back", "2026-10-25", "2026-10-24T22:00:00.000Z"],
  ["the day after that", "2026-10-26", "2026-10-25T23:00:00.000Z"],
])("a day begins at midnight in Paris %s", (_sentence, day, at) => {
  expect(startOfDay("Europe/Paris", day).toISOString()).toBe(at);
});

test.each([
  ["2026-02-28", "2026-03-01"],
  ["2026-12-31", "2027-01-01"],
  ["2026-03-28", "2026-03-29"],
])("after %s comes %s", (day, next) => {
  expect(nextDay(day)).toBe(next);
});
