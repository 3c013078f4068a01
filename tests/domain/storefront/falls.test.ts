import { isNotNull } from "drizzle-orm";
import type { Pool } from "mysql2/promise";
import { expect, test } from "vitest";

import { writeShopYear } from "#bin/start/shop-year.ts";
import type { Database } from "#db/client.server.ts";
import { doorSourceId } from "#db/metrics/door-source.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { events } from "#db/schema/events.ts";
import { outboxMails } from "#db/schema/notifications.ts";
import { sources } from "#db/schema/sources.ts";
import { newestFall, watchSales } from "#domain/storefront/falls.server.ts";
import { shopSources } from "#domain/storefront/history.server.ts";
import { judgeSales } from "#domain/storefront/sales.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = Date.parse("2026-11-19T19:40:00Z");
const MINUTE_MS = 60_000;

/** Minutes of a shop after its story: visits as ever, orders as planted; null for minutes in which it pushed nothing. */
async function pushed(
  { db, pool, from }: { db: Database; pool: Pool; from: number },
  minutes: readonly ({ orders: number; visits: number } | null)[],
): Promise<number> {
  const store = openMetricStore(pool);
  const schema = await store.declareSchema([
    ["shop_visits_total", "counter"],
    ["shop_orders_total", "counter"],
    ["shop_payment_refusals_total", "counter"],
  ]);
  const [source] = await db.select().from(sources).orderBy(sources.id).where(shopOnly());
  const sums = { visits: 1_000_000, orders: 1_000_000 };
  let at = from;
  const snapshots: [number, ...(number | null)[]][] = [];
  for (const minute of minutes) {
    for (let push = 0; push < 6; push += 1) {
      at += 10_000;
      if (!minute) continue;
      sums.visits += minute.visits / 6;
      sums.orders += minute.orders / 6;
      snapshots.push([at, sums.visits, sums.orders, 0]);
    }
  }
  await store.append([{ sourceId: doorSourceId(source?.id ?? 0), schema, snapshots }], at);
  return at;
}

function shopOnly() {
  return isNotNull(sources.applicationId);
}

async function world(db: Database, pool: Pool) {
  const made = await popgom(db, new Date(NOW));
  await writeShopYear(db, pool, NOW, NOW);
  const store = openMetricStore(pool);
  const project = { ...made.project, timeZone: "Europe/Paris" };
  const sourceIds = await shopSources(db, project.id);
  return { ...made, project, store, reading: { db, store, project, sourceIds } };
}

const minutes = (count: number, orders: number, visits = 17) =>
  Array.from({ length: count }, () => ({ orders, visits }));

test("the demo's shop sells as it should, by its own thirteen months", () =>
  withDatabase(async (db, { pool }) => {
    const { reading } = await world(db, pool);
    const { judgement } = await judgeSales(reading, { isFallen: false }, NOW);
    expect(judgement.kind).toBe("selling");
    // A second start writes nothing.
    expect(await writeShopYear(db, pool, NOW, NOW)).toBe(0);
  }));

test("a fall is told once, by mail and event, to the client's contacts and the project's staff, and so is its end", () =>
  withDatabase(async (db, { pool }) => {
    const { project, store } = await world(db, pool);
    let at = await pushed({ db, pool, from: NOW }, minutes(45, 0));
    await watchSales(db, store, at);
    await watchSales(db, store, at + 1_000);
    const fall = await newestFall(db, project.id, at);
    expect(fall?.endedAt).toBeNull();
    expect(Math.abs((fall?.beganAt ?? 0) - NOW)).toBeLessThan(8 * MINUTE_MS);
    expect(fall?.facts.factors).toMatchObject([
      { factor: "visits", movement: "steady" },
      { factor: "conversion", movement: "moved" },
      { factor: "payment" },
      { factor: "latency" },
      { factor: "availability", movement: "unknown" },
    ]);
    const mails = await db.select().from(outboxMails);
    expect(new Set(mails.map(({ toAddress }) => toAddress)).size).toBe(mails.length);
    expect(mails.map(({ toAddress }) => toAddress)).toEqual(
      expect.arrayContaining(["admin@popgom.test", "pm@timonerie.test"]),
    );
    expect(mails[0]?.textBody).toMatch(/Les commandes sont sous la normale depuis \d\d:\d\d/);
    expect(mails[0]?.textBody).toContain("/projects/popgom/storefront");

    at = await pushed({ db, pool, from: at }, minutes(60, 0.7));
    await watchSales(db, store, at);
    await watchSales(db, store, at + 1_000);
    const types = (await db.select().from(events)).map(({ type }) => type).filter((type) => type.startsWith("orders."));
    expect(types).toEqual(["orders.fell", "orders.recovered"]);
    expect((await newestFall(db, project.id, 0))?.endedAt).toBe(at);
    expect(await db.select().from(outboxMails)).toHaveLength(2 * mails.length);
  }));

test("a shop that no longer pushes is unknown: no fall, no mail, and an open fall stays open", () =>
  withDatabase(async (db, { pool }) => {
    const { project, store, reading } = await world(db, pool);
    const silent = NOW + 45 * MINUTE_MS;
    expect((await judgeSales(reading, { isFallen: false }, silent)).judgement).toMatchObject({ kind: "unknown" });
    await watchSales(db, store, silent);
    expect(await newestFall(db, project.id, 0)).toBeUndefined();
    expect(await db.select().from(outboxMails)).toEqual([]);
  }));
