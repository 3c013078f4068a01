import { createHash } from "node:crypto";
import { METRICS, metricOf } from "#collector/protocol/metrics.ts";
import {
  type DeclaredSeries,
  MAX_SERIES,
  MAX_SERIES_KEY_LENGTH,
  type Snapshot,
  schemaText,
} from "#collector/protocol/push.ts";

/** An ordered list of series under the name that the collector knows it by. */
export interface Schema {
  readonly hash: string;
  readonly series: readonly DeclaredSeries[];
}

/** One snapshot with the schema that its values are in the order of. */
export interface Sample {
  readonly schema: Schema;
  readonly snapshot: Snapshot;
}

/** The schema of a set of series keys. The order depends on the set alone, so that a restart gives the same hash. */
export function schemaOf(keys: Iterable<string>): Schema {
  const ordered = [...keys].filter((key) => key.length <= MAX_SERIES_KEY_LENGTH).sort(byRankThenName);
  const series = ordered.slice(0, MAX_SERIES).map((key): DeclaredSeries => [key, metricOf(key)?.kind ?? "gauge"]);
  return schemaOfSeries(series);
}

export function schemaOfSeries(series: readonly DeclaredSeries[]): Schema {
  return { series, hash: createHash("sha256").update(schemaText(series)).digest("hex") };
}

/**
 * The values at an instant, in the schema's order. A ratio is rounded to a hundredth of a percent, a small value to a
 * thousandth and one from 1,000 to a whole number: below that is noise, and digits cost room on disk and wire.
 */
export function sampleOf(schema: Schema, at: number, values: ReadonlyMap<string, number | null>): Sample {
  const ordered = schema.series.map(([key]) => {
    const value = values.get(key);
    return value === undefined || value === null || !Number.isFinite(value) ? null : rounded(value);
  });
  return { schema, snapshot: [Math.round(at), ...ordered] };
}

function rounded(value: number): number {
  const size = Math.abs(value);
  if (size >= 1_000) return Math.round(value);
  return size <= 1 ? Math.round(value * 10_000) / 10_000 : Math.round(value * 1_000) / 1_000;
}

/** On a machine of many cores the details of each core come last: they are what a limit cuts off. */
function byRankThenName(a: string, b: string): number {
  const difference = rankOf(a) - rankOf(b);
  if (difference !== 0) return difference;
  return a < b ? -1 : a > b ? 1 : 0;
}

const RANKS = new Map(
  METRICS.map(({ name, labels }, index) => [name, labels.includes("core") ? METRICS.length + index : index]),
);

function rankOf(key: string): number {
  return RANKS.get(metricOf(key)?.name ?? "") ?? 2 * METRICS.length;
}
