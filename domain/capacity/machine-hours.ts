/** What a machine measured, hour by hour, as the resources that it may run short of. Pure. */

import { parseSeriesKey } from "#collector/protocol/metrics.ts";

import { type ResourceKey, resourceKey } from "./resource.ts";

/** Everything that is read of a machine for its forecasts. */
export const MACHINE_SERIES = [
  "cpu_used_ratio",
  "cpu_cores",
  "memory_used_bytes",
  "memory_total_bytes",
  "filesystem_used_bytes",
  "filesystem_used_ratio",
  "filesystem_size_bytes",
  "network_received_bytes_per_second",
  "network_sent_bytes_per_second",
  "database_size_bytes",
] as const;

interface Hours {
  readonly average: Float64Array;
  readonly max: Float64Array;
}

/** Highest values of each hour, but for the sizes; NaN where nothing was measured, empty where nothing ever was. */
export interface MachineHours {
  /** Cores in use. */
  readonly cpu: Float64Array;
  readonly cores: Float64Array;
  readonly memory: Float64Array;
  readonly memorySize: Float64Array;
  /** Bytes a second, over all interfaces but the loopback one. */
  readonly received: Float64Array;
  readonly sent: Float64Array;
  readonly filling: readonly {
    readonly resource: ResourceKey;
    readonly used: Float64Array;
    /** What may be used of it: of a filesystem without what is kept for root; of a database nothing limits it. */
    readonly size: Float64Array;
  }[];
}

const NONE = new Float64Array();

/** `read` by series key. */
export function machineHours(read: ReadonlyMap<string, Hours>): MachineHours {
  const cores = read.get("cpu_cores")?.average ?? NONE;
  const ratio = read.get("cpu_used_ratio")?.max ?? NONE;
  const mounts = labelsOf(read, "filesystem_used_bytes", "mount").map(({ label, hours }) => ({
    resource: resourceKey("filesystem", label),
    used: hours.max,
    size: usableOf(read, label),
  }));
  const databases = labelsOf(read, "database_size_bytes", "database").map(({ label, hours }) => ({
    resource: resourceKey("database", label),
    used: hours.max,
    size: NONE,
  }));
  return {
    cpu: ratio.map((share, hour) => share * (cores[hour] ?? Number.NaN)),
    cores,
    memory: read.get("memory_used_bytes")?.max ?? NONE,
    memorySize: read.get("memory_total_bytes")?.average ?? NONE,
    received: overInterfaces(read, "network_received_bytes_per_second"),
    sent: overInterfaces(read, "network_sent_bytes_per_second"),
    filling: [...mounts, ...databases],
  };
}

function labelsOf(read: ReadonlyMap<string, Hours>, name: string, label: string) {
  return [...read].flatMap(([key, hours]) => {
    const parsed = key.startsWith(`${name}{`) ? parseSeriesKey(key) : undefined;
    const value = parsed?.labels[label];
    return value === undefined ? [] : [{ label: value, hours }];
  });
}

/** Used bytes over the used ratio: what `df` calls full, which is less than the size by what root keeps. */
function usableOf(read: ReadonlyMap<string, Hours>, mount: string): Float64Array {
  const of = (name: string) => labelsOf(read, name, "mount").find(({ label }) => label === mount)?.hours.average;
  const [used, ratio, size] = [of("filesystem_used_bytes"), of("filesystem_used_ratio"), of("filesystem_size_bytes")];
  if (!used || !ratio) return size ?? NONE;
  return used.map((bytes, hour) => {
    const share = ratio[hour] ?? Number.NaN;
    return share > 0 ? bytes / share : (size?.[hour] ?? Number.NaN);
  });
}

function overInterfaces(read: ReadonlyMap<string, Hours>, name: string): Float64Array {
  const all = labelsOf(read, name, "interface").filter(({ label }) => label !== "lo");
  const [first] = all;
  if (!first) return NONE;
  // Interfaces come and go: one that was not there adds nothing.
  return first.hours.max.map((_value, hour) => {
    const values = all.map(({ hours }) => hours.max[hour] ?? Number.NaN).filter(Number.isFinite);
    return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0);
  });
}
