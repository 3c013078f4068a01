import type { PoolConnection } from "mysql2/promise";
import { describe, expect, test } from "vitest";

import { Sealing } from "#collector/jobs/sealing.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { SealBlocked } from "#db/metrics/seal-trouble.server.ts";
import { DAY_MS, type MetricStore } from "#db/metrics/store.ts";
import { withDatabase } from "#tests/support/database.ts";

import { type CollectorTest, pushBody, send, withCollector } from "../support.ts";

const EARLIER = Date.now() - 3_600_000;

/** Longer than a push may stand behind a seal, with what a busy machine adds. */
const STANDS_STILL_MS = 2_500;

describe("a transaction that was forgotten", () => {
  test("keeps no push waiting, is told by /healthz and /metrics, and once it ends all is sealed", () =>
    withCollector(async (collector) => {
      const { sealing, store } = collector.collector;
      await sealing.stop();
      await push(collector, EARLIER);
      const forgotten = await forget(collector, "metric_tail");
      const { longestMs, sent } = await pushingDuring(collector, () =>
        expect(sealing.seal()).rejects.toBeInstanceOf(SealBlocked),
      );
      expect(longestMs).toBeLessThan(STANDS_STILL_MS);
      expect(sent).toBeGreaterThan(10);

      const told = await send(collector.url, "/healthz", { method: "GET" });
      expect([told.status, told.body.status]).toEqual([200, "ok"]);
      expect(told.body.degraded).toEqual([
        expect.stringMatching(/not been packed for \d+ s.*connection \d+ has one open/),
      ]);
      const figures = await send(collector.url, "/metrics", { method: "GET" });
      expect(figures.body).toContain("timonerie_collector_failed_seals_total 1\n");
      expect(figures.body).toMatch(/timonerie_collector_seal_age_seconds \d/);

      await forgotten.rollback();
      forgotten.release();
      await sealing.seal();
      expect((await send(collector.url, "/healthz", { method: "GET" })).body).toEqual({ status: "ok" });
      const window = { sourceIds: [collector.world.web1.sourceId], from: EARLIER, to: EARLIER + 60_000 };
      expect(await store.snapshots(window)).toHaveLength(sent + 1);
    }));

  test("a change of names that waits as long as it likes is found to hold up pushes", () =>
    withCollector(async (collector) => {
      const forgotten = await forget(collector, "metric_tail");
      const { longestMs } = await pushingDuring(collector, async () => {
        const connection = await collector.handle.pool.getConnection();
        await connection.query("SET SESSION lock_wait_timeout = 4");
        await expect(connection.query("RENAME TABLE metric_tail TO metric_tail_spare")).rejects.toThrow();
        connection.destroy();
      });
      forgotten.destroy();
      expect(longestMs).toBeGreaterThan(STANDS_STILL_MS);
    }));

  test("on the chunks it stops no seal: days ahead are made by a later one", () =>
    withCollector(async (collector) => {
      const { sealing, store } = collector.collector;
      await sealing.stop();
      await push(collector, EARLIER);
      const forgotten = await forget(collector, "metric_chunks");
      expect((await store.seal(Date.now() + DAY_MS)).windows).toHaveLength(1);
      forgotten.destroy();
    }));
});

test("a seal that is overdue is told as well, and one that was good takes the word back", () =>
  withDatabase(async (_db, { pool }) => {
    let now = EARLIER;
    const sealing = new Sealing(openMetricStore(pool), () => now);
    expect(sealing.notes()).toEqual([]);
    sealing.start();
    await sealing.stop();
    now += 31 * 60_000;
    expect(sealing.notes()).toEqual(["Samples are kept and have not been packed for 1860 s."]);
    await sealing.seal();
    expect([sealing.ageSeconds(), sealing.notes()]).toEqual([0, []]);
  }));

test.each([
  ["a full disk", { errno: 1114, message: "The table 'metric_chunks' is full" }, "The disk of the database is full."],
  [
    "a full disk",
    { errno: 1030, message: "Got error 28: No space left on device" },
    "The disk of the database is full.",
  ],
  ["anything else", { errno: 1, message: "SELECT secret" }, "The database did not take it; the log says why."],
])("%s is told without the statement", async (_what, error, words) => {
  const seal = () => Promise.reject(Object.assign(new Error(error.message), error));
  const sealing = new Sealing({ seal } as unknown as MetricStore, () => EARLIER);
  await expect(sealing.seal()).rejects.toThrow();
  expect(sealing.notes()).toEqual([`Samples are kept and have not been packed for 0 s. ${words}`]);
});

/** A connection that read the table in a transaction and went for lunch. */
async function forget({ handle }: CollectorTest, table: string): Promise<PoolConnection> {
  const connection = await handle.pool.getConnection();
  await connection.beginTransaction();
  await connection.query(`SELECT 1 FROM ${table} LIMIT 1`);
  return connection;
}

async function push(collector: CollectorTest, at: number): Promise<number> {
  const { status } = await send(collector.url, "/v1/push", { ...collector, body: pushBody([[at, 1, 2, 3]]) });
  return status;
}

async function pushingDuring(collector: CollectorTest, during: () => Promise<unknown>) {
  let isOver = false;
  let [longestMs, sent] = [0, 0];
  const over = during().finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const began = performance.now();
    expect(await push(collector, EARLIER + 1 + sent)).toBe(200);
    longestMs = Math.max(longestMs, performance.now() - began);
    sent += 1;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  await over;
  return { longestMs, sent };
}
