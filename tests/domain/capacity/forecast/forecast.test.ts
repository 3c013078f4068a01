import { expect, test } from "vitest";

import { forecastsOf } from "#domain/capacity/forecast/batch.server.ts";
import { forecastOf } from "#domain/capacity/forecast/forecast.server.ts";
import { DAY_MS, type Forecast, type History, HOUR_MS } from "#domain/capacity/forecast/history.ts";

const FIRST = Date.UTC(2026, 0, 5);

/** Noise between 0 and 1, the same in every run. */
function noise(at: number): number {
  const hash = Math.imul(at + 1, 2_654_435_761) >>> 0;
  return (Math.imul(hash ^ (hash >>> 15), 2_246_822_519) >>> 0) / 4_294_967_296;
}

function disk(days: number, value: (day: number) => number, more: Partial<History> = {}): History {
  const points = Array.from({ length: days }, (_, day) => value(day));
  return { kind: "disk", stepMs: DAY_MS, points, firstAt: FIRST, capacity: 100, ...more };
}

function load(days: number, value: (day: number) => number, more: Partial<History> = {}): History {
  return { ...disk(days, value), kind: "load", capacity: 1, ...more };
}

const isWorkday = (day: number) => day % 7 < 5;

/** Days from the end of a history of so many days to each date of its reach. */
function reachIn({ reach }: Forecast, days: number) {
  const ahead = (at: number | null) => (at === null ? null : (at - FIRST) / DAY_MS - days);
  return { early: ahead(reach.early), likely: ahead(reach.likely), late: ahead(reach.late) };
}

test("a disk that grows is told when it is full, within a range", () => {
  const forecast = forecastOf(disk(200, (day) => 10 + 0.2 * day + noise(day)));
  const { early, likely, late } = reachIn(forecast, 200);

  expect(forecast.answer).toBe("forecast");
  expect(likely).toBeGreaterThan(230);
  expect(likely).toBeLessThan(270);
  expect(early).toBeLessThanOrEqual(likely ?? 0);
  expect(late).toBeGreaterThanOrEqual(likely ?? Infinity);
});

test.each([
  ["stands still", () => 40],
  ["goes up and down by a little", (day: number) => 40 + noise(day)],
  ["is cleaned up every month", (day: number) => 40 + (day % 30) + noise(day)],
  ["shrinks", (day: number) => 60 - 0.1 * day + noise(day)],
])("a disk that %s is not filling", (_sentence, value) => {
  const forecast = forecastOf(disk(300, value));

  expect(forecast).toMatchObject({ answer: "not_filling", reach: { early: null, likely: null, late: null } });
  expect(forecast.days).toHaveLength(90);
});

test.each([
  ["a migration", (day: number) => 10 + 0.1 * day + (day > 150 ? 30 : 0)],
  ["a clean-up", (day: number) => 40 + 0.1 * day - (day > 150 ? 30 : 0)],
])("%s is no growth", (_sentence, value) => {
  const forecast = forecastOf(disk(200, (day) => value(day) + 0.1 * noise(day)));
  const mean = forecast.days[89]?.[1] ?? 0;

  expect(mean - (forecast.current ?? 0)).toBeGreaterThan(8);
  expect(mean - (forecast.current ?? 0)).toBeLessThan(10);
});

test("a disk that has filled ten times as fast for ten days is full in days, not in months", () => {
  const forecast = forecastOf(disk(300, (day) => 30 + 0.1 * day + (day > 290 ? 1.5 * (day - 290) : 0)));

  expect(reachIn(forecast, 300).likely).toBeLessThan(25);
});

test("a disk that grew by the clock and stepped twice keeps a band of a size that was seen", () => {
  const { days } = forecastOf(
    disk(380, (day) => 20 + 0.02 * day + (day > 200 ? 12 : 0) - (day > 330 ? 15 : 0), { capacity: null }),
  );
  const [, , lower80 = 0, upper80 = 0] = days[89] ?? [];

  expect(upper80 - lower80).toBeLessThan(30);
});

test("a disk that is full is over, and its days are told all the same", () => {
  const forecast = forecastOf(disk(60, (day) => 90 + 0.2 * day));

  expect(forecast).toMatchObject({ answer: "over" });
  expect(reachIn(forecast, 60)).toEqual({ early: 0, likely: 0, late: 0 });
  expect(forecast.days).toHaveLength(90);
});

