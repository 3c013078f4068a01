import { metricOf, parseSeriesKey, seriesKey } from "#collector/protocol/metrics.ts";

/** What the charts show, by the name in the address: the essentials, or one family of metrics. */
export const VIEWS = [
  "overview",
  "cpu",
  "memory",
  "filesystem",
  "disk",
  "network",
  "process",
  "pressure",
  "cgroup",
  "database",
] as const;
export type ViewName = (typeof VIEWS)[number];

export type RowUnit = "ratio" | "bytes" | "memory" | "bytes_per_second" | "bits_per_second" | "per_second" | "count";

/** One chart: the sum of some series, times a factor. */
export interface ChartRow {
  /** Text of the namespace "machines", below `row`. */
  readonly text: string;
  /** Mount, device or interface. */
  readonly of?: string;
  readonly unit: RowUnit;
  readonly keys: readonly string[];
  readonly times?: number;
  /** A second curve, dotted. */
  readonly comparison?: readonly string[];
  readonly threshold?: number;
  /** Its scale is cut to its values: how a disk fills would not be seen from zero. */
  readonly isFitted?: boolean;
  /** The series that says how much there is at most. */
  readonly limit?: string;
}

export function viewName(text: string | null): ViewName {
  return VIEWS.find((name) => name === text) ?? "overview";
}

/** The views that this machine's series fill. */
export function viewsOf(keys: readonly string[]): ViewName[] {
  return VIEWS.filter((view) => rowsOf(view, keys).length > 0);
}

/** The charts of a view, for a machine that measures these series. */
export function rowsOf(view: ViewName, keys: readonly string[]): ChartRow[] {
  const has = (key: string) => keys.includes(key);
  return ROWS[view](keys).filter((row) => row.keys.length > 0 && row.keys.some(has));
}

/** The series of the cores, in the order of their numbers. */
export function coreKeys(keys: readonly string[]): string[] {
  const cores = named(keys, "cpu_core_used_ratio");
  return cores.sort((one, other) => Number(label(one, "core")) - Number(label(other, "core")));
}

export function label(key: string, name: string): string {
  return parseSeriesKey(key)?.labels[name] ?? "";
}

type Rows = (keys: readonly string[]) => ChartRow[];

const CPU: ChartRow = { text: "cpu", unit: "ratio", keys: ["cpu_used_ratio"], threshold: 0.9 };
const MEMORY: ChartRow = { text: "memory", unit: "ratio", keys: ["memory_used_ratio"], threshold: 0.9 };

