import { expect, test } from "vitest";

import { dailyHighest, dailyPeaks, dayAfter, lastWholeDay, sizeOf, summed } from "#domain/capacity/daily.ts";
import { HOUR_MS } from "#domain/capacity/forecast/history.ts";
import { machineHours } from "#domain/capacity/machine-hours.ts";

const NaNs = (count: number) => Array<number>(count).fill(Number.NaN);
const hours = (...days: number[][]) => Float64Array.from(days.flatMap((day) => [...day, ...NaNs(24 - day.length)]));

test("a disk's day is its highest hour, and a load's what it reached in three of them", () => {
  const day = [...Array<number>(20).fill(1), 9, 5, 4, 2];
  expect([...dailyHighest(hours(day, [3], []))]).toEqual([9, 3, Number.NaN]);
  expect([...dailyPeaks(hours(day))]).toEqual([4]);
});

test("a load's day of which less than half was measured is a gap", () => {
  expect([...dailyPeaks(hours(Array<number>(11).fill(1), Array<number>(12).fill(1)))]).toEqual([Number.NaN, 1]);
});

test("of machines together an hour is known where all of them were measured", () => {
  const [one, other] = [Float64Array.of(1, 2, Number.NaN), Float64Array.of(10, Number.NaN, 30)];
  expect([...summed([one, other])]).toEqual([11, Number.NaN, Number.NaN]);
  expect([...summed([])]).toEqual([]);
});

test("a size is what was told last, and was changed where another was told before", () => {
  const told = (...sizes: number[]) => sizeOf(Float64Array.from(sizes), 0);
  expect(told(4, 4, Number.NaN)).toEqual({ now: 4, changedAt: null });
  expect(told(4, 4, Number.NaN, 8, 8)).toEqual({ now: 8, changedAt: 3 * HOUR_MS });
  expect(told(4, 8, 6, 6)).toEqual({ now: 6, changedAt: 2 * HOUR_MS });
  expect(told(1_000, 1_004)).toEqual({ now: 1_004, changedAt: null });
  expect(told(Number.NaN)).toBeUndefined();
});

test("days go over months and years", () => {
  expect(dayAfter("2026-12-30", 3)).toBe("2027-01-02");
  expect(dayAfter("2027-01-02", -14)).toBe("2026-12-19");
  expect(lastWholeDay(Date.parse("2026-11-23T00:00:00Z"))).toBe("2026-11-22");
});

test("a machine's hours are cores in use, what df calls full, and all interfaces but the inner one", () => {
  const one = (value: number, max = value) => ({ average: Float64Array.of(value), max: Float64Array.of(max) });
  const read = machineHours(
    new Map([
      ["cpu_used_ratio", one(0.2, 0.5)],
      ["cpu_cores", one(4)],
      ['filesystem_used_bytes{mount="/"}', one(475, 480)],
      ['filesystem_used_ratio{mount="/"}', one(0.5)],
      ['filesystem_size_bytes{mount="/"}', one(1_000)],
      ['database_size_bytes{database="popgom"}', one(7)],
      ['network_sent_bytes_per_second{interface="eth0"}', one(10, 20)],
      ['network_sent_bytes_per_second{interface="eth1"}', one(1, Number.NaN)],
      ['network_sent_bytes_per_second{interface="lo"}', one(500)],
    ]),
  );
  expect([...read.cpu]).toEqual([2]);
  expect(read.filling.map(({ resource, used, size }) => [resource, ...used, ...size])).toEqual([
    ["filesystem:/", 480, 950],
    ["database:popgom", 7],
  ]);
  expect([...read.sent]).toEqual([20]);
  expect([...read.received]).toEqual([]);
});
