import { describe } from "vitest";

import { CHUNK_MS } from "#db/metrics/chunk-codec.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { withDatabase } from "#tests/support/database.ts";

import { storeContract, type WithStore } from "./store-contract.ts";

/** By then the windows of what is written now have ended, and of what is ahead by the 5 minutes that are allowed. */
const LATER_MS = 2 * CHUNK_MS;

const withStore =
  (wrap: (store: MetricStore) => MetricStore): WithStore =>
  (use) =>
    withDatabase((_db, { pool }) => use(wrap(openMetricStore(pool))));

describe("a store that never seals", () => storeContract(withStore((store) => store)));

describe("a store that seals after every append", () =>
  storeContract(
    withStore((store) =>
      appending(store, async (append) => {
        await append();
        await store.seal(Date.now() + LATER_MS);
      }),
    ),
  ));

describe("a store that seals at any moment", () =>
  storeContract(
    withStore((store) =>
      appending(store, async (append) => {
        const now = Date.now() + Math.random() * LATER_MS;
        await Promise.all([append(), Math.random() < 0.7 ? store.seal(now) : undefined]);
      }),
    ),
  ));

function appending(store: MetricStore, around: (append: () => Promise<void>) => Promise<void>): MetricStore {
  return {
    declareSchema: (series, now) => store.declareSchema(series, now),
    knownSchema: (hash) => store.knownSchema(hash),
    schemaByHash: (hash) => store.schemaByHash(hash),
    append: (batch, receivedAt) => around(() => store.append(batch, receivedAt)),
    range: (query) => store.range(query),
    steps: (query) => store.steps(query),
    snapshots: (query) => store.snapshots(query),
    latest: (sourceIds, now) => store.latest(sourceIds, now),
    seal: (now) => store.seal(now),
    upkeep: (now) => store.upkeep(now),
  };
}
