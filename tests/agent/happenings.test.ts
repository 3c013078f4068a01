import { expect, test } from "vitest";

import { simulatedBuckets } from "#agent/simulate/buckets.ts";
import { yearAt } from "#agent/simulate/calendar.ts";
import { happening, happenings } from "#agent/simulate/happenings.ts";
import { type SimulatedMachine, seedOf } from "#agent/simulate/machine.ts";
import { filledRatio, isSilent } from "#agent/simulate/story.ts";
import { simulatedSchema, simulatedValues } from "#agent/simulate/values.ts";

const STORY_AT = Date.UTC(2026, 10, 22, 15);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function machine(name: string, fields: Partial<SimulatedMachine> = {}): SimulatedMachine {
  const role = name.replace(/-\d$/, "");
  const seed = seedOf("popgom", name);
  const hardware = { cores: 3, nominalGhz: 2, memoryBytes: 4e9, diskBytes: 5e10 };
  return { name, role, project: "popgom", seed, story: "steady", storyAt: STORY_AT, ...hardware, ...fields };
}

const day = (text: string) => Date.parse(text) / DAY_MS;

test.each([
  ["Bastille day, in France only", "2026-07-14", "2026-07-15", 0.68],
  ["the day of the Hispanidad, in Spain only", "2026-10-12", "2026-10-13", 0.86],
  ["Christmas, in both", "2026-12-25", "2026-12-23", 0.6],
  ["Easter Monday", "2026-04-06", "2026-04-07", 0.68],
  ["Ascension", "2026-05-14", "2026-05-13", 0.68],
])("%s is quieter than the day beside it", (_name, holiday, workday, share) =>
  expect(yearAt(day(holiday)) / yearAt(day(workday))).toBeCloseTo(share, 1));

test("tyres are bought before winter and in spring, not in August; and more each year", () => {
  expect(yearAt(day("2026-11-10"))).toBeGreaterThan(1.5 * yearAt(day("2026-08-10")));
  expect(yearAt(day("2026-04-10"))).toBeGreaterThan(1.3 * yearAt(day("2026-02-15")));
  expect(yearAt(day("2026-11-10"))).toBeGreaterThan(1.08 * yearAt(day("2025-11-10")));
});

test("five outages, a maintenance and two gaps, each with an instant at which it ends", () => {
  const kinds = happenings(STORY_AT).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "outage")).toHaveLength(5);
  for (const kind of ["maintenance", "gap", "unwatched"] as const) expect(kinds).toContain(kind);
  const times = happenings(STORY_AT).map(({ at }) => at);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
});

test("in an outage its machines are silent, the others idle; in our gap nobody is heard", () => {
  const { at } = happening(STORY_AT, "database-down");
  const cpu = (instant: number) => simulatedValues(machine("web-1"), instant).get("cpu_used_ratio") ?? 0;
  expect(isSilent(machine("db-1"), at + 60_000)).toBe(true);
  expect(isSilent(machine("web-1"), at + 60_000)).toBe(false);
  expect(cpu(at + 60_000)).toBeLessThan(0.4 * cpu(at - 60_000));
  const gap = happening(STORY_AT, "collector-blind");
  expect(isSilent(machine("web-1", { project: "another" }), gap.at)).toBe(true);
  expect(isSilent(machine("web-1", { project: "another" }), gap.until)).toBe(false);
});

test("the disk of db-1 fills by 2 % a day at the end, and a clean-up made room before", () => {
  const disk = (at: number) => filledRatio(machine("db-1", { story: "filling_disk" }), at) ?? 0;
  expect(disk(STORY_AT - 1)).toBeCloseTo(disk(STORY_AT), 6);
  expect(disk(STORY_AT) - disk(STORY_AT - DAY_MS)).toBeCloseTo(0.02, 6);
  const cleaned = happening(STORY_AT, "disk-cleaned").at;
  expect(disk(cleaned - 1)).toBeGreaterThan(0.85);
  expect(disk(cleaned)).toBeLessThan(0.6);
  for (let before = 0; before < 396; before += 1) expect(disk(STORY_AT - before * DAY_MS)).toBeGreaterThan(0.3);
});

test("the resized machine has a core more since, works less for the same, and has another schema", () => {
  const resized = happening(STORY_AT, "database-resized").at;
  const db1 = machine("db-1");
  const cores = (at: number) =>
    simulatedSchema(db1, at).series.filter(([key]) => key.startsWith("cpu_core_used_ratio")).length;
  expect([cores(resized - 1), cores(resized)]).toEqual([2, 3]);
  const total = (at: number) => simulatedValues(db1, at).get("memory_total_bytes") ?? 0;
  expect(total(resized - 1)).toBeLessThan(total(resized));
});

