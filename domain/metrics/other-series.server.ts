import { type MetricKind, metricOf } from "#collector/protocol/metrics.ts";
import { doorSourceId } from "#db/metrics/door-source.ts";
import type { MetricStore } from "#db/metrics/store.ts";

import { metricStore } from "./store.server.ts";

/** The series of one scrape lie in rows of their own for each target: this far back all of them are found. */
export const DOORS_LOOKED_BACK_MS = 10 * 60_000;

export interface OtherSeries {
  readonly key: string;
  readonly kind: MetricKind;
  /** Under which number the store keeps it. */
  readonly storedId: number;
  /** Epoch milliseconds of the sender's clock. */
  readonly at: number;
  readonly value: number;
}

/**
 * The series of a source outside our catalogue with their newest values, by key: what comes through the open doors,
 * and what its agent sends beside what we know. Of each the ten minutes before its newest snapshot are looked at, and
 * nothing older than a day.
 */
export async function otherSeries(
  sourceId: number,
  now = Date.now(),
  store: MetricStore = metricStore(),
): Promise<OtherSeries[]> {
  const storedIds = [sourceId, doorSourceId(sourceId)];
  const newest = await store.latest(storedIds, now);
  const found = new Map<string, OtherSeries>();
  for (const { sourceId: storedId, at: newestAt } of newest) {
    const rows = await store.snapshots({
      sourceIds: [storedId],
      from: newestAt - DOORS_LOOKED_BACK_MS,
      to: newestAt + 1,
    });
    for (const { at, schema, values } of rows) {
      for (const [position, [key, kind]] of schema.series.entries()) {
        const value = values[position] ?? null;
        if (value === null || (storedId === sourceId && metricOf(key))) continue;
        found.set(key, { key, kind, storedId, at, value });
      }
    }
  }
  return [...found.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
}
