import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";

import {
  basketLines,
  outbox,
  payments,
  products,
  testPayments,
  workflowInstances,
} from "#storefront/db/schema/index.ts";
import { openPayment } from "#storefront/orders/place.ts";
import { PAY_WITHIN_MS, releaseUnpaid } from "#storefront/orders/release.ts";
import { CALLBACK_PATH, deliveryTo } from "#storefront/payment/callback.ts";
import { paymentProvider } from "#storefront/payment/configured.ts";
import { sendRefunds } from "#storefront/payment/refunds.ts";
import { LATE_BY_MS } from "#storefront/payment/test-machine.ts";
import { SHELF } from "../fixtures.ts";
import { type TestShop, withShop } from "../support.ts";
import { callBack, orderOf, orderPath, placedOrder, press, shopperAt, type ToPay } from "./paying.ts";

const paid = ({ reference }: ToPay, amountCents: number) => ({ reference, verdict: "succeeded", amountCents });

async function amountOf(shop: TestShop, { number }: ToPay): Promise<number> {
  return (await orderOf(shop, number)).totalCents;
}

test("the same callback twenty times at once is one payment, one mail and one workflow, and a yes each time", () =>
  withShop(async (shop) => {
    const order = await placedOrder(shop);
    const news = paid(order, await amountOf(shop, order));

    const answers = await Promise.all(Array.from({ length: 20 }, () => callBack(shop, news)));

    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(await orderOf(shop, order.number)).toMatchObject({ status: "paid" });
    expect(await shop.db.$count(outbox)).toBe(1);
    expect(await shop.db.$count(workflowInstances)).toBe(1);
  }));

test.each([
  ["a wrong signature", (shop: TestShop, news: object) => callBack(shop, news, "another-secret-altogether")],
  ["no signature", (shop: TestShop, news: object) => callBack(shop, news, null)],
  ["another amount", (shop: TestShop, news: object) => callBack(shop, { ...news, amountCents: 1 })],
  ["an unknown payment", (shop: TestShop, news: object) => callBack(shop, { ...news, reference: "none" })],
  ["a verdict nobody knows", (shop: TestShop, news: object) => callBack(shop, { ...news, verdict: "maybe" })],
  ["no news at all", (shop: TestShop) => callBack(shop, [])],
  [
    "a form",
    ({ url }: TestShop) => fetch(url + CALLBACK_PATH, { method: "POST", body: new URLSearchParams({ a: "b" }) }),
  ],
])("a callback with %s is turned away, and nothing is paid", (_what, send) =>
  withShop(async (shop) => {
    const order = await placedOrder(shop);

    expect((await send(shop, paid(order, await amountOf(shop, order)))).status).toBe(400);

    expect(await orderOf(shop, order.number)).toMatchObject({ status: "placed", paidAt: null });
  }));

test("of two payments of one order the second is given back, and the shopper is told", () =>
  withShop(async (shop) => {
    const first = await placedOrder(shop);
    const { id, totalCents } = await orderOf(shop, first.number);
    const { providerRef } = await openPayment(shop.db, id, totalCents, new Date());
    await callBack(shop, paid(first, totalCents));

    expect((await callBack(shop, paid({ ...first, reference: providerRef }, totalCents))).status).toBe(200);
    expect(await sendRefunds(shop.db, paymentProvider(shop))).toBe(1);

    const rows = await shop.db.select().from(payments).orderBy(payments.id);
    expect(rows.map(({ state }) => state)).toEqual(["paid", "refunded"]);
    expect(await mails(shop)).toEqual([
      `Votre commande ${first.number} est confirmée`,
      `Votre paiement pour la commande ${first.number} vous est rendu`,
    ]);
  }));

test("a payment that comes after the order was released takes the tyres again where they are still there", () =>
  withShop(async (shop) => {
    const order = await placedOrder(shop);
    await letGo(shop);
    expect(await stockLeft(shop)).toBe(4);

    await callBack(shop, paid(order, await amountOf(shop, order)));

    expect(await orderOf(shop, order.number)).toMatchObject({ status: "paid" });
    expect(await stockLeft(shop)).toBe(0);
    expect(await shop.db.$count(basketLines, eq(basketLines.basketId, order.basketId))).toBe(0);
    expect(await shop.db.$count(workflowInstances)).toBe(1);
  }));

test("a payment that comes when others have the tyres is given back, and the shopper is told", () =>
  withShop(async (shop) => {
    const order = await placedOrder(shop);
    await letGo(shop);
    const other = await placedOrder(shop);

    expect((await callBack(shop, paid(order, await amountOf(shop, order)))).status).toBe(200);

    expect(await orderOf(shop, order.number)).toMatchObject({ status: "cancelled", paidAt: null });
    expect(await orderOf(shop, other.number)).toMatchObject({ status: "placed" });
    const [payment] = await shop.db.select().from(payments).where(eq(payments.providerRef, order.reference));
    expect(payment?.state).toBe("refund_due");
    expect(await mails(shop)).toEqual([`Votre paiement pour la commande ${order.number} vous est rendu`]);
  }));

test("a payment that is confirmed late leaves the shopper waiting, until the provider's call comes", () =>
  withShop(async (shop) => {
    const { number, payUrl } = await placedOrder(shop);
    const visitor = shopperAt(shop);
    const waiting = await press(visitor, await visitor.open(payUrl), "late");
    expect(waiting.html).toContain("Nous attendons votre paiement");
    const provider = paymentProvider(shop);

    expect(await provider.tellDue(deliveryTo(shop), new Date())).toBe(0);
    expect(await provider.tellDue(deliveryTo(shop), new Date(Date.now() + LATE_BY_MS))).toBe(1);

    expect((await visitor.open(orderPath(number))).html).toContain(`data-order-number="${number}"`);
  }));

test("what the shop did not hear is told again later, and holds up nothing else", () =>
  withShop(async (shop) => {
    const deaf = await placedOrder(shop);
    const heard = await placedOrder(shop, { slug: SHELF.zephyr.slug });
    const provider = paymentProvider(shop);
    for (const { reference } of [deaf, heard]) await provider.choose(reference, "success");
    const complaint = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const deliver = deliveryTo(shop);
    const now = new Date();

    const arrived = await provider.tellDue(async (body, signature) => {
      if (body.includes(deaf.reference)) throw new Error("connection refused");
      await deliver(body, signature);
    }, now);

    expect([arrived, complaint.mock.calls.length]).toEqual([1, 1]);
    expect(await orderOf(shop, heard.number)).toMatchObject({ status: "paid" });
    expect(await shop.db.$count(testPayments, eq(testPayments.reference, deaf.reference))).toBe(1);
    expect(await provider.tellDue(deliver, new Date(now.getTime() + LATE_BY_MS))).toBe(1);
    expect(await orderOf(shop, deaf.number)).toMatchObject({ status: "paid" });
  }));

/** Half an hour passes without a payment. */
async function letGo({ db }: TestShop): Promise<void> {
  expect(await releaseUnpaid(db, new Date(Date.now() + PAY_WITHIN_MS))).toBe(1);
}

async function mails({ db }: TestShop): Promise<string[]> {
  return (await db.select().from(outbox).orderBy(outbox.id)).map(({ subject }) => subject);
}

async function stockLeft({ db }: TestShop): Promise<number | undefined> {
  const [row] = await db.select().from(products).where(eq(products.slug, SHELF.boreal.slug));
  return row?.stock;
}
