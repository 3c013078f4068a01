import { expect, test } from "vitest";

import type { RangeQuery } from "#db/metrics/store.ts";
import { packCurve, unpackCurve } from "#domain/machines/curve.ts";
import { RecentLoads } from "#domain/machines/recent-load.server.ts";
import { recentLoad } from "#domain/machines/recent-load.ts";

const point = (at: number, min: number, average = min, max = average) => ({ at, min, average, max });

test("ranges are of the fullest filesystem and of all traffic but the loopback's", () => {
  const load = recentLoad(
    new Map([
      ["cpu_used_ratio", [point(0, 0.1, 0.2, 0.9), point(60_000, 0.05, 0.2, 0.3)]],
      ['filesystem_used_ratio{mount="/"}', [point(0, 0.4)]],
      ['filesystem_used_ratio{mount="/var"}', [point(0, 0.7), point(60_000, 0.8)]],
      ['network_received_bytes_per_second{interface="eth0"}', [point(0, 100), point(60_000, 200)]],
      ['network_sent_bytes_per_second{interface="eth0"}', [point(0, 25)]],
      ['network_sent_bytes_per_second{interface="lo"}', [point(0, 9_999)]],
    ]),
  );

  expect(load.cpuRange).toEqual({ min: 0.05, max: 0.9 });
  expect(load.diskRange).toEqual({ min: 0.7, max: 0.8 });
  expect(load.bandwidthRange).toEqual({ min: 1_000, max: 1_600 });
  expect(load.memoryRange).toBeNull();
});

test("an hour is read once, then only its newest minutes, and late samples are seen", async () => {
  const asked: string[] = [];
  const values = new Map([[0, 0.1]]);
  const loads = new RecentLoads(async ({ series, from, to, stepMs = 0 }: RangeQuery) => {
    asked.push(`${series[0]} of ${from / 60_000} to ${to / 60_000} each ${stepMs / 60_000}`);
    if (series[0] !== "cpu_used_ratio") return [];
    const points = [...values].map(([minute, value]) => ({ ...point(minute * 60_000, value), count: 6 }));
    return [{ sourceId: 7, key: "cpu_used_ratio", stepMs, points: points.filter((p) => p.at >= from) }];
  });
  const minutes = async (minute: number) =>
    unpackCurve((await loads.of([7], minute * 60_000 + 5_000)).get(7)?.cpu ?? packCurve([])).map(
      ({ at }) => at / 60_000,
    );

  expect(await minutes(60)).toEqual([0]);
  expect(await minutes(60)).toEqual([0]);
  values.set(58, 0.2).set(60, 0.3);
  expect(await minutes(61)).toEqual([58, 60]);
  expect(asked).toEqual([
    "cpu_used_ratio of 0 to 60 each 1",
    "memory_used_ratio of 0 to 60 each 5",
    "cpu_used_ratio of 57 to 61 each 1",
    "memory_used_ratio of 55 to 61 each 5",
  ]);
});
