/**
 * The catalogue of metrics that we know by name: what each one means, its unit and kind.
 * Names follow the OpenMetrics habit: base unit as suffix, ratios from 0 to 1, `_total` for counters.
 * A series key is a metric name with sorted labels: `filesystem_used_bytes{mount="/var"}`.
 */

/** A gauge may go up and down (rates are gauges); a counter only grows, but for resets. */
export type MetricKind = "gauge" | "counter";

export type MetricUnit = "ratio" | "bytes" | "bytes_per_second" | "per_second" | "count" | "seconds";

/** The family decides on which chart of the machine page a metric is drawn. */
export type MetricFamily =
  | "cpu"
  | "load"
  | "memory"
  | "filesystem"
  | "disk"
  | "network"
  | "process"
  | "pressure"
  | "cgroup"
  | "database"
  | "agent";

export interface MetricDefinition {
  readonly name: string;
  readonly kind: MetricKind;
  readonly unit: MetricUnit;
  readonly family: MetricFamily;
  /** Names of the labels, in the order in which they stand in the series key (alphabetical). */
  readonly labels: readonly string[];
}

const gauge = (name: string, unit: MetricUnit, family: MetricFamily, ...labels: string[]): MetricDefinition => ({
  name,
  kind: "gauge",
  unit,
  family,
  labels,
});

/** CPU modes in the order in which they are stacked on a chart. */
export const CPU_MODES = ["user", "system", "iowait", "steal", "idle"] as const;

export const METRICS: readonly MetricDefinition[] = [
  gauge("cpu_used_ratio", "ratio", "cpu"),
  gauge("cpu_cores", "count", "cpu"),
  gauge("cpu_user_ratio", "ratio", "cpu"),
  gauge("cpu_system_ratio", "ratio", "cpu"),
  gauge("cpu_iowait_ratio", "ratio", "cpu"),
  gauge("cpu_steal_ratio", "ratio", "cpu"),
  gauge("cpu_idle_ratio", "ratio", "cpu"),
  gauge("cpu_core_used_ratio", "ratio", "cpu", "core"),
  gauge("cpu_core_ratio", "ratio", "cpu", "core", "mode"),

  gauge("load_average_1m", "count", "load"),
  gauge("load_average_5m", "count", "load"),
  gauge("load_average_15m", "count", "load"),

  gauge("memory_total_bytes", "bytes", "memory"),
  gauge("memory_used_bytes", "bytes", "memory"),
  gauge("memory_used_ratio", "ratio", "memory"),
  gauge("memory_available_bytes", "bytes", "memory"),
  gauge("memory_cached_bytes", "bytes", "memory"),
  gauge("memory_buffers_bytes", "bytes", "memory"),
  gauge("swap_total_bytes", "bytes", "memory"),
  gauge("swap_used_bytes", "bytes", "memory"),
  gauge("oom_kills_per_second", "per_second", "memory"),

  gauge("filesystem_size_bytes", "bytes", "filesystem", "mount"),
  gauge("filesystem_used_bytes", "bytes", "filesystem", "mount"),
  gauge("filesystem_used_ratio", "ratio", "filesystem", "mount"),
  gauge("filesystem_inodes_used_ratio", "ratio", "filesystem", "mount"),

  gauge("disk_read_bytes_per_second", "bytes_per_second", "disk", "device"),
  gauge("disk_written_bytes_per_second", "bytes_per_second", "disk", "device"),
  gauge("disk_reads_per_second", "per_second", "disk", "device"),
  gauge("disk_writes_per_second", "per_second", "disk", "device"),
  gauge("disk_busy_ratio", "ratio", "disk", "device"),

  gauge("network_received_bytes_per_second", "bytes_per_second", "network", "interface"),
  gauge("network_sent_bytes_per_second", "bytes_per_second", "network", "interface"),
  gauge("network_received_packets_per_second", "per_second", "network", "interface"),
  gauge("network_sent_packets_per_second", "per_second", "network", "interface"),
  gauge("network_receive_errors_per_second", "per_second", "network", "interface"),
  gauge("network_send_errors_per_second", "per_second", "network", "interface"),
  gauge("network_receive_drops_per_second", "per_second", "network", "interface"),
  gauge("network_send_drops_per_second", "per_second", "network", "interface"),

  gauge("processes", "count", "process"),
  gauge("processes_running", "count", "process"),
  gauge("threads", "count", "process"),
  gauge("file_descriptors_used", "count", "process"),
  gauge("file_descriptors_maximum", "count", "process"),
  gauge("uptime_seconds", "seconds", "process"),

  gauge("pressure_cpu_some_ratio", "ratio", "pressure"),
  gauge("pressure_memory_some_ratio", "ratio", "pressure"),
  gauge("pressure_memory_full_ratio", "ratio", "pressure"),
  gauge("pressure_io_some_ratio", "ratio", "pressure"),
  gauge("pressure_io_full_ratio", "ratio", "pressure"),

  gauge("cgroup_cpu_used_cores", "count", "cgroup"),
  gauge("cgroup_cpu_limit_cores", "count", "cgroup"),
  gauge("cgroup_cpu_throttled_ratio", "ratio", "cgroup"),
  gauge("cgroup_memory_used_bytes", "bytes", "cgroup"),
  gauge("cgroup_memory_limit_bytes", "bytes", "cgroup"),

  gauge("database_size_bytes", "bytes", "database", "database"),
  gauge("database_queries_per_second", "per_second", "database"),

  gauge("agent_cpu_ratio", "ratio", "agent"),
  gauge("agent_resident_bytes", "bytes", "agent"),
  gauge("agent_spooled_samples", "count", "agent"),
];

const byName = new Map(METRICS.map((metric) => [metric.name, metric]));

/** The definition of a known metric, by name or by series key; undefined for a name that is not ours. */
export function metricOf(nameOrKey: string): MetricDefinition | undefined {
  const brace = nameOrKey.indexOf("{");
  return byName.get(brace < 0 ? nameOrKey : nameOrKey.slice(0, brace));
}

/** Builds the key of a series. Labels are sorted by name, so that one series has one key. */
export function seriesKey(name: string, labels: Readonly<Record<string, string>> = {}): string {
  const names = Object.keys(labels).sort();
  if (names.length === 0) return name;
  return `${name}{${names.map((label) => `${label}="${escapeLabel(labels[label] ?? "")}"`).join(",")}}`;
}

/** Splits a series key into its name and labels; undefined when it is not well formed. */
export function parseSeriesKey(key: string): { name: string; labels: Record<string, string> } | undefined {
  const match = /^([a-zA-Z_:][a-zA-Z0-9_:.]*)(?:\{(.*)\})?$/s.exec(key);
  if (!match?.[1]) return undefined;
  const labels: Record<string, string> = {};
  const text = match[2];
  if (text === undefined) return { name: match[1], labels };

  const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"(,|$)/sy;
  while (label.lastIndex < text.length) {
    const found = label.exec(text);
    if (!found?.[1]) return undefined;
    labels[found[1]] = (found[2] ?? "").replace(/\\(.)/gs, (_all, char: string) => (char === "n" ? "\n" : char));
  }
  return { name: match[1], labels };
}

function escapeLabel(value: string): string {
  return value.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n");
}
