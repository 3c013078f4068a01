import { expect, test } from "vitest";

import type { OpeningHours } from "#storefront/centres/hours.ts";
import { closuresAhead, type Door, openingAt } from "#storefront/centres/opening.ts";

const WEEKDAY = [["08:30", "12:00"] as const, ["14:00", "18:00"] as const];
const HOURS: OpeningHours = [WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, [["09:00", "13:00"]], []];
const FRENCH: Door = { country: "FR", hours: HOURS };

// Instants are UTC; the centres' clocks are an hour ahead in winter, two in summer.
test.each([
  ["before it opens on Monday", "2026-11-23T07:29:59Z", { state: "shut", opens: "08:30", days: 0, weekday: 1 }],
  ["the minute it opens", "2026-11-23T07:30:00Z", { state: "open", closes: "12:00" }],
  ["at noon", "2026-11-23T11:00:00Z", { state: "shut", opens: "14:00", days: 0, weekday: 1 }],
  ["in the afternoon", "2026-11-23T16:59:00Z", { state: "open", closes: "18:00" }],
  ["on Monday evening", "2026-11-23T17:00:00Z", { state: "shut", opens: "08:30", days: 1, weekday: 2 }],
  ["on Saturday afternoon", "2026-11-28T12:00:00Z", { state: "shut", opens: "08:30", days: 2, weekday: 1 }],
  ["at Christmas, a Friday", "2026-12-25T10:00:00Z", { state: "shut", opens: "09:00", days: 1, weekday: 6 }],
  ["on Armistice Day", "2026-11-11T10:00:00Z", { state: "shut", opens: "08:30", days: 1, weekday: 4 }],
  ["on a summer morning", "2026-07-15T06:30:00Z", { state: "open", closes: "12:00" }],
  ["on the day clocks go back", "2026-10-25T10:00:00Z", { state: "shut", opens: "08:30", days: 1, weekday: 1 }],
])("%s a centre says so", (_when, now, expected) => {
  expect(openingAt(FRENCH, new Date(now))).toEqual(expected);
});

test("a holiday of one country does not shut a centre of the other", () => {
  const armistice = new Date("2026-11-11T10:00:00Z");

  expect(openingAt({ ...FRENCH, country: "ES" }, armistice)).toMatchObject({ state: "open" });
});

test("a centre without hours says that it stays shut", () => {
  expect(openingAt({ country: "FR", hours: [[], [], [], [], [], [], []] }, new Date("2026-11-23T10:00:00Z"))).toEqual({
    state: "away",
  });
});

test("only holidays on a day when it would open are told, those of the next year included", () => {
  const days = closuresAhead(FRENCH, new Date("2026-10-20T10:00:00Z"), 4).map(({ day }) => day);

  // All Saints' Day of 2026 is a Sunday.
  expect(days).toEqual(["2026-11-11", "2026-12-25", "2027-01-01", "2027-03-29"]);
});
