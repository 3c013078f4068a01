import { describe, expect, test } from "vitest";

import { dayAfter } from "#domain/capacity/daily.ts";
import type { ForecastDay } from "#domain/capacity/forecast/history.ts";
import type { KeptForecast } from "#domain/capacity/remaining.ts";
import { type Change, keyOf, NO_CHANGE, whatIf } from "#domain/capacity/what-if.ts";

const MADE_ON = "2026-11-22";
const on = (day: number) => dayAfter(MADE_ON, day);

/** A forecast whose middle is `value` of each day, with a band of a tenth, cut at its limit as forecasts are. */
function kept(value: (day: number) => number, other: Partial<KeptForecast> = {}): KeptForecast {
  const limit = other.limit ?? 100;
  const cut = (number: number) => Math.min(limit, number);
  const first = (scale: number) => {
    const day = Array.from({ length: 396 }, (_, at) => at + 1).find((step) => value(step) * scale >= limit);
    return day === undefined ? null : on(day);
  };
  const days = Array.from({ length: 90 }, (_, at): ForecastDay => {
    const [mean, low, high] = [value(at + 1), value(at + 1) * 0.9, value(at + 1) * 1.1].map(cut) as [
      number,
      number,
      number,
    ];
    return [at + 1, mean, low, high, low, high];
  });
  const dates = { early: first(1.1), likely: first(1), late: first(0.9) };
  const answer = dates.early === null ? ("not_filling" as const) : ("forecast" as const);
  return {
    ...{
      id: 1,
      subject: "machine",
      subjectId: 7,
      subjectName: "db-1",
      resource: "cpu",
      kind: "cpu",
      name: null,
      unit: "cores",
    },
    ...{ madeOn: MADE_ON, madeAt: 0, answer, current: value(0), limit, ...dates, historyDays: 300, days, ...other },
  };
}

const load = kept((day) => 60 + day * 0.2);
const disk = kept((day) => 70 + day * 0.25, {
  resource: "filesystem:/var",
  kind: "filesystem",
  name: "/var",
  unit: "bytes",
});

test("with no change, the dates are those that were kept", () => {
  for (const one of [load, disk, kept(() => 10), kept((day) => 99 + day)]) {
    const answer = whatIf(one, NO_CHANGE);
    expect(answer?.after).toEqual({ early: one.early, likely: one.likely, late: one.late });
    expect(answer?.limit).toBe(100);
  }
});

test("nothing is said of what has no limit, or no forecast", () => {
  expect(whatIf({ ...load, limit: null }, NO_CHANGE)).toBeNull();
  expect(whatIf({ ...load, days: [], answer: "too_little_history" }, NO_CHANGE)).toBeNull();
});

describe.each<[string, KeptForecast, Partial<Change>, number, number | null]>([
  // Load of 60 + 0.2 a day meets 100 on day 200; a quarter more, when it would have been 80.
  ["a quarter more load", load, { growth: 1.25 }, 0, 100],
  ["a quarter more of what visitors take: 20 are taken without them", load, { growth: 1.25 }, 20, 120],
  ["half the load leaves the limit beyond thirteen months", load, { growth: 0.5 }, 0, null],
  // A disk of 70 + 0.25 a day is full on day 120; it grows faster, and what is on it stays.
  ["a quarter more growth of a disk", disk, { growth: 1.25 }, 0, 96],
  ["a disk of half as much again", disk, { resize: { key: keyOf(disk), limit: 150 } }, 0, 320],
  ["a disk that is smaller than what is on it", disk, { resize: { key: keyOf(disk), limit: 60 } }, 0, 1],
  ["the resize of another resource", disk, { resize: { key: keyOf(load), limit: 150 } }, 0, 120],
  ["one machine more beside two: a third less each", load, { machines: { ids: [7, 8], more: 1 } }, 0, 450],
  ["one machine fewer of two: twice the load", load, { machines: { ids: [7, 8], more: -1 } }, 0, 1],
  ["a machine more elsewhere", load, { machines: { ids: [3, 4], more: 1 } }, 0, 200],
])("%s", (_sentence, one, change, idle, day) => {
  test("moves the likely date there", () => {
    const answer = whatIf(one, { ...NO_CHANGE, ...change }, idle);
    const expected = day === null || day > 396 ? null : on(day);
    const off = expected && answer?.after.likely ? Math.abs(Date.parse(answer.after.likely) - Date.parse(expected)) : 0;
    expect([answer?.after.likely === null, off <= 3 * 86_400_000]).toEqual([expected === null, true]);
  });
});

test("a disk that is full within the 90 days goes on as it came, once it is larger", () => {
  const soon = kept((day) => 90 + day * 0.5, { kind: "filesystem", resource: "filesystem:/var", name: "/var" });
  const answer = whatIf(soon, { ...NO_CHANGE, resize: { key: keyOf(soon), limit: 120 } });
  expect(answer?.before.likely).toBe(on(20));
  expect(Math.abs(Date.parse(answer?.after.likely ?? "") - Date.parse(on(60)))).toBeLessThanOrEqual(2 * 86_400_000);
});

test("an event brings the shortage into its days only, and tells its worst day", () => {
  const event = { startsOn: on(40), endsOn: on(43), multiplier: 1.5 };
  const answer = whatIf(load, { ...NO_CHANGE, event });
  expect(answer?.after.likely).toBe(on(40));
  expect(answer?.peak?.mean).toBeCloseTo((60 + 43 * 0.2) * 1.5, 6);
  const mild = whatIf(load, { ...NO_CHANGE, event: { ...event, multiplier: 1.1 } });
  expect(mild?.after.likely).toBe(load.likely);
  expect(mild?.peak?.mean).toBeLessThan(100);
});

test("of a pair one is reckoned gone: a third machine doubles the room, the second's end leaves none", () => {
  const pair = kept((day) => 60 + day * 0.2, { subject: "pair" });
  const more = whatIf(pair, { ...NO_CHANGE, machines: { ids: [7, 8], more: 1 } });
  expect([more?.limit, more?.after.likely]).toEqual([200, null]);
  const fewer = whatIf(pair, { ...NO_CHANGE, machines: { ids: [7, 8], more: -1 } });
  expect([fewer?.limit, fewer?.after.likely]).toEqual([0, on(1)]);
});
