import { expect, test } from "vitest";

import { instantOf, wallTimeOf } from "#domain/calendar/wall-clock.ts";

const PARIS = "Europe/Paris";
const at = (year: number, month: number, day: number, hour = 0, minute = 0) => ({ year, month, day, hour, minute });

test.each([
  ["in winter", at(2026, 11, 12, 14, 30), PARIS, "2026-11-12T13:30:00Z"],
  ["in summer", at(2026, 7, 1), PARIS, "2026-06-30T22:00:00Z"],
  ["in the hour that spring leaves out", at(2026, 3, 29, 2, 30), PARIS, "2026-03-29T01:30:00Z"],
  ["in the hour that autumn has twice", at(2026, 10, 25, 2, 30), PARIS, "2026-10-25T00:30:00Z"],
  ["after that hour", at(2026, 10, 25, 3, 0), PARIS, "2026-10-25T02:00:00Z"],
  ["in a zone of half hours", at(2026, 11, 12, 5, 30), "Asia/Kolkata", "2026-11-12T00:00:00Z"],
  ["in a zone that changes at midnight", at(2026, 4, 24, 0, 30), "Africa/Cairo", "2026-04-23T22:30:00Z"],
])("the clock is read %s", (_sentence, wall, timeZone, expected) => {
  expect(new Date(instantOf(wall, timeZone)).toISOString()).toBe(new Date(expected).toISOString());
});

test("the clock of an instant reads back as the instant", () => {
  for (let hour = 0; hour < 24 * 366; hour += 5) {
    const instant = Date.UTC(2026, 0, 1, hour);
    const read = instantOf(wallTimeOf(instant, PARIS), PARIS);
    // The second of the two hours of autumn reads as the first.
    expect(instant - read === 0 || (instant - read === 3_600_000 && hour > 24 * 290)).toBe(true);
  }
});
