import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { Expected } from "#domain/storefront/band.ts";
import type { Past, Slice } from "#domain/storefront/past-weeks.ts";

import { meanOf, parisAutumn2026, type SyntheticShop, slicesOf } from "./synthetic-shop.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** A Thursday without anything special, in Paris at 0:00; eight weeks before it lie Toussaint and Armistice. */
const DAY = Date.UTC(2026, 10, 18, 23);

const shop: SyntheticShop = { seed: 7, peak: 3, growth: 0, offsetHours: parisAutumn2026 };
const past = (slices: readonly Slice[], rest: Partial<Past> = {}): Past => ({
  slices,
  timeZone: "Europe/Paris",
  campaigns: [],
  away: [],
  ...rest,
});
const weeksOf = (one: SyntheticShop, weeks: number, to = DAY + DAY_MS) => slicesOf(one, to - weeks * WEEK_MS, to);
const sumOf = (slices: readonly Slice[], from: number, to: number) =>
  slices.reduce((sum, { at, count }) => sum + (at >= from && at < to ? count : 0), 0);

/** Shares of the stretches of a day that lie within the band, and above and below it. */
function judged(expected: Expected, slices: readonly Slice[], day: number, minutes: number) {
  const found = { within: 0, below: 0, above: 0, all: 0 };
  for (let from = day; from < day + DAY_MS; from += minutes * 60_000) {
    const band = expected.between(from, from + minutes * 60_000);
    if (!band) throw new Error("no band");
    const count = sumOf(slices, from, from + minutes * 60_000);
    found.all += 1;
    if (count < band.low) found.below += 1;
    else if (count > band.high) found.above += 1;
    else found.within += 1;
  }
  return found;
}

describe("back-tests on seeded weeks", () => {
  test("over many shops, of any size and growth, at least 96 of 100 stretches of the next day lie within", () => {
    const total = { within: 0, below: 0, all: 0 };
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom(0.05, 0.4, 2, 8, 40),
        fc.double({ min: -0.04, max: 0.05, noNaN: true }),
        fc.constantFrom(5, 15, 60),
        (seed, peak, growth, minutes) => {
          const slices = weeksOf({ ...shop, seed, peak, growth }, 9);
          const found = judged(new Expected(past(slices)), slices, DAY, minutes);
          total.within += found.within;
          total.below += found.below;
          total.all += found.all;
          // Of one day chance allows more; a band that misses a tenth is wrong.
          return found.within >= 0.9 * found.all;
        },
      ),
      { numRuns: 25, seed: 4 },
    );
    expect(total.within / total.all).toBeGreaterThan(0.96);
    expect(total.below / total.all).toBeLessThan(0.02);
  });

  test("no band begins below 0, lies upside down, or leaves its own middle out", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.double({ min: 0.001, max: 60, noNaN: true }),
        fc.integer({ min: 0, max: 1_400 }),
        fc.integer({ min: 1, max: 180 }),
        (seed, peak, minute, minutes) => {
          const slices = weeksOf({ ...shop, seed, peak }, 9);
          const from = DAY + minute * 60_000;
          const band = new Expected(past(slices)).between(from, from + minutes * 60_000);
          if (!band) return false;
          return band.low >= 0 && band.low <= band.high && band.low <= band.expected && band.high >= band.expected - 1;
        },
      ),
      { numRuns: 25, seed: 5 },
    );
  });

  test("it is narrow enough to see half of the orders missing at the strongest hour", () => {
    const evening = DAY + 19.5 * HOUR_MS;
    const band = new Expected(past(weeksOf(shop, 9))).between(evening, evening + 30 * 60_000);
    expect(band?.low).toBeGreaterThan((band?.expected ?? 0) / 2);
    expect(band?.high).toBeLessThan((band?.expected ?? 0) * 1.6);
  });
});

test("the hour is that of the wall clock on both sides of the night in which clocks change", () => {
  const sunday = Date.UTC(2026, 9, 24, 22);
  const slices = weeksOf(shop, 9, sunday + 25 * HOUR_MS);
  const expected = new Expected(past(slices));
  const evening = Date.UTC(2026, 9, 25, 19, 15);
  const law = [0, 1, 2, 3, 4, 5].reduce((sum, slot) => sum + meanOf(shop, evening + slot * 300_000, DAY), 0);
  const band = expected.between(evening, evening + 30 * 60_000);
  expect(band?.expected).toBeGreaterThan(law * 0.85);
  expect(band?.expected).toBeLessThan(law * 1.15);
  // The hour that comes twice has a band both times.
  expect(expected.between(sunday + 2 * HOUR_MS, sunday + 3 * HOUR_MS)).not.toBeNull();
  expect(expected.between(sunday + 3 * HOUR_MS, sunday + 4 * HOUR_MS)).not.toBeNull();
});

