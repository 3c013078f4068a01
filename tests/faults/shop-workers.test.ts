import type { RowDataPacket } from "mysql2/promise";
import { expect, test } from "vitest";

import { createDatabase } from "#db/create.ts";
import { openShopDatabase } from "#storefront/db/client.ts";
import { testDatabaseUrl } from "#tests/support/database.ts";
import { openMailbox } from "#tests/support/mailbox.ts";
import { ShopProcess } from "#tests/support/shop-process.ts";
import { CAMILLE, formWith, toPaymentStep, toSlots, withTyres } from "../storefront/checkout/buying.ts";
import { press } from "../storefront/payment/paying.ts";

const WITHIN = { timeout: 60_000, interval: 200 };

test("a shop killed before a late payment was confirmed opens again, takes the money and writes to the shopper", async () => {
  const name = `shop_workers_${process.pid}_${Date.now()}`;
  const url = await testDatabaseUrl(name);
  await createDatabase(url);
  const { pool, close } = openShopDatabase(url);
  const mailbox = await openMailbox();
  const shop = await ShopProcess.prepare(url, { SHOP_SMTP_URL: mailbox.url });
  try {
    await shop.start();
    const [[tyre]] = await pool.query<RowDataPacket[]>(
      "SELECT slug FROM products WHERE NOT hidden AND stock > 3 LIMIT 1",
    );
    const number = await payLate(shop.url, String(tyre?.slug));
    await shop.kill();
    expect(mailbox.mails).toEqual([]);
    // The provider's minute passes while nobody is there.
    await pool.query("UPDATE test_payments SET tell_at = UTC_TIMESTAMP(3) WHERE tell_at IS NOT NULL");

    await shop.start();

    await expect
      .poll(() => mailbox.mails.filter(({ text }) => text.includes(number)).length, WITHIN)
      .toBeGreaterThan(0);
    expect(mailbox.mails[0]?.text).toContain("Total payé");
    const [[order]] = await pool.query<RowDataPacket[]>("SELECT status FROM orders WHERE number = ?", [number]);
    expect(order?.status).not.toBe("placed");
  } finally {
    await shop.remove();
    await mailbox.close();
    await pool.query(`DROP DATABASE ${name}`);
    await close();
  }
}, 180_000);

/** Through the whole shop to the provider's page, where the confirmation is put off; gives the order's number. */
async function payLate(url: string, slug: string): Promise<string> {
  const { visitor } = await withTyres({ url }, slug, 4);
  const last = await toPaymentStep(visitor, await toSlots(visitor, CAMILLE));
  const payment = await visitor.submit(last, formWith(last, "terms"), { terms: "yes" });
  const waiting = await press(visitor, payment, "late");
  expect(waiting.html).toContain("Nous attendons votre paiement");
  return waiting.path.split("/").at(-1) ?? "";
}
