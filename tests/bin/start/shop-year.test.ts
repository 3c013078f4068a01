import { expect, test } from "vitest";

import { happening } from "#agent/simulate/happenings.ts";
import { shopSource } from "#bin/start/shop-source.ts";
import { writeShopYear } from "#bin/start/shop-year.ts";
import { doorSourceId } from "#db/metrics/door-source.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { countsOf } from "#domain/storefront/history.server.ts";
import { SLOT_MS } from "#domain/storefront/wall-slots.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = Date.parse("2026-11-22T19:34:56Z");
const HOUR_MS = 3_600_000;

test("the story ends where the shop itself begins to push: no order is counted twice, and none in an outage", () =>
  withDatabase(async (db, { pool }) => {
    await popgom(db, new Date(NOW));
    const owner = await shopSource(db, new Date(NOW));
    const sourceId = doorSourceId(owner ?? 0);
    const store = openMetricStore(pool);
    const schema = await store.declareSchema([["shop_orders_total", "counter"]]);
    const began = NOW - 60_000;
    await store.append([{ sourceId, schema, snapshots: [0, 1, 2, 3].map((push) => [began + push * 10_000, 0]) }], NOW);

    await writeShopYear(db, pool, NOW, NOW);

    const hour = { from: NOW - HOUR_MS, to: NOW, stepMs: 60_000 };
    const counts = await countsOf(store, [sourceId], "orders", {
      ...hour,
      from: Math.floor(hour.from / 60_000) * 60_000,
    });
    expect(Math.max(...counts.map(({ count }) => count))).toBeLessThan(8);

    const { at, until } = happening(NOW, "connections-full");
    const slot = { from: Math.floor(at / SLOT_MS) * SLOT_MS, to: Math.ceil(until / SLOT_MS) * SLOT_MS };
    const sold = async (from: number, to: number) =>
      (await countsOf(store, [sourceId], "orders", { from, to, stepMs: SLOT_MS })).map(({ count }) => count);
    expect(await sold(slot.from, slot.to)).toEqual([0, 0, 0, 0, 0]);
    expect(Math.max(...(await sold(slot.from - HOUR_MS, slot.from)))).toBeGreaterThan(0);
  }));
