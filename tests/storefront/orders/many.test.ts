import { createHash } from "node:crypto";
import type { Request } from "express";
import type { RowDataPacket } from "mysql2/promise";
import { expect, test } from "vitest";

import { standings } from "#storefront/admin/workflow/standing.ts";
import { openShopDatabase, type ShopDatabaseHandle } from "#storefront/db/client.ts";
import { baskets } from "#storefront/db/schema/index.ts";
import { ordersOfBasket } from "#storefront/orders/holder.ts";
import { paymentProvider } from "#storefront/payment/configured.ts";
import { sendRefunds } from "#storefront/payment/refunds.ts";
import { stuckCount, stuckOrders } from "#storefront/workflow/incidents.ts";
import { type TestShop, withShop } from "../support.ts";

const MANY = 3_000;

/** Orders that ended long ago, paid, with all that belongs to them. */
async function endedOrders({ handle: { pool } }: TestShop): Promise<void> {
  const at = "'2026-01-01'";
  await pool.query(`insert into orders (number, basket_id, email, name, address, postcode, town, language, country,
      net_cents, vat_cents, total_cents, status, placed_at, paid_at)
    select concat('PG-', seq), seq, 'a@example.test', 'A', 'A', '69000', 'Lyon', 'fr', 'FR', 100, 20, 120, 'closed',
      ${at}, ${at} from seq_1_to_${MANY}`);
  await pool.query(`insert into payments (order_id, provider_ref, state, amount_cents, created_at, updated_at)
    select id, uuid(), 'paid', 120, ${at}, ${at} from orders`);
  await pool.query(`insert into test_payments (reference, order_number, amount_cents, state, updated_at)
    select provider_ref, 'PG', 120, 'succeeded', ${at} from payments`);
  await pool.query(`insert into workflow_instances (order_id, waiting_step, waiting_since, timers, variables, ended_at)
    select id, 'closed', ${at}, '[]', '{}', ${at} from orders`);
}

/** Rows that a piece of work reads; the handle has one connection. */
async function rowsRead({ pool }: ShopDatabaseHandle, work: () => Promise<unknown>): Promise<number> {
  const read = async () => {
    const [rows] = await pool.query<RowDataPacket[]>("show session status like 'Handler_read%'");
    return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
  };
  const before = await read();
  await work();
  return (await read()) - before;
}

test("what every page and every worker asks reads no order that ended long ago", () =>
  withShop(async (shop) => {
    await endedOrders(shop);
    const token = "a".repeat(43);
    const tokenHash = createHash("sha256").update(token).digest("hex");
    await shop.db.insert(baskets).values({ tokenHash, updatedAt: new Date() });
    const request = { headers: { cookie: `basket=${token}` } } as Request;
    const handle = openShopDatabase(shop.settings.databaseUrl, 1);
    const { db } = handle;
    const provider = paymentProvider({ db, settings: shop.settings });
    const asked: Record<string, () => Promise<unknown>> = {
      "the number of stuck orders": () => stuckCount(db),
      "the stuck orders": () => stuckOrders(db),
      "where orders stand": () => standings(db),
      "the orders of a basket": () => ordersOfBasket(db, request),
      "refunds that are due": () => sendRefunds(db, provider),
      "callbacks that are due": () => provider.tellDue(async () => {}),
    };
    try {
      for (const [name, work] of Object.entries(asked)) {
        expect(await rowsRead(handle, work), name).toBeLessThan(MANY / 10);
      }
    } finally {
      await handle.close();
    }
  }));
