import { Rates } from "./rates.ts";
import { HOST_ROOTS, readOptionalText, type Sensor, type Values } from "./sensor.ts";

/** The agent's own control group. A limit or counter that is not there is undefined: no limit, or no such controller. */
export interface CgroupReading {
  readonly cpuUsedMicros?: number;
  readonly cpuLimitCores?: number;
  readonly periods?: number;
  readonly throttledPeriods?: number;
  readonly memoryUsedBytes?: number;
  readonly memoryLimitBytes?: number;
}

/**
 * CPU and memory of the container that the agent runs in. On a plain machine, where the own group is the root one or the
 * agent's own service, there is nothing to say and no series.
 */
export function cgroupSensor(roots = HOST_ROOTS): Sensor {
  const rates = new Rates();
  let readOwn: (() => CgroupReading) | undefined;
  return {
    name: "cgroup",
    read(monotonicMs) {
      // A process stays in its group: it is looked for once.
      readOwn ??= ownCgroup(`${roots.sys}/fs/cgroup`, readOptionalText(`${roots.proc}/self/cgroup`) ?? "");
      const reading = readOwn();
      const values: Values = new Map();
      rates.begin(monotonicMs);
      if (reading.cpuUsedMicros !== undefined) {
        const micros = rates.perSecond("cpu", reading.cpuUsedMicros);
        values.set("cgroup_cpu_used_cores", micros === null ? null : micros / 1e6);
      }
      if (reading.cpuLimitCores !== undefined) {
        values.set("cgroup_cpu_limit_cores", reading.cpuLimitCores);
        const periods = rates.growth("periods", reading.periods ?? 0);
        const throttled = rates.growth("throttled", reading.throttledPeriods ?? 0);
        const known = periods !== null && throttled !== null;
        values.set("cgroup_cpu_throttled_ratio", known ? (periods === 0 ? 0 : throttled / periods) : null);
      }
      if (reading.memoryUsedBytes !== undefined) values.set("cgroup_memory_used_bytes", reading.memoryUsedBytes);
      if (reading.memoryLimitBytes !== undefined) values.set("cgroup_memory_limit_bytes", reading.memoryLimitBytes);
      return values;
    },
  };
}

/** Paths of `/proc/self/cgroup` by controller; version 2 stands under the empty name. */
export function parseCgroupPaths(text: string): Map<string, string> {
  const paths = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (path === undefined) continue;
    for (const controller of (controllers ?? "").split(",")) paths.set(controller, path);
  }
  return paths;
}

/** Numbers by name of a file such as `cpu.stat` and `memory.stat`. */
export function parseFlatKeyed(text: string): Map<string, number> {
  return new Map([...text.matchAll(/^(\w+) (\d+)$/gm)].map(([, name = "", value]) => [name, Number(value)]));
}

/** Cores allowed by `cpu.max` of version 2: quota and period in microseconds; undefined for `max`. */
export function parseCpuMax(text: string): number | undefined {
  const [quota, period] = text.trim().split(" ").map(Number);
  return quota !== undefined && period !== undefined && quota > 0 ? quota / period : undefined;
}

/** A limit in bytes; `max` and the huge number that version 1 writes mean none. */
export function parseLimitBytes(text: string): number | undefined {
  const bytes = Number(text);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined;
}

function ownCgroup(mount: string, own: string): () => CgroupReading {
  const paths = parseCgroupPaths(own);
  const isVersion2 = readOptionalText(`${mount}/cgroup.controllers`) !== undefined;
  if (isVersion2) return () => readVersion2(mount, paths.get("") ?? "/");
  const files = (controller: string) => filesOfVersion1(mount, controller, paths.get(controller) ?? "/");
  const [cpu, account, memory] = [files("cpu"), files("cpuacct"), files("memory")];
  return () => readVersion1(cpu, account, memory);
}

function readVersion2(mount: string, path: string): CgroupReading {
  if (isService(path)) return {};
  const file = (name: string) => readOptionalText(`${mount}${path === "/" ? "" : path}/${name}`);
  const memory = file("memory.current");
  // The root group of a machine has no `memory.current`; the root that a container sees has one.
  if (memory === undefined) return {};
  const cpu = parseFlatKeyed(file("cpu.stat") ?? "");
  return {
    cpuUsedMicros: cpu.get("usage_usec"),
    cpuLimitCores: parseCpuMax(file("cpu.max") ?? ""),
    periods: cpu.get("nr_periods"),
    throttledPeriods: cpu.get("nr_throttled"),
    memoryUsedBytes: withoutIdleCache(memory, file("memory.stat"), "inactive_file"),
    memoryLimitBytes: parseLimitBytes(file("memory.max") ?? ""),
  };
}

type ReadFile = ((name: string) => string | undefined) | undefined;

/** How to read a controller's files; undefined where the own group is the root one or a service's. */
function filesOfVersion1(mount: string, controller: string, path: string): ReadFile {
  if (path === "/" || isService(path)) return undefined;
  // A container without a name space of its own sees its group's files at the mount itself.
  const isMapped = readOptionalText(`${mount}/${controller}${path}/cgroup.procs`) !== undefined;
  return (name) => readOptionalText(`${mount}/${controller}${isMapped ? path : ""}/${name}`);
}

function readVersion1(cpu: ReadFile, account: ReadFile, memory: ReadFile): CgroupReading {
  const stat = parseFlatKeyed(cpu?.("cpu.stat") ?? "");
  const nanoseconds = account?.("cpuacct.usage");
  const used = memory?.("memory.usage_in_bytes");
  return {
    cpuUsedMicros: nanoseconds === undefined ? undefined : Number(nanoseconds) / 1_000,
    cpuLimitCores: parseCpuMax(
      `${cpu?.("cpu.cfs_quota_us") ?? ""} ${cpu?.("cpu.cfs_period_us") ?? ""}`.replace(/\n/g, ""),
    ),
    periods: stat.get("nr_periods"),
    throttledPeriods: stat.get("nr_throttled"),
    memoryUsedBytes:
      used === undefined ? undefined : withoutIdleCache(used, memory?.("memory.stat"), "total_inactive_file"),
    memoryLimitBytes: parseLimitBytes(memory?.("memory.limit_in_bytes") ?? ""),
  };
}

/** systemd gives each service a group: that one would only show the agent itself. */
function isService(path: string): boolean {
  return /\.(service|scope|slice)$/.test(path);
}

function withoutIdleCache(used: string, stat: string | undefined, cache: string): number {
  return Math.max(0, Number(used) - (parseFlatKeyed(stat ?? "").get(cache) ?? 0));
}