test.each([
  ["nothing", 0, () => 0],
  ["thirteen days", 13, () => 0.3],
  ["twenty days of which eight were measured", 20, (day: number) => (day % 5 < 2 ? 0.3 : Number.NaN)],
])("%s is too little history", (_sentence, days, value) => {
  expect(forecastOf(load(days, value))).toMatchObject({ answer: "too_little_history", days: [] });
});

test("a load keeps its week", () => {
  const { days } = forecastOf(load(210, (day) => (isWorkday(day) ? 0.6 : 0.2) + 0.02 * noise(day)));

  for (const [step, mean, lower80, upper80] of days) {
    const expected = isWorkday(210 + step - 1) ? 0.61 : 0.21;
    expect(mean).toBeCloseTo(expected, 1);
    expect(upper80 - lower80).toBeLessThan(0.15);
  }
});

test("a load that grows steadily reaches its limit, and one that wavers does not", () => {
  const growing = forecastOf(
    load(300, (day) => (0.3 + (isWorkday(day) ? 0.1 : 0)) * (1 + day / 300) + 0.01 * noise(day)),
  );
  const wavering = forecastOf(load(300, (day) => 0.3 + 0.1 * Math.sin(day / 40) + 0.02 * noise(day)));

  expect(growing).toMatchObject({ answer: "forecast" });
  expect(growing.days[89]?.[1]).toBeGreaterThan(0.85);
  expect(wavering).toMatchObject({ answer: "not_filling" });
});

test("a season of last year is half expected again", () => {
  const isSeason = (day: number) => day % 364 < 60;
  const { days } = forecastOf(load(350, (day) => (isSeason(day) ? 0.8 : 0.4) + 0.01 * noise(day)));
  const meanOf = (from: number, to: number) =>
    days.slice(from, to).reduce((sum, [, mean]) => sum + mean, 0) / (to - from);

  expect(meanOf(40, 60)).toBeGreaterThan(meanOf(0, 3) + 0.03);
});

test("one bad day does not put a load over its limit, four of the last seven do", () => {
  const calm = (day: number) => 0.3 + 0.01 * noise(day);

  expect(forecastOf(load(60, (day) => (day === 58 ? 1 : calm(day)))).answer).not.toBe("over");
  expect(forecastOf(load(60, (day) => (day >= 56 ? 1 : calm(day)))).answer).toBe("over");
});

test("a history begins at its resize", () => {
  const resized = load(300, (day) => (day < 200 ? 0.9 : 0.4) + 0.02 * noise(day), { resizedAt: FIRST + 200 * DAY_MS });
  const { historyDays, days } = forecastOf(resized);

  expect(historyDays).toBe(100);
  expect(days[0]?.[1]).toBeCloseTo(0.41, 1);
});

test("a limit may be lower than the capacity", () => {
  const growing = disk(200, (day) => 10 + 0.2 * day);

  expect(reachIn(forecastOf(growing, { limit: 80 }), 200).likely).toBeLessThan(
    reachIn(forecastOf(growing), 200).likely ?? 0,
  );
});

test("a load measured by the hour is told by its days' highest hours", () => {
  const points = Float64Array.from(
    { length: 24 * 60 },
    (_, hour) => (hour % 24 === 20 ? 0.7 : 0.1) + 0.01 * noise(hour),
  );
  const { days, current, historyDays } = forecastOf(load(0, () => 0, { stepMs: HOUR_MS, points }));

  expect(historyDays).toBe(60);
  expect(current).toBeCloseTo(0.7, 1);
  expect(days[30]?.[1]).toBeCloseTo(0.7, 1);
});

test("a short history has the bands of those that are like it", () => {
  const wandering = (of: number) =>
    load(200, (day) => 0.4 + 0.2 * Math.sin(day / 20 + of) + 0.01 * noise(day + of), { alike: "cpu" });
  const calm = (of: number) => load(200, (day) => 0.4 + 0.02 * noise(day + of), { alike: "cpu" });
  const short = load(30, (day) => 0.4 + 0.05 * noise(day), { alike: "cpu" });
  const width = (others: readonly History[]) => {
    const [, , lower80 = 0, upper80 = 0] = forecastsOf([short, ...others])[0]?.days[59] ?? [];
    return upper80 - lower80;
  };

  expect(width([1, 2, 3, 4, 5].map(wandering))).toBeGreaterThan(1.2 * width([1, 2, 3, 4, 5].map(calm)));
});