test("a bucket has what the values have, and none where nothing was heard", () => {
  const { at, until } = happening(STORY_AT, "site-dark");
  const from = Math.floor(at / HOUR_MS) * HOUR_MS;
  const told = simulatedBuckets(machine("web-1"), { from, until: STORY_AT, bucketMs: HOUR_MS, buckets: 6 });
  const cpu = told?.buckets[told.series.findIndex(([key]) => key === "cpu_used_ratio")] ?? [];
  expect(cpu.map(Boolean)).toEqual(
    Array.from({ length: 6 }, (_one, hour) => {
      const middle = from + (hour + 0.5) * HOUR_MS;
      return middle < at || middle >= until;
    }),
  );
  for (const bucket of cpu.filter((one) => one !== undefined)) {
    expect(bucket.min).toBeLessThanOrEqual(bucket.average);
    expect(bucket.average).toBeLessThanOrEqual(bucket.max);
    expect(bucket.max).toBeLessThanOrEqual(1);
  }
});

test("the databases fit on their disk at every time, grow with the shop, and the clean-up threw the traces away", () => {
  const db1 = machine("db-1", { story: "filling_disk" });
  const { at: cleaned } = happening(STORY_AT, "disk-cleaned");
  const sizeAt = (at: number, name: string) =>
    simulatedValues(db1, at).get(`database_size_bytes{database="${name}"}`) ?? 0;
  for (let at = STORY_AT - 395 * DAY_MS; at <= STORY_AT; at += 20 * DAY_MS) {
    const sizes = ["boutique", "commandes", "traces"].map((name) => sizeAt(at, name));
    const disk = simulatedValues(db1, at).get('filesystem_used_bytes{mount="/var/lib/mysql"}') ?? 0;
    expect(Math.min(...sizes)).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(disk);
  }
  expect(sizeAt(STORY_AT, "boutique")).toBeGreaterThan(1.5 * sizeAt(STORY_AT - 395 * DAY_MS, "boutique"));
  expect(sizeAt(cleaned + DAY_MS, "traces")).toBeLessThan(0.5 * sizeAt(cleaned - DAY_MS, "traces"));
  expect(sizeAt(cleaned - DAY_MS, "traces")).toBeGreaterThan(2 * sizeAt(cleaned - 60 * DAY_MS, "traces"));
});

test("a day's peak is the samples' own, from buckets of minutes and of an hour: the third highest hour, within a tenth", () => {
  const keys = ["cpu_used_ratio", 'network_sent_bytes_per_second{interface="eth0"}'];
  const ratios: Record<"minutes" | "hours", number[]> = { minutes: [], hours: [] };
  for (const [name, from] of [
    ["web-1", day("2026-10-06")],
    ["app-1", day("2026-09-15")],
    ["db-1", day("2026-06-03")],
  ] as const) {
    const start = from * DAY_MS;
    const looked = (bucketMs: number) =>
      simulatedBuckets(machine(name), { from: start, until: start + DAY_MS, bucketMs, buckets: DAY_MS / bucketMs });
    const [minutes, hours] = [looked(300_000), looked(HOUR_MS)];
    for (const key of keys) {
      const samples = Array.from({ length: DAY_MS / 30_000 }, (_, index) => start + index * 30_000).map(
        (at) => [at, simulatedValues(machine(name), at).get(key) ?? 0] as const,
      );
      const peak = thirdHour(samples, start);
      for (const [kind, read] of [
        ["minutes", minutes],
        ["hours", hours],
      ] as const) {
        const list = read?.buckets[read.series.findIndex(([one]) => one === key)] ?? [];
        const tops = list.map((bucket, index) => [start + (index * DAY_MS) / list.length, bucket?.max ?? 0] as const);
        ratios[kind].push(thirdHour(tops, start) / peak);
      }
    }
  }
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
  expect(Math.abs(mean(ratios.minutes) - 1)).toBeLessThan(0.1);
  expect(Math.abs(mean(ratios.hours) - 1)).toBeLessThan(0.1);
});

/** Of each hour its highest, of a day the third of them. */
function thirdHour(values: readonly (readonly [at: number, value: number])[], start: number): number {
  const highest = Array<number>(24).fill(0);
  for (const [at, value] of values) {
    const hour = Math.floor((at - start) / HOUR_MS);
    highest[hour] = Math.max(highest[hour] ?? 0, value);
  }
  return highest.sort((one, other) => other - one)[2] ?? 0;
}
