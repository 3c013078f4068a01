import fc from "fast-check";
import { expect, test } from "vitest";

import type { DeclaredSeries } from "#collector/protocol/push.ts";
import { groupHour, hourBucket, memberHour, memberSeries } from "#db/metrics/group-hour.ts";
import { GROUP_SERIES, groupSourceId } from "#db/metrics/groups.ts";
import { type Bucket, packRollup } from "#db/metrics/rollup-codec.ts";
import type { RollupRow } from "#db/metrics/rows.server.ts";
import type { StoredSchema } from "#db/metrics/store.ts";

const RUNS = process.env.TIMONERIE_LONG ? 2_000 : 200;
const schemaOf = (id: number, keys: readonly string[]): StoredSchema => ({
  id,
  hash: "",
  series: keys.map((key): DeclaredSeries => [key, "gauge"]),
  positions: null,
  declared: keys.length,
});
const AGENT = schemaOf(1, [
  "cpu_used_ratio",
  "cpu_cores",
  "memory_used_bytes",
  'filesystem_used_bytes{mount="/"}',
  'filesystem_used_bytes{mount="/var"}',
  'network_sent_bytes_per_second{interface="eth0"}',
  'network_sent_bytes_per_second{interface="lo"}',
]);
const OLD = schemaOf(2, ["cpu_used_ratio"]);
const schemas = new Map([AGENT, OLD].map((schema) => [schema.id, schema]));

const flat = (value: number | null, count = 30): Bucket | undefined =>
  value === null ? undefined : { min: 0, average: value, max: value, count };
const row = (schema: StoredSchema, series: (number | null)[][], count?: number): RollupRow => [
  0,
  7,
  schema.id,
  packRollup(series.map((values) => values.map((value) => flat(value, count)))),
];
const hourOf = (rows: RollupRow[], cores?: number) => memberHour(rows, memberSeries(), schemas, cores);
const series = (name: (typeof GROUP_SERIES)[number]) => GROUP_SERIES.indexOf(name);

test("every group has a source id of its own, and no machine's", () => {
  const ids = [groupSourceId("all")];
  for (let id = 1; id < 500; id += 1) ids.push(groupSourceId({ projectId: id }), groupSourceId({ applicationId: id }));
  expect(new Set(ids).size).toBe(ids.length);
  expect(Math.max(...ids)).toBeLessThan(0);
});

test("a machine adds its cores in use, all its mounts, and all interfaces but the loopback", () => {
  const hour = hourOf([row(AGENT, [[0.5], [4], [100], [10], [20], [3], [999]])]);
  const group = groupHour([hour, hour]);
  const averages = Object.fromEntries(GROUP_SERIES.map((name, index) => [name, group[index]?.[0]?.average]));
  expect(averages).toEqual({
    group_cpu_used_cores: 4,
    group_cpu_cores: 8,
    group_memory_used_bytes: 200,
    group_memory_total_bytes: undefined,
    group_filesystem_used_bytes: 60,
    group_filesystem_size_bytes: undefined,
    group_network_received_bytes_per_second: undefined,
    group_network_sent_bytes_per_second: 6,
    group_machines: 2,
  });
});

test("cores that the agent does not send are the inventory's; of a machine without either the CPU is left out", () => {
  const rows = [row(OLD, [[0.5]])];
  expect(groupHour([hourOf(rows, 8)])[series("group_cpu_used_cores")]?.[0]?.average).toBe(4);
  const unknown = groupHour([hourOf(rows)]);
  expect(unknown[series("group_cpu_used_cores")]?.[0]).toBeUndefined();
});

test("a series in two schemas of one bucket is one series", () => {
  const hour = hourOf([row(AGENT, [[0.2], [4]], 10), row(OLD, [[0.8]], 30)]);
  expect(groupHour([hour])[series("group_cpu_used_cores")]?.[0]?.average).toBeCloseTo(4 * 0.65, 12);
});

test("members that come and go give what adding up by hand gives, in 5 minutes and in the hour", () => {
  const member = fc.array(fc.option(fc.integer({ min: 0, max: 1_000 })), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(member, { maxLength: 6 }), (members) => {
      const hours = members.map((used) => hourOf([row(AGENT, [[], [], used])]));
      const buckets = groupHour(hours)[series("group_memory_used_bytes")] ?? [];
      const byHand = Array.from({ length: 12 }, (_one, bucket) => {
        const told = members.flatMap((used) => used[bucket] ?? []);
        return told.length === 0 ? undefined : told.reduce((sum, value) => sum + value, 0);
      });
      expect(buckets.map((bucket) => bucket?.average)).toEqual(byHand);

      const known = byHand.filter((sum) => sum !== undefined);
      const hour = hourBucket(buckets);
      expect(hour?.count).toBe(known.length || undefined);
      if (!hour) return;
      expect([hour.min, hour.max]).toEqual([Math.min(...known), Math.max(...known)]);
      expect(hour.average).toBeCloseTo(known.reduce((sum, value) => sum + value, 0) / known.length, 9);
    }),
    { numRuns: RUNS },
  );
});
