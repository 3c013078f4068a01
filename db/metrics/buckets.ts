import type { DeclaredSeries } from "#collector/protocol/push.ts";

import { CHUNK_MS, type PackedSnapshot } from "./chunk-codec.ts";
import { nearestDecimal } from "./decimals.ts";
import { LEVELS } from "./levels.ts";
import type { Bucket } from "./rollup-codec.ts";

const BUCKET_MS = LEVELS.fiveMinutes.bucketMs;
/** Five-minute buckets of a window. */
export const BUCKETS_A_WINDOW = CHUNK_MS / BUCKET_MS;

/** What a source has in a window, under each of its schemas. */
export interface WindowSnapshots {
  readonly series: readonly DeclaredSeries[];
  /** Sorted by time. */
  readonly snapshots: readonly PackedSnapshot[];
}

type Buckets = (Bucket | undefined)[];

/**
 * The five-minute buckets of a window: by schema, series × buckets. Of a gauge the minimum, average, maximum and count of its
 * values; of a counter what it grew by, a reset counted from 0, and how many intervals that was. The first interval of
 * a counter begins at its last value in the window `before`; over a longer gap nothing is known. A series that moves to
 * another schema is the same series.
 */
export function bucketsOf(
  t0: number,
  window: ReadonlyMap<number, WindowSnapshots>,
  before: ReadonlyMap<number, WindowSnapshots>,
): Map<number, Buckets[]> {
  const found = new Map<number, Buckets[]>();
  for (const [schemaId, { series, snapshots }] of window) {
    found.set(
      schemaId,
      series.map(([, kind], index) => (kind === "gauge" ? gaugeBuckets(t0, snapshots, index) : noBuckets())),
    );
  }
  for (const key of counterKeys(window)) putIncreases(found, t0, key, window, before);
  return found;
}

export function hasCounters(series: readonly DeclaredSeries[]): boolean {
  return countersOf(series).size > 0;
}

/** Several buckets as one; undefined where none has a value. */
export function joined(kind: DeclaredSeries[1], buckets: readonly (Bucket | undefined)[]): Bucket | undefined {
  const filled = buckets.filter((one) => one !== undefined);
  if (filled.length === 0) return undefined;
  const count = filled.reduce((sum, one) => sum + one.count, 0);
  if (kind === "counter") {
    const increase = nearestDecimal(filled.reduce((sum, one) => sum + one.average, 0));
    return { min: increase, average: increase, max: increase, count };
  }
  return {
    min: Math.min(...filled.map(({ min }) => min)),
    average: nearestDecimal(filled.reduce((sum, one) => sum + nearestDecimal(one.average * one.count), 0)) / count,
    max: Math.max(...filled.map(({ max }) => max)),
    count,
  };
}

function gaugeBuckets(t0: number, snapshots: readonly PackedSnapshot[], index: number): Buckets {
  const found = noBuckets();
  let next = 0;
  for (let bucket = 0; bucket < BUCKETS_A_WINDOW; bucket += 1) {
    const end = t0 + (bucket + 1) * BUCKET_MS;
    let [min, max, sum, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
    for (; next < snapshots.length; next += 1) {
      const snapshot = snapshots[next];
      if (!snapshot || snapshot.at >= end) break;
      const value = snapshot.values[index] ?? null;
      if (value === null) continue;
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
      count += 1;
    }
    if (count > 0) found[bucket] = { min, average: nearestDecimal(sum) / count, max, count };
  }
  return found;
}

function counterKeys(window: ReadonlyMap<number, WindowSnapshots>): Set<string> {
  return new Set([...window.values()].flatMap(({ series }) => [...countersOf(series).keys()]));
}

const counters = new WeakMap<readonly DeclaredSeries[], Map<string, number>>();

/** Positions of the counters of a schema by key; a schema's list never changes. */
function countersOf(series: readonly DeclaredSeries[]): Map<string, number> {
  let known = counters.get(series);
  if (!known) {
    known = new Map(series.flatMap(([key, kind], index) => (kind === "counter" ? [[key, index]] : [])));
    counters.set(series, known);
  }
  return known;
}

interface Reading {
  readonly schemaId: number;
  readonly index: number;
  readonly at: number;
  readonly value: number;
}

function putIncreases(
  found: Map<number, Buckets[]>,
  t0: number,
  key: string,
  window: ReadonlyMap<number, WindowSnapshots>,
  before: ReadonlyMap<number, WindowSnapshots>,
): void {
  let last = readings(before, key).at(-1)?.value;
  for (const { schemaId, index, at, value } of readings(window, key)) {
    const increase = last === undefined ? undefined : value >= last ? value - last : value;
    last = value;
    const buckets = found.get(schemaId)?.[index];
    if (increase === undefined || !buckets) continue;
    const bucket = Math.floor((at - t0) / BUCKET_MS);
    const sum = (buckets[bucket]?.average ?? 0) + increase;
    buckets[bucket] = { min: sum, average: sum, max: sum, count: (buckets[bucket]?.count ?? 0) + 1 };
  }
}

/** All values of a counter in a window, whatever the schema, sorted by time. */
function readings(window: ReadonlyMap<number, WindowSnapshots>, key: string): Reading[] {
  const found: Reading[] = [];
  for (const [schemaId, { series, snapshots }] of window) {
    const index = countersOf(series).get(key);
    if (index === undefined) continue;
    for (const { at, values } of snapshots) {
      const value = values[index] ?? null;
      if (value !== null) found.push({ schemaId, index, at, value });
    }
  }
  return window.size > 1 ? found.sort((one, other) => one.at - other.at) : found;
}

function noBuckets(): Buckets {
  return Array<Bucket | undefined>(BUCKETS_A_WINDOW).fill(undefined);
}
