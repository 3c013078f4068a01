import { parseSeriesKey } from "#collector/protocol/metrics.ts";

import { THRESHOLDS } from "./state.ts";

/** Where among a schema's series lies what the rule of state.ts judges. Of a series that is absent, -1. */
export interface JudgedSeries {
  readonly disks: readonly number[];
  readonly inodes: readonly number[];
  /** Received and sent, on all interfaces but the loopback. */
  readonly network: readonly number[];
  readonly memoryRatio: number;
  readonly memoryUsed: number;
  readonly memoryTotal: number;
}

/** A machine that is heard, and the values of its newest snapshot; a missing one is NaN. */
export interface WellQuestion {
  readonly series: JudgedSeries;
  readonly valueAt: (position: number) => number;
  readonly contractedBandwidthBits: number | null;
  readonly cpuAverageRatio: number | undefined;
}

export function judgedSeries(keys: readonly string[]): JudgedSeries {
  const positionsOf = (name: string) =>
    keys.flatMap((key, position) => (key === name || key.startsWith(`${name}{`) ? [position] : []));
  const isLoopback = (position: number) => parseSeriesKey(keys[position] ?? "")?.labels.interface === "lo";
  return {
    disks: positionsOf("filesystem_used_ratio"),
    inodes: positionsOf("filesystem_inodes_used_ratio"),
    network: [
      ...positionsOf("network_received_bytes_per_second"),
      ...positionsOf("network_sent_bytes_per_second"),
    ].filter((position) => !isLoopback(position)),
    memoryRatio: keys.indexOf("memory_used_ratio"),
    memoryUsed: keys.indexOf("memory_used_bytes"),
    memoryTotal: keys.indexOf("memory_total_bytes"),
  };
}

/**
 * Whether `machineState` says "ok" of a machine that is heard and was "ok" before, which nearly all are nearly always: no
 * ratio has reached its warning. The same thresholds without the findings, because a collector asks it of every snapshot.
 */
export function isWell({ series, valueAt, contractedBandwidthBits, cpuAverageRatio }: WellQuestion): boolean {
  for (const position of series.disks) if (valueAt(position) >= THRESHOLDS.disk.warn) return false;
  for (const position of series.inodes) if (valueAt(position) >= THRESHOLDS.inodes.warn) return false;
  if (memoryRatio(series, valueAt) >= THRESHOLDS.memory.warn) return false;
  if (cpuAverageRatio !== undefined && cpuAverageRatio >= THRESHOLDS.cpu.warn) return false;
  if (!contractedBandwidthBits) return true;

  let bytesPerSecond = 0;
  for (const position of series.network) {
    const value = valueAt(position);
    if (!Number.isNaN(value)) bytesPerSecond += value;
  }
  return (bytesPerSecond * 8) / contractedBandwidthBits < THRESHOLDS.bandwidth.warn;
}

/** NaN where neither the ratio nor both of its parts are told. */
function memoryRatio(series: JudgedSeries, valueAt: (position: number) => number): number {
  const told = series.memoryRatio < 0 ? Number.NaN : valueAt(series.memoryRatio);
  if (!Number.isNaN(told) || series.memoryUsed < 0 || series.memoryTotal < 0) return told;
  const total = valueAt(series.memoryTotal);
  return total === 0 ? Number.NaN : valueAt(series.memoryUsed) / total;
}
