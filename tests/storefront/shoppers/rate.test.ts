import { expect, test } from "vitest";

import { seededNumbers } from "#storefront/centres/seeded.ts";
import { nextVisit, visitsAMinute } from "#storefront/shoppers/rate.ts";

test.each([
  ["the evening is busier than the night", "2026-11-23T19:30:00Z", "2026-11-23T02:30:00Z"],
  ["a Monday is busier than a Sunday", "2026-11-23T19:30:00Z", "2026-11-22T19:30:00Z"],
  ["in summer eight in the evening is an hour earlier in UTC", "2026-07-20T18:30:00Z", "2026-07-20T20:30:00Z"],
])("%s", (_sentence, busy, quiet) => {
  expect(visitsAMinute(new Date(busy))).toBeGreaterThan(visitsAMinute(new Date(quiet)));
});

test("as many shoppers come in a day as the rule expects, and the same at each run", () => {
  const from = Date.parse("2026-11-22T23:00:00Z");
  const day = 86_400_000;
  const arrivals = () => {
    const random = seededNumbers(7);
    const found: number[] = [];
    for (let at = nextVisit(from, random); at < from + day; at = nextVisit(at, random)) found.push(at);
    return found;
  };
  let expected = 0;
  for (let minute = 0; minute < 1_440; minute += 1) expected += visitsAMinute(new Date(from + minute * 60_000));

  expect(Math.abs(arrivals().length - expected)).toBeLessThan(4 * Math.sqrt(expected));
  expect(arrivals()).toEqual(arrivals());
});
