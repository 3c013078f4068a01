import { IDLE_INTERVAL_SECONDS } from "#collector/protocol/push.ts";
import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { sources } from "#db/schema/sources.ts";

import { type LiveMap, RING_MS } from "./live-map.ts";

/**
 * Fills the live map from the tail, before the first push is accepted: the newest snapshot of each source of the
 * last 24 hours with the ten minutes before it.
 */
export async function replayTail(db: Database, store: MetricStore, live: LiveMap, now: number): Promise<void> {
  const ids = (await db.select({ id: sources.id }).from(sources)).map(({ id }) => id);
  for (const { sourceId, at, receivedAt } of await store.latest(ids, now)) {
    for (const snapshot of await store.snapshots({ sourceIds: [sourceId], from: at - RING_MS, to: at + 1 })) {
      live.restore(snapshot, receivedAt, IDLE_INTERVAL_SECONDS);
    }
  }
}