const ROWS: Readonly<Record<ViewName, Rows>> = {
  overview: (keys) => [
    CPU,
    MEMORY,
    ...filesystems(keys).slice(0, 2),
    {
      text: "bandwidth",
      unit: "bits_per_second",
      times: 8,
      keys: [...outward(keys, "network_received_bytes_per_second"), ...outward(keys, "network_sent_bytes_per_second")],
    },
    { text: "load1", unit: "count", keys: ["load_average_1m"] },
  ],
  cpu: () => [
    CPU,
    { text: "cpuUser", unit: "ratio", keys: ["cpu_user_ratio"] },
    { text: "cpuSystem", unit: "ratio", keys: ["cpu_system_ratio"] },
    { text: "cpuIowait", unit: "ratio", keys: ["cpu_iowait_ratio"] },
    { text: "cpuSteal", unit: "ratio", keys: ["cpu_steal_ratio"] },
    { text: "load", unit: "count", keys: ["load_average_1m"], comparison: ["load_average_15m"] },
    { text: "load5", unit: "count", keys: ["load_average_5m"] },
  ],
  memory: () => [
    MEMORY,
    { text: "memoryUsed", unit: "memory", keys: ["memory_used_bytes"], limit: "memory_total_bytes" },
    { text: "memoryAvailable", unit: "memory", keys: ["memory_available_bytes"] },
    { text: "memoryCached", unit: "memory", keys: ["memory_cached_bytes"], comparison: ["memory_buffers_bytes"] },
    { text: "swap", unit: "memory", keys: ["swap_used_bytes"], limit: "swap_total_bytes" },
    { text: "oomKills", unit: "per_second", keys: ["oom_kills_per_second"] },
  ],
  filesystem: (keys) =>
    filesystems(keys).flatMap((row) => [
      row,
      { ...row, text: "inodes", keys: [seriesKey("filesystem_inodes_used_ratio", { mount: row.of ?? "" })] },
    ]),
  disk: (keys) =>
    labelled(keys, "disk_read_bytes_per_second", "device").flatMap((device): ChartRow[] => [
      {
        text: "diskBytes",
        of: device,
        unit: "bytes_per_second",
        keys: [seriesKey("disk_read_bytes_per_second", { device })],
        comparison: [seriesKey("disk_written_bytes_per_second", { device })],
      },
      {
        text: "diskOperations",
        of: device,
        unit: "per_second",
        keys: [seriesKey("disk_reads_per_second", { device })],
        comparison: [seriesKey("disk_writes_per_second", { device })],
      },
      { text: "diskBusy", of: device, unit: "ratio", keys: [seriesKey("disk_busy_ratio", { device })] },
    ]),
  network: (keys) =>
    outward(keys, "network_received_bytes_per_second")
      .map((key) => label(key, "interface"))
      .flatMap((name): ChartRow[] => [
        {
          text: "traffic",
          of: name,
          unit: "bits_per_second",
          times: 8,
          keys: [seriesKey("network_received_bytes_per_second", { interface: name })],
          comparison: [seriesKey("network_sent_bytes_per_second", { interface: name })],
        },
        {
          text: "packets",
          of: name,
          unit: "per_second",
          keys: [seriesKey("network_received_packets_per_second", { interface: name })],
          comparison: [seriesKey("network_sent_packets_per_second", { interface: name })],
        },
        {
          text: "networkErrors",
          of: name,
          unit: "per_second",
          keys: ["receive_errors", "send_errors", "receive_drops", "send_drops"].map((what) =>
            seriesKey(`network_${what}_per_second`, { interface: name }),
          ),
        },
      ]),
  process: () => [
    { text: "processes", unit: "count", keys: ["processes"], comparison: ["processes_running"] },
    { text: "threads", unit: "count", keys: ["threads"] },
    { text: "fileDescriptors", unit: "count", keys: ["file_descriptors_used"] },
  ],
  pressure: () =>
    ["cpu_some", "memory_some", "memory_full", "io_some", "io_full"].map((what) => ({
      text: `pressure_${what}`,
      unit: "ratio",
      keys: [`pressure_${what}_ratio`],
    })),
  cgroup: () => [
    { text: "cgroupCpu", unit: "count", keys: ["cgroup_cpu_used_cores"], limit: "cgroup_cpu_limit_cores" },
    { text: "cgroupThrottled", unit: "ratio", keys: ["cgroup_cpu_throttled_ratio"] },
    { text: "cgroupMemory", unit: "memory", keys: ["cgroup_memory_used_bytes"], limit: "cgroup_memory_limit_bytes" },
  ],
  database: (keys) => [
    { text: "databaseQueries", unit: "per_second", keys: ["database_queries_per_second"] },
    ...labelled(keys, "database_size_bytes", "database").map(
      (database): ChartRow => ({
        text: "databaseSize",
        of: database,
        unit: "bytes",
        keys: [seriesKey("database_size_bytes", { database })],
        isFitted: true,
      }),
    ),
  ],
};

function filesystems(keys: readonly string[]): ChartRow[] {
  return labelled(keys, "filesystem_used_ratio", "mount").map((mount) => ({
    text: "disk",
    of: mount,
    unit: "ratio",
    keys: [seriesKey("filesystem_used_ratio", { mount })],
    threshold: 0.8,
    isFitted: true,
  }));
}

/** The series of a name on all interfaces but the loopback. */
function outward(keys: readonly string[], name: string): string[] {
  return named(keys, name).filter((key) => label(key, "interface") !== "lo");
}

function labelled(keys: readonly string[], name: string, by: string): string[] {
  return [...new Set(named(keys, name).map((key) => label(key, by)))].sort();
}

function named(keys: readonly string[], name: string): string[] {
  return keys.filter((key) => metricOf(key)?.name === name);
}

/** The series of a view's charts, and of the table below them. */
export function wantedKeys(view: ViewName, keys: readonly string[]): string[] {
  const wanted = new Set([...seriesIn(rowsOf(view, keys)), ...(view === "cpu" ? coreKeys(keys) : [])]);
  return keys.filter((key) => wanted.has(key));
}

/** All series that some charts draw. */
export function seriesIn(rows: readonly ChartRow[]): string[] {
  return [...new Set(rows.flatMap((row) => [...row.keys, ...(row.comparison ?? [])]))];
}
