import type { Pool } from "mysql2/promise";

import type { LiveSample } from "#collector/protocol/feed.ts";
import { databaseHandle } from "#db/client.server.ts";
import type { MetricStore, SeriesRange } from "#db/metrics/store.ts";
import { openMetricStore } from "#db/metrics/tail-store.server.ts";
import { RecentLoads } from "./recent-load.server.ts";
import type { RecentLoad } from "./recent-load.ts";

interface Measures {
  readonly store: MetricStore;
  readonly recent: RecentLoads;
}

/** One store a pool: it remembers schemas, and the last hour of machines. */
const opened = new WeakMap<Pool, Measures>();

/** The newest stored snapshot of each source; those without one in 24 hours are absent. */
export function latestSamples(sourceIds: readonly number[]): Promise<LiveSample[]> {
  return measures().store.latest(sourceIds);
}

/** The last hour of each source, for tiles. `now` in epoch milliseconds. */
export function recentLoads(sourceIds: readonly number[], now = Date.now()): Promise<Map<number, RecentLoad>> {
  return measures().recent.of(sourceIds, now);
}

/** Series of one source over [from, to), epoch milliseconds, in at most `maxPoints` steps. Gaps have no points. */
export function measuredSeries(
  sourceId: number,
  question: {
    readonly names: readonly string[];
    readonly from: number;
    readonly to: number;
    readonly maxPoints: number;
  },
): Promise<SeriesRange[]> {
  const { names, from, to, maxPoints } = question;
  return measures().store.range({ sourceIds: [sourceId], series: names, from, to, maxPoints });
}

function measures(): Measures {
  const { pool } = databaseHandle();
  const known = opened.get(pool);
  if (known) return known;
  const store = openMetricStore(pool);
  const fresh = { store, recent: new RecentLoads(store) };
  opened.set(pool, fresh);
  return fresh;
}
