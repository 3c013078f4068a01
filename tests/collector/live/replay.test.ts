import { expect, test } from "vitest";
import { LiveMap, RING_MS } from "#collector/live/live-map.ts";
import { replayTail } from "#collector/live/replay.ts";
import type { LiveSample } from "#collector/protocol/feed.ts";
import { IDLE_INTERVAL_SECONDS, type Snapshot } from "#collector/protocol/push.ts";
import type { Database } from "#db/client.server.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { withDatabase } from "#tests/support/database.ts";

const MACHINES = 1_000;
const NOW = Math.floor(Date.now() / 60_000) * 60_000;
const KEY = "cpu_used_ratio";

test(
  "a thousand machines are in memory after a few questions, each with its own ten minutes and no more",
  () =>
    withDatabase(async (_db, { pool }) => {
      const store = openMetricStore(pool);
      const schema = await store.declareSchema([[KEY, "gauge"]]);
      const batch = Array.from({ length: MACHINES }, (_one, index) => {
        // Most speak now; some have been silent for hours, at moments of their own.
        const at = index % 100 === 0 ? NOW - index * 60_000 : NOW - (index % 30) * 1_000;
        const ages = [RING_MS + 60_000, RING_MS - 60_000, 30_000, 20_000, 10_000, 0];
        const snapshots = ages.map((age, place): Snapshot => [at - age, place === 0 ? 1_000 : index]);
        return { sourceId: index + 1, schema, snapshots };
      });
      await store.append(batch, NOW);
      await store.seal(NOW);

      const ids = batch.map(({ sourceId }) => ({ id: sourceId }));
      const db = { select: () => ({ from: async () => ids }) } as unknown as Database;
      let questions = 0;
      const counted = Object.assign(Object.create(store) as MetricStore, {
        snapshots: (query: Parameters<MetricStore["snapshots"]>[0]) => {
          questions += 1;
          return store.snapshots(query);
        },
      });
      const live = new LiveMap();
      await replayTail(db, counted, live, NOW);
      expect(questions).toBeLessThan(20);

      expect(live.newest()).toHaveLength(MACHINES);
      // As machine by machine, for some of either kind.
      const some = ids.filter(({ id }) => id % 50 < 2).map(({ id }) => id);
      const alone = new LiveMap();
      for (const { sourceId, at, receivedAt } of await store.latest(some, NOW)) {
        for (const snapshot of await store.snapshots({ sourceIds: [sourceId], from: at - RING_MS, to: at + 1 })) {
          alone.restore(snapshot, receivedAt, IDLE_INTERVAL_SECONDS);
        }
      }
      const told = (map: LiveMap, id: number) => [
        fieldsOf(map.get(id)),
        map.average(id, KEY, 30_000),
        map.average(id, KEY, RING_MS),
      ];
      for (const id of some) expect(told(live, id)).toEqual(told(alone, id));
    }),
  60_000,
);

/** What a sample says; how it is put together does not matter. */
function fieldsOf(sample: LiveSample | undefined) {
  return sample && [sample.sourceId, sample.at, sample.receivedAt, sample.intervalSeconds, sample.values];
}