test("growth is followed: the band stands at the level of the last week", () => {
  const growing = { ...shop, peak: 10, growth: 0.05 };
  const slices = weeksOf(growing, 9);
  const from = DAY + 10 * HOUR_MS;
  const band = new Expected(past(slices)).between(from, from + HOUR_MS);
  let law = 0;
  for (let at = from; at < from + HOUR_MS; at += 300_000) law += meanOf(growing, at, DAY + DAY_MS);
  expect(Math.abs((band?.expected ?? 0) / law - 1)).toBeLessThan(0.08);
});

describe("what was unlike other days", () => {
  const evening = DAY + 19 * HOUR_MS;
  const usual = new Expected(past(weeksOf(shop, 9))).between(evening, evening + HOUR_MS);

  test("outages that the ledger knows are left out, however many there were", () => {
    const down = [1, 2, 3, 4].map((week) => ({
      from: evening - week * WEEK_MS - HOUR_MS,
      to: evening - week * WEEK_MS + 2 * HOUR_MS,
    }));
    const share = (at: number) => (down.some(({ from, to }) => at >= from && at < to) ? 0 : 1);
    const slices = weeksOf({ ...shop, share }, 9);
    const robust = new Expected(past(slices, { away: down })).between(evening, evening + HOUR_MS);
    expect(Math.abs((robust?.expected ?? 0) / (usual?.expected ?? 1) - 1)).toBeLessThan(0.08);
    // The planted variant takes the outage for demand.
    const fooled = new Expected(past(slices)).between(evening, evening + HOUR_MS);
    expect(fooled?.expected).toBeLessThan(0.75 * (usual?.expected ?? 0));
  });

  test("one outage that nobody noted does not move the band", () => {
    const share = (at: number) => (Math.abs(at - (evening - 2 * WEEK_MS)) < 3 * HOUR_MS ? 0 : 1);
    const band = new Expected(past(weeksOf({ ...shop, share }, 9))).between(evening, evening + HOUR_MS);
    expect(Math.abs((band?.expected ?? 0) / (usual?.expected ?? 1) - 1)).toBeLessThan(0.08);
  });

  test("a public holiday that was seen brings what the last ones brought, one that was not widens the band downwards", () => {
    // All Saints' is a holiday in both countries, Armistice in France alone.
    const armistice = Date.UTC(2026, 10, 10, 23);
    const share = (at: number) => (at >= armistice && at < armistice + DAY_MS ? 0.6 : 1);
    const noon = armistice + 11 * HOUR_MS;
    const slices = weeksOf({ ...shop, share }, 9, armistice + DAY_MS);
    const unseen = new Expected(past(slices)).between(noon, noon + HOUR_MS);
    expect(unseen).toMatchObject({ kind: "holiday FR" });
    const count = sumOf(slices, noon, noon + HOUR_MS);
    expect(count).toBeGreaterThanOrEqual(unseen?.low ?? 0);
    // The day after is judged by ordinary days only.
    expect(usual?.kind).toBe("ordinary");
  });

  test("a campaign's own first days say how much it brings", () => {
    const campaign = { from: DAY - 4 * DAY_MS, to: DAY + 4 * DAY_MS };
    const share = (at: number) => (at >= campaign.from ? 1.5 : 1);
    const slices = weeksOf({ ...shop, share }, 9);
    const band = new Expected(past(slices, { campaigns: [campaign] })).between(evening, evening + HOUR_MS);
    expect(band?.kind).toBe("campaign");
    expect(Math.abs((band?.expected ?? 0) / (1.5 * (usual?.expected ?? 1)) - 1)).toBeLessThan(0.1);
    // Once it is over, what it brought is not expected any more.
    const after = DAY + 5 * DAY_MS + 19 * HOUR_MS;
    const later = new Expected(past(slices, { campaigns: [campaign] })).between(after, after + HOUR_MS);
    expect(later?.expected).toBeLessThan(1.15 * (usual?.expected ?? 0));
  });
});

test.each([0, 1, 3])("of %i weeks nothing is said: too little history", (weeks) => {
  const slices = weeks === 0 ? [] : slicesOf(shop, DAY - weeks * WEEK_MS, DAY);
  expect(new Expected(past(slices)).between(DAY, DAY + HOUR_MS)).toBeNull();
});

test("four weeks are enough", () => {
  const slices = slicesOf(shop, DAY - 4 * WEEK_MS - DAY_MS, DAY);
  expect(new Expected(past(slices)).between(DAY + HOUR_MS, DAY + 2 * HOUR_MS)).not.toBeNull();
});
