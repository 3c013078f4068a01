import { setImmediate as breath } from "node:timers/promises";

import type { LiveSample } from "#collector/protocol/feed.ts";
import { IDLE_INTERVAL_SECONDS } from "#collector/protocol/push.ts";
import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { sources } from "#db/schema/sources.ts";

import { type LiveMap, RING_MS } from "./live-map.ts";

/** Sources whose snapshots are in memory together: ten to twenty minutes of each, some megabytes. */
const SOURCES_A_QUESTION = 250;

/**
 * Fills the live map from the store, before the first push is accepted: the newest snapshot of each source of the
 * last 24 hours with the ten minutes before it. Sources that were heard at about the same time are asked for together.
 */
export async function replayTail(db: Database, store: MetricStore, live: LiveMap, now: number): Promise<void> {
  const ids = (await db.select({ id: sources.id }).from(sources)).map(({ id }) => id);
  for (const group of heardTogether(await store.latest(ids, now))) {
    const newest = new Map(group.map((sample) => [sample.sourceId, sample]));
    const instants = group.map(({ at }) => at);
    const window = { from: Math.min(...instants) - RING_MS, to: Math.max(...instants) + 1 };
    for (const snapshot of await store.snapshots({ sourceIds: [...newest.keys()], ...window })) {
      const { at, receivedAt } = newest.get(snapshot.sourceId) ?? { at: 0, receivedAt: 0 };
      if (snapshot.at < at - RING_MS || snapshot.at > at) continue;
      live.restore(snapshot, receivedAt, IDLE_INTERVAL_SECONDS);
    }
    await breath();
  }
}

function heardTogether(samples: readonly LiveSample[]): LiveSample[][] {
  const groups: LiveSample[][] = [];
  for (const sample of samples.toSorted((one, other) => one.at - other.at)) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group && first && group.length < SOURCES_A_QUESTION && sample.at - first.at <= RING_MS) group.push(sample);
    else groups.push([sample]);
  }
  return groups;
}
