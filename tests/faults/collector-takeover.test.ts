import { expect, test } from "vitest";

import { runCollector } from "#collector/run.ts";
import { metricTail } from "#db/schema/metrics.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

import { pushBody, send, settingsFor, tokenFor } from "../collector/support.ts";

test("a collector that is told to stop commits what it has begun, and answers it", () =>
  withDatabase(async (db, { url, pool }) => {
    const { web1 } = await popgom(db);
    const token = await tokenFor(db, web1.sourceId);
    const running = await runCollector(settingsFor(url));
    await running.ready;
    await send(running.url, "/v1/push", { token, body: pushBody([]) });

    // Somebody holds the row that every commit of this source writes: commits wait for it.
    const holder = await pool.getConnection();
    await holder.beginTransaction();
    await holder.query("SELECT * FROM source_seen FOR UPDATE");
    const now = Date.now();
    const pushes = Array.from({ length: 20 }, (_one, index) =>
      send(running.url, "/v1/push", { token, body: pushBody([[now - index, 1, 2, 3]]) }),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const stopped = running.stop();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await holder.rollback();
    holder.release();

    expect((await Promise.all(pushes)).map(({ status }) => status)).toEqual(Array(20).fill(200));
    await stopped;
    expect(await db.select().from(metricTail)).toHaveLength(20);
    await expect(fetch(running.url)).rejects.toThrow();
  }));

test("a second collector waits, and takes over within 30 s from one that vanished", () =>
  withDatabase(async (db, handle) => {
    const { web1 } = await popgom(db);
    const token = await tokenFor(db, web1.sourceId);
    // A holder on another host that was heard just now and never will be again.
    await handle.pool.query(
      "INSERT INTO leases (name, holder, until) VALUES ('collector', 'elsewhere:1:abc', UTC_TIMESTAMP(3) + INTERVAL 2 SECOND)",
    );
    const started = performance.now();
    const second = await runCollector(settingsFor(handle.url));
    try {
      const early = await send(second.url, "/v1/push", { token, body: pushBody([]) });
      expect([early.status, early.headers["retry-after"]]).toEqual([503, "1"]);
      expect((await send(second.url, "/healthz", { method: "GET" })).status).toBe(503);

      await second.ready;
      expect(performance.now() - started).toBeGreaterThan(1_500);
      expect(performance.now() - started).toBeLessThan(30_000);
      expect((await send(second.url, "/v1/push", { token, body: pushBody([]) })).status).toBe(200);
    } finally {
      await second.stop();
    }
  }));

test("a second collector takes over from one that stops, and shows at once what the first had stored", () =>
  withDatabase(async (db, { url }) => {
    const { web1 } = await popgom(db);
    const token = await tokenFor(db, web1.sourceId);
    const first = await runCollector(settingsFor(url));
    await first.ready;
    const now = Date.now();
    await send(first.url, "/v1/push", {
      token,
      body: pushBody(Array.from({ length: 31 }, (_, index) => [now - (30 - index) * 10_000, 0.5, 2, 3])),
    });

    const second = await runCollector(settingsFor(url));
    await first.stop();
    try {
      await second.ready;
      expect(second.collector.live.get(web1.sourceId)).toMatchObject({ at: now, values: { cpu_used_ratio: 0.5 } });
      expect(second.collector.live.average(web1.sourceId, "cpu_used_ratio", 300_000)).toBe(0.5);
    } finally {
      await second.stop();
    }
  }));
