import type { Pool } from "mysql2/promise";

import { databaseHandle } from "#db/client.server.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";

/** One store a pool: it remembers schemas. */
const opened = new WeakMap<Pool, MetricStore>();

/** The metric store of this process, on its one pool. */
export function metricStore(): MetricStore {
  const { pool } = databaseHandle();
  const known = opened.get(pool);
  if (known) return known;
  const store = openMetricStore(pool);
  opened.set(pool, store);
  return store;
}
