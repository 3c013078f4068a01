import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import type { ShopDatabase } from "#storefront/db/client.ts";
import { orders, outbox, payments, products, workflowInstances } from "#storefront/db/schema/index.ts";
import { PAY_WITHIN_MS, releaseUnpaid } from "#storefront/orders/release.ts";
import type { PaymentNews } from "#storefront/payment/provider.ts";
import { settlePayment } from "#storefront/payment/settle.ts";
import { withoutLocks } from "../careless.ts";
import { SHELF } from "../fixtures.ts";
import { type TestShop, withShop } from "../support.ts";
import { orderOf, placedOrder } from "./paying.ts";

const ROUNDS = process.env.TIMONERIE_LONG ? 50 : 6;
const SET = 4;

test("money that comes while its order is released buys the tyres once, or is given back: nothing between", () =>
  withShop(async (shop) => {
    for (let round = 0; round < ROUNDS; round += 1) expect(await moneyMeetsRelease(shop, shop.db)).toBe("bought");
  }));

test("a shop that locks no row takes the money of an order that it gives up, and is found out", () =>
  withShop((shop) =>
    withoutLocks(shop.settings.databaseUrl, async (careless) => {
      let came = "bought";
      for (let round = 0; round < 30 && came === "bought"; round += 1) came = await moneyMeetsRelease(shop, careless);
      expect(came).not.toBe("bought");
    }),
  ));

test("a shop that locks no row confirms one order more than once, and is found out", () =>
  withShop((shop) =>
    withoutLocks(shop.settings.databaseUrl, async (careless) => {
      let confirmations = 0;
      for (let round = 0; round < 20 && confirmations < 2; round += 1) {
        await shop.db.update(products).set({ stock: SET }).where(eq(products.slug, SHELF.boreal.slug));
        const news = await newsOfSuccess(shop);
        await Promise.allSettled(Array.from({ length: 20 }, () => settlePayment(careless, news)));
        confirmations = await shop.db.$count(outbox, eq(outbox.orderId, (await orderOf(shop, news.number)).id));
      }
      expect(confirmations).toBeGreaterThan(1);
    }),
  ));

async function newsOfSuccess(shop: TestShop): Promise<PaymentNews & { readonly number: string }> {
  const { number, reference } = await placedOrder(shop);
  return { number, reference, verdict: "succeeded", amountCents: (await orderOf(shop, number)).totalCents };
}

/** The callback and the release of the same order at once; "bought" where all that was written agrees. */
async function moneyMeetsRelease(shop: TestShop, db: ShopDatabase): Promise<string> {
  await shop.db.update(products).set({ stock: SET }).where(eq(products.slug, SHELF.boreal.slug));
  const news = await newsOfSuccess(shop);
  const late = new Date(Date.now() + PAY_WITHIN_MS);
  const both = await Promise.allSettled([releaseUnpaid(db, late), settlePayment(db, news), releaseUnpaid(db, late)]);
  if (both.some(({ status }) => status === "rejected")) return "broken off";

  const order = await orderOf(shop, news.number);
  const [payment] = await shop.db.select().from(payments).where(eq(payments.providerRef, news.reference));
  const [product] = await shop.db.select().from(products).where(eq(products.slug, SHELF.boreal.slug));
  const told = await shop.db.$count(outbox, eq(outbox.orderId, order.id));
  const works = await shop.db.$count(workflowInstances, eq(workflowInstances.orderId, order.id));
  const found = [order.status, payment?.state, product?.stock, told, works].join(" ");
  // Out of the next round's way.
  await shop.db.update(orders).set({ status: "closed" }).where(eq(orders.id, order.id));
  return found === "paid paid 0 1 1" ? "bought" : found;
}
