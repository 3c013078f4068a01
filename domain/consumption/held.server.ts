import { IDLE_INTERVAL_SECONDS } from "#collector/protocol/push.ts";
import type { SeriesRange } from "#db/metrics/store.ts";
import type { Stretch } from "#domain/availability/ledger.ts";
import { rangeOf } from "#domain/metrics/series.server.ts";

import type { MeteredMachine } from "./metered.server.ts";
import { type Held, heldHours, within } from "./sizes.ts";
import { coveredShares } from "./traffic.ts";

const HOUR_MS = 3_600_000;
const GIB = 1024 ** 3;
const GB = 1_000_000_000;

const SIZES = ["cpu_cores", "memory_total_bytes", "filesystem_size_bytes", "filesystem_used_bytes"] as const;
export const DATABASE_SIZE = "database_size_bytes";
export const DATABASE_QUERIES = "database_queries_per_second";

/** Hourly series of some machines over a stretch: what they are, not what they do. */
export type HourlySeries = ReadonlyMap<number, readonly SeriesRange[]>;

/** What machines told of their sizes and databases, in hours, by source: hours are kept for five years. */
export async function hourlySeries(sourceIds: readonly number[], { from, to }: Stretch): Promise<HourlySeries> {
  const bySource = new Map<number, SeriesRange[]>();
  if (sourceIds.length === 0 || to <= from) return bySource;
  const series = [...SIZES, DATABASE_SIZE, DATABASE_QUERIES];
  const maxPoints = Math.ceil((to - from) / HOUR_MS);
  for (const range of await rangeOf({ sourceIds, series, from, to, maxPoints, stepMs: HOUR_MS })) {
    bySource.set(range.sourceId, [...(bySource.get(range.sourceId) ?? []), range]);
  }
  return bySource;
}

/** Quantities held over a stretch: reserved, not used. Null where nobody ever told the size. */
export interface ResourceHours {
  readonly vcpu: number | null;
  /** GiB × hours: memory is sold by 1,024. */
  readonly memory: number | null;
  /** GB × hours, of all filesystems. */
  readonly disk: number | null;
}

/**
 * Cores, memory and disk times the hours for which the machine existed and was so large. After a resize the new size counts
 * from the hour of the change on; in a silence the last one. `stretch` may end in the future: the machine is then as it is now.
 */
export function resourceHours(machine: MeteredMachine, read: HourlySeries, stretch: Stretch): ResourceHours {
  const existed = within(stretch, machine.since, machine.until);
  if (!existed) return { vcpu: 0, memory: 0, disk: 0 };
  const series = read.get(machine.sourceId ?? 0) ?? [];
  const hours = (name: string, known: number | null, unit: number) => {
    const points = summedByHour(series, name);
    const told = points.length > 0 || known === null ? points : [{ at: existed.from, value: known }];
    const held = heldHours(told, existed);
    return held === null ? null : held / unit;
  };
  return {
    vcpu: hours("cpu_cores", machine.known.cores, 1),
    memory: hours("memory_total_bytes", machine.known.memoryBytes, GIB),
    disk: hours("filesystem_size_bytes", machine.known.diskBytes, GB),
  };
}

/** Bytes that the filesystems of a machine held at the end of the stretch, and on average; null where nothing was told. */
export function storedOn(machine: MeteredMachine, read: HourlySeries): { mean: number; last: number } | null {
  const points = summedByHour(read.get(machine.sourceId ?? 0) ?? [], "filesystem_used_bytes");
  const last = points.at(-1);
  if (!last) return null;
  return { mean: points.reduce((sum, { value }) => sum + value, 0) / points.length, last: last.value };
}

/** A name's series of one machine, hour by hour added up over its labels. */
export function summedByHour(series: readonly SeriesRange[], name: string): Held[] {
  const byHour = new Map<number, number>();
  for (const { key, points } of series) {
    if (key !== name && !key.startsWith(`${name}{`)) continue;
    for (const { at, average } of points) byHour.set(at, (byHour.get(at) ?? 0) + average);
  }
  return [...byHour].map(([at, value]) => ({ at, value })).sort((one, other) => one.at - other.at);
}

/** Sum of a rate over the time in which it was measured: how often something happened. */
export function countOf({ points, stepMs }: SeriesRange): number {
  const steps = {
    length: points.length,
    at: (step: number) => points[step]?.at ?? 0,
    average: (step: number) => points[step]?.average ?? 0,
    count: (step: number) => points[step]?.count ?? 0,
  };
  const shares = coveredShares(steps, stepMs, stepMs / 1_000 / IDLE_INTERVAL_SECONDS);
  return points.reduce((sum, { average }, step) => sum + (average * (shares[step] ?? 0) * stepMs) / 1_000, 0);
}
