import { GROUP_SERIES, type GroupSeries } from "./groups.ts";
import { LEVELS } from "./levels.ts";
import { type Bucket, RollupReader } from "./rollup-codec.ts";
import type { RollupRow } from "./rows.server.ts";
import type { StoredSchema } from "./store.ts";
import { WantedPositions } from "./wanted-series.ts";

const BUCKETS: number = LEVELS.fiveMinutes.buckets;
const USED_CPU = "cpu_used_ratio";
const CORES = "cpu_cores";

/** What a group sums up, by the name that its machines send. */
const SUMMED: Readonly<Record<string, GroupSeries>> = {
  memory_used_bytes: "group_memory_used_bytes",
  memory_total_bytes: "group_memory_total_bytes",
  filesystem_used_bytes: "group_filesystem_used_bytes",
  filesystem_size_bytes: "group_filesystem_size_bytes",
  network_received_bytes_per_second: "group_network_received_bytes_per_second",
  network_sent_bytes_per_second: "group_network_sent_bytes_per_second",
};

/** What one machine adds to its groups in the buckets of an hour; a bucket in which it told nothing is absent. */
export type MemberHour = ReadonlyMap<GroupSeries, readonly (number | undefined)[]>;

/** The series that a machine's groups are made of. */
export function memberSeries(): WantedPositions {
  return new WantedPositions([USED_CPU, CORES, ...Object.keys(SUMMED)]);
}

/**
 * Reads a machine's hour out of its 5-minute roll-ups (or, of so many buckets, its day out of hourly ones). Filesystems are summed over all mounts, traffic over all interfaces but
 * the loopback. `knownCores` stands in where the agent does not say how many cores there are; without either the machine's
 * CPU is left out.
 */
export function memberHour(
  rows: readonly RollupRow[],
  wanted: WantedPositions,
  schemas: ReadonlyMap<number, StoredSchema>,
  knownCores: number | undefined,
  buckets = BUCKETS,
): MemberHour {
  const byName = averagesByName(rows, wanted, schemas, buckets);
  const hour = new Map<GroupSeries, (number | undefined)[]>();
  const used = byName.get(USED_CPU);
  if (used) {
    const cores = used.map((ratio, bucket) =>
      ratio === undefined ? undefined : (byName.get(CORES)?.[bucket] ?? knownCores),
    );
    hour.set("group_cpu_cores", cores);
    hour.set(
      "group_cpu_used_cores",
      cores.map((count, bucket) => (count === undefined ? undefined : count * (used[bucket] ?? 0))),
    );
  }
  for (const [name, group] of Object.entries(SUMMED)) {
    const values = byName.get(name);
    if (values) hour.set(group, values);
  }
  return hour;
}

/** The buckets of a group in an hour, in the order of GROUP_SERIES: each the sum of its members' averages. */
export function groupHour(members: readonly MemberHour[], buckets = BUCKETS): (Bucket | undefined)[][] {
  const sums = GROUP_SERIES.map(() => Array<number | undefined>(buckets).fill(undefined));
  for (const member of members) {
    const reported = new Set<number>();
    GROUP_SERIES.forEach((name, series) => {
      member.get(name)?.forEach((value, bucket) => {
        if (value === undefined) return;
        reported.add(bucket);
        addTo(sums[series], bucket, value);
      });
    });
    for (const bucket of reported) addTo(sums[GROUP_SERIES.indexOf("group_machines")], bucket, 1);
  }
  return sums.map((values) =>
    values.map((value) => (value === undefined ? undefined : { min: value, average: value, max: value, count: 1 })),
  );
}

/** An hour's buckets as one: the least and the greatest of its 5 minutes, and their mean. */
export function hourBucket(buckets: readonly (Bucket | undefined)[]): Bucket | undefined {
  const filled = buckets.filter((one) => one !== undefined);
  if (filled.length === 0) return undefined;
  return {
    min: Math.min(...filled.map(({ min }) => min)),
    average: filled.reduce((sum, { average }) => sum + average, 0) / filled.length,
    max: Math.max(...filled.map(({ max }) => max)),
    count: filled.length,
  };
}

/** By name, the sum over its labels of the averages. A key in two schemas of one bucket is one key: averages are weighed. */
function averagesByName(
  rows: readonly RollupRow[],
  wanted: WantedPositions,
  schemas: ReadonlyMap<number, StoredSchema>,
  bucketCount: number,
): Map<string, (number | undefined)[]> {
  const byKey = new Map<string, { sum: number; count: number }[]>();
  for (const [, , schemaId, packed] of rows) {
    const reader = new RollupReader(packed);
    for (const { key, position } of wanted.of(schemas.get(schemaId))) {
      if (key.includes('interface="lo"')) continue;
      const buckets = byKey.get(key) ?? Array.from({ length: bucketCount }, () => ({ sum: 0, count: 0 }));
      byKey.set(key, buckets);
      reader.visit(position, (bucket, { average, count }) => {
        const found = buckets[bucket];
        if (!found) return;
        found.sum += average * count;
        found.count += count;
      });
    }
  }
  const byName = new Map<string, (number | undefined)[]>();
  for (const [key, buckets] of byKey) {
    const name = key.split("{", 1)[0] ?? "";
    const sums = byName.get(name) ?? Array<number | undefined>(bucketCount).fill(undefined);
    byName.set(name, sums);
    buckets.forEach(({ sum, count }, bucket) => {
      if (count > 0) addTo(sums, bucket, sum / count);
    });
  }
  return byName;
}

function addTo(sums: (number | undefined)[] | undefined, bucket: number, value: number): void {
  if (sums) sums[bucket] = (sums[bucket] ?? 0) + value;
}
