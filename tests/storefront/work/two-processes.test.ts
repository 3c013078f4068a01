import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { KEPT_DAYS } from "#storefront/basket/cookie.ts";
import { pruneBaskets } from "#storefront/basket/prune.ts";
import { openShopDatabase, type ShopDatabase } from "#storefront/db/client.ts";
import { basketLines, outbox, payments, products, workflowInstances } from "#storefront/db/schema/index.ts";
import { openPayment } from "#storefront/orders/place.ts";
import { PAY_WITHIN_MS, releaseUnpaid } from "#storefront/orders/release.ts";
import { deliveryTo } from "#storefront/payment/callback.ts";
import { paymentProvider } from "#storefront/payment/configured.ts";
import { sendRefunds } from "#storefront/payment/refunds.ts";
import { SHELF } from "../fixtures.ts";
import { orderOf, placedOrder } from "../payment/paying.ts";
import { type TestShop, withShop } from "../support.ts";

const later = (milliseconds: number) => new Date(Date.now() + milliseconds);

test("two processes end an unpaid order once, and its tyres come back once", () =>
  withShop(async (shop) => {
    const { basketId } = await placedOrder(shop);

    const released = await atOnce(shop, (db) => releaseUnpaid(db, later(PAY_WITHIN_MS)));

    expect(sum(released)).toBe(1);
    const [tyre] = await shop.db.select().from(products).where(eq(products.slug, SHELF.boreal.slug));
    expect(tyre?.stock).toBe(SHELF.boreal.stock);
    expect(await shop.db.$count(basketLines, eq(basketLines.basketId, basketId))).toBe(1);
  }));

test("two processes tell the shop of the same payment, which confirms and begins the order once", () =>
  withShop(async (shop) => {
    const { number, reference } = await placedOrder(shop);
    await paymentProvider(shop).choose(reference, "success");

    await atOnce(shop, (db) => {
      const one = { db, settings: shop.settings };
      return paymentProvider(one).tellDue(deliveryTo(one), later(0));
    });

    expect(await orderOf(shop, number)).toMatchObject({ status: "paid" });
    expect([await shop.db.$count(outbox), await shop.db.$count(workflowInstances)]).toEqual([1, 1]);
  }));

test("two processes give the same money back, and it is noted and told once", () =>
  withShop(async (shop) => {
    const first = await placedOrder(shop);
    const { id, totalCents } = await orderOf(shop, first.number);
    const { providerRef } = await openPayment(shop.db, id, totalCents, new Date());
    const tell = deliveryTo(shop);
    const provider = paymentProvider(shop);
    await provider.open({ reference: providerRef, amountCents: totalCents, orderNumber: first.number, language: "fr" });
    for (const reference of [first.reference, providerRef]) {
      await provider.choose(reference, "success");
      await provider.tellDue(tell, later(0), reference);
    }

    await atOnce(shop, (db) => sendRefunds(db, paymentProvider({ db, settings: shop.settings })));

    const rows = await shop.db.select().from(payments).orderBy(payments.id);
    expect(rows.map(({ state }) => state)).toEqual(["paid", "refunded"]);
    expect((await provider.payment(providerRef))?.state).toBe("refunded");
    expect((await provider.payment(first.reference))?.state).toBe("succeeded");
    expect(await shop.db.$count(outbox)).toBe(2);
  }));

test("two processes forget the same old baskets", () =>
  withShop(async (shop) => {
    await placedOrder(shop);

    expect(sum(await atOnce(shop, (db) => pruneBaskets(db, later((KEPT_DAYS + 1) * 86_400_000))))).toBe(1);
  }));

/** The same work four times at once, two of them over connections of another process. */
async function atOnce(shop: TestShop, work: (db: ShopDatabase) => Promise<number>): Promise<number[]> {
  const other = openShopDatabase(shop.settings.databaseUrl, 4);
  try {
    return await Promise.all([shop.db, other.db, shop.db, other.db].map(work));
  } finally {
    await other.close();
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
