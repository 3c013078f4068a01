import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RowDataPacket } from "mysql2/promise";
import { expect, test } from "vitest";

import { journey } from "#collector/checks/journey.ts";
import { createDatabase } from "#db/create.ts";
import { openShopDatabase } from "#storefront/db/client.ts";
import { readSales } from "#storefront/figures/sales.ts";
import { testDatabaseUrl } from "#tests/support/database.ts";
import { SHOP_TEST_SECRET, ShopProcess } from "#tests/support/shop-process.ts";

const DAY_SECONDS = "60";

test("the journey buys in the running shop, and leaves no sale, no mail and no tyre less behind", {
  timeout: 180_000,
}, async () => {
  const name = `journey_${process.pid}_${Date.now()}`;
  const databaseUrl = await testDatabaseUrl(name);
  await createDatabase(databaseUrl);
  const { db, pool, close } = openShopDatabase(databaseUrl);
  const shop = await ShopProcess.prepare(databaseUrl, { SHOP_WORKFLOW_DAY_SECONDS: DAY_SECONDS });
  const directory = mkdtempSync(join(tmpdir(), "timonerie-journey-"));
  const stock = async () => (await rowOf("SELECT stock FROM products WHERE slug = 'test-tyre'"))?.stock;
  const rowOf = async (query: string) => (await pool.query<RowDataPacket[]>(query))[0][0];
  try {
    await shop.start();
    const before = await stock();
    const { hostname: host, port } = new URL(shop.url);
    const rule = { resolve: async () => ["127.0.0.1"], allowed: { host, port: Number(port) } };
    const target = { url: shop.url, slowMs: 120_000 };
    const look = await journey(target, rule, AbortSignal.timeout(120_000), {
      secret: SHOP_TEST_SECRET,
      directory,
      at: 1,
    });

    expect([look.outcome, look.reason, look.evidence.step]).toEqual(["ok", null, undefined]);
    expect(Object.keys(look.timings).at(-1)).toBe("confirmation");
    expect(look.evidence.isCancelled).toBe(true);
    const placed = await rowOf("SELECT COUNT(*) AS orders, MAX(number) AS number, MIN(is_test) AS test FROM orders");
    expect(placed).toEqual({ orders: 1, number: look.evidence.orderNumber, test: 1 });
    await expect
      .poll(async () => (await rowOf("SELECT status FROM orders"))?.status, { timeout: 30_000 })
      .toBe("refunded");
    expect(await stock()).toBe(before);
    expect(await rowOf("SELECT COUNT(*) AS mails FROM outbox")).toEqual({ mails: 0 });
    expect(await readSales(db)).toMatchObject({ orders: 0, revenueCents: 0 });
  } finally {
    await shop.remove();
    await pool.query(`DROP DATABASE ${name}`);
    await close();
    rmSync(directory, { recursive: true });
  }
});
