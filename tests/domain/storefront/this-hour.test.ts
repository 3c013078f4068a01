import { expect, test } from "vitest";

import { hourBegun, ordersOfHour } from "#domain/storefront/this-hour.ts";

const MINUTE = 60_000;
const at = (text: string) => Date.parse(text);
const THREE = at("2026-11-19T14:00:00Z");

test.each([
  ["at 14:32 in Paris", "2026-11-19T13:32:10Z", "Europe/Paris", "2026-11-19T13:00:00Z"],
  [
    "two minutes after it struck, the hour before counts along",
    "2026-11-19T13:02:10Z",
    "Europe/Paris",
    "2026-11-19T12:00:00Z",
  ],
  ["where clocks are half an hour off", "2026-11-19T13:20:00Z", "Asia/Kolkata", "2026-11-19T12:30:00Z"],
  ["in the hour that comes twice, the second time", "2026-10-25T01:40:00Z", "Europe/Paris", "2026-10-25T01:00:00Z"],
])("%s, orders are counted since the full hour", (_sentence, now, zone, since) => {
  expect(hourBegun(at(now), zone)).toBe(at(since));
});

/** Two orders in each of these minutes after three o'clock. */
const minutes = (...list: number[]) => list.map((minute) => ({ at: THREE + minute * MINUTE, orders: 2 }));
/** As many as there are minutes, with two more or fewer. */
const expected = {
  between: (from: number, to: number) => {
    const mean = (to - from) / MINUTE;
    return { low: mean - 2, expected: mean, high: mean + 2, kind: "ordinary" as const };
  },
};
const heard = (now: number, list: number[]) => ({
  now: THREE + now * MINUTE,
  heardAt: THREE + now * MINUTE,
  minutes: minutes(...list),
});

test("orders of the hour stand beside what is expected of the same minutes", () => {
  expect(ordersOfHour(heard(6, [0, 1, 2, 3, 4, 5]), expected)).toEqual({
    ...{ kind: "counted", from: THREE, to: THREE + 6 * MINUTE, orders: 12, band: { low: 4, high: 8 } },
  });
});

test("after minutes of which the shop told nothing, it counts from when it told again", () => {
  expect(ordersOfHour(heard(8, [0, 1, 5, 6, 7]), expected)).toMatchObject({
    ...{ from: THREE + 5 * MINUTE, orders: 6, band: { low: 1, high: 5 } },
  });
});

test("a shop that tells nothing is unknown, not without orders", () => {
  const silent = { now: THREE + 10 * MINUTE, heardAt: THREE + 5 * MINUTE, minutes: minutes(0, 1, 2, 3, 4) };
  expect(ordersOfHour(silent, expected)).toEqual({ kind: "unknown", heardAt: silent.heardAt });
  expect(ordersOfHour({ ...silent, heardAt: null }, expected)).toEqual({ kind: "unknown", heardAt: null });
  expect(ordersOfHour({ ...silent, heardAt: silent.now, minutes: [] }, expected)).toMatchObject({ kind: "unknown" });
});

test("where there is too little history nothing is expected", () => {
  expect(ordersOfHour(heard(2, [0, 1]), { between: () => null })).toMatchObject({ orders: 4, band: null });
});
