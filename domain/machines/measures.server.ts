import type { Pool } from "mysql2/promise";

import type { LiveSample } from "#collector/protocol/feed.ts";
import { databaseHandle } from "#db/client.server.ts";
import type { SeriesRange } from "#db/metrics/store.ts";
import { latestOf, rangeOf, type Stretch, seriesOf } from "#domain/metrics/series.server.ts";
import { RecentLoads } from "./recent-load.server.ts";
import type { RecentLoad } from "./recent-load.ts";

/** One a pool: it remembers the last hour of machines. */
const recent = new WeakMap<Pool, RecentLoads>();

/** The newest stored snapshot of each source; those without one in 24 hours are absent. */
export function latestSamples(sourceIds: readonly number[]): Promise<LiveSample[]> {
  return latestOf(sourceIds);
}

/** The last hour of each source, for tiles. `now` in epoch milliseconds. */
export function recentLoads(sourceIds: readonly number[], now = Date.now()): Promise<Map<number, RecentLoad>> {
  const { pool } = databaseHandle();
  const loads = recent.get(pool) ?? new RecentLoads(rangeOf);
  recent.set(pool, loads);
  return loads.of(sourceIds, now);
}

/** Series of one source over [from, to), epoch milliseconds, in at most `maxPoints` steps. Gaps have no points. */
export function measuredSeries(
  sourceId: number,
  question: Stretch & { readonly names: readonly string[] },
): Promise<SeriesRange[]> {
  return seriesOf({ ...question, sources: [sourceId] });
}
