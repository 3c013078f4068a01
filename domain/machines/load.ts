import { parseSeriesKey } from "#collector/protocol/metrics.ts";

/** The load of a machine at one instant, out of one snapshot. What the snapshot does not tell is null. */
export interface MachineLoad {
  /** Share of all cores together, from 0 to 1. */
  readonly cpuRatio: number | null;
  readonly memoryRatio: number | null;
  /** Of the fullest filesystem: the one that will stop the machine, where a sum would hide it. */
  readonly diskRatio: number | null;
  /** Mount point of the fullest filesystem. */
  readonly worstMount: string | null;
  /** Sum of all filesystems. */
  readonly diskUsedBytes: number | null;
  readonly diskSizeBytes: number | null;
  /** Received and sent together, on all interfaces but the loopback. */
  readonly bandwidthBitsPerSecond: number | null;
}

export type SeriesValues = Readonly<Record<string, number | null>>;

/** Reads the load out of a snapshot's values by series key: once, whoever asks. They must not change afterwards. */
export function machineLoad(values: SeriesValues): MachineLoad {
  const known = loads.get(values) ?? readLoad(values);
  loads.set(values, known);
  return known;
}

const loads = new WeakMap<SeriesValues, MachineLoad>();

function readLoad(values: SeriesValues): MachineLoad {
  const fullest = mountRatios(values, "filesystem_used_ratio")[0];
  return {
    cpuRatio: values.cpu_used_ratio ?? null,
    memoryRatio: values.memory_used_ratio ?? quotient(values.memory_used_bytes, values.memory_total_bytes),
    diskRatio: fullest?.ratio ?? null,
    worstMount: fullest?.mount ?? null,
    diskUsedBytes: total(values, ["filesystem_used_bytes"]),
    diskSizeBytes: total(values, ["filesystem_size_bytes"]),
    bandwidthBitsPerSecond: bandwidth(values),
  };
}

/** Used share of every filesystem, the fullest first; of two alike, the first in the alphabet. */
export function mountRatios(
  values: SeriesValues,
  name: "filesystem_used_ratio" | "filesystem_inodes_used_ratio",
): { mount: string; ratio: number }[] {
  return seriesOf(values, name)
    .map(([key, ratio]) => ({ mount: labelsOf(key).mount ?? "", ratio }))
    .sort((one, other) => other.ratio - one.ratio || (one.mount < other.mount ? -1 : 1));
}

function bandwidth(values: SeriesValues): number | null {
  const bytes = total(
    values,
    ["network_received_bytes_per_second", "network_sent_bytes_per_second"],
    (key) => labelsOf(key).interface !== "lo",
  );
  return bytes === null ? null : bytes * 8;
}

function total(values: SeriesValues, names: readonly string[], counts = (_key: string) => true): number | null {
  const found = names.flatMap((name) => seriesOf(values, name)).filter(([key]) => counts(key));
  return found.length === 0 ? null : found.reduce((sum, [, value]) => sum + value, 0);
}

/** The series of a name that have a value, whatever their labels. */
function seriesOf(values: SeriesValues, name: string): [key: string, value: number][] {
  const found: [string, number][] = [];
  for (const key in values) {
    const value = values[key];
    if (value === null || value === undefined || !key.startsWith(name)) continue;
    if (key.length === name.length || key.charCodeAt(name.length) === OPENING_BRACE) found.push([key, value]);
  }
  return found;
}

const OPENING_BRACE = "{".charCodeAt(0);

/** A thousand machines have the same few keys, and each of them is judged every few seconds. */
function labelsOf(key: string): Readonly<Record<string, string>> {
  let known = parsed.get(key);
  if (!known) {
    if (parsed.size >= MOST_PARSED) parsed.clear();
    known = parseSeriesKey(key)?.labels ?? {};
    parsed.set(key, known);
  }
  return known;
}

const MOST_PARSED = 10_000;
const parsed = new Map<string, Readonly<Record<string, string>>>();

function quotient(part: number | null | undefined, whole: number | null | undefined): number | null {
  return part === null || part === undefined || !whole ? null : part / whole;
}
