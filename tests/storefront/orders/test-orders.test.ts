import { createHash, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { TEST_TYRE } from "#storefront/catalogue/seed.ts";
import { freeSlots } from "#storefront/centres/appointments.ts";
import { TEST_CENTRE } from "#storefront/centres/rule.ts";
import { baskets, centres, orders, outbox, payments, products } from "#storefront/db/schema/index.ts";
import { readSales } from "#storefront/figures/sales.ts";
import { TEST_HEADER } from "#storefront/http/test-secret.ts";
import { placeOrder } from "#storefront/orders/place.ts";
import { CANCEL_TEST_PATH } from "#storefront/orders/test-routes.ts";
import { beginPayment } from "#storefront/payment/begin.ts";
import { workOnce } from "#storefront/workflow/worker.ts";
import { SHELF } from "../fixtures.ts";
import { orderOf, placedOrder, press, shopperAt } from "../payment/paying.ts";
import { type TestShop, withShop } from "../support.ts";
import { workshop } from "../workflow/orders.ts";
import { readyBasket } from "./baskets.ts";

test("a check's order that was paid is cancelled by the workflow, writes no mail, and is in no figure", () =>
  withShop(async (shop) => {
    const { number, payUrl } = await testOrder(shop);
    const visitor = shopperAt(shop);
    await press(visitor, await visitor.open(payUrl), "success");

    const answers = [await cancel(shop, number), await cancel(shop, number)];
    for (let turn = 0; turn < 4; turn += 1) await workOnce(workshop(shop.db), new Date());
    answers.push(await cancel(shop, number));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await orderOf(shop, number)).toMatchObject({ status: "refunded", isTest: true });
    expect((await shop.db.select().from(payments))[0]?.state).toBe("refund_due");
    await everythingIsBack(shop);
    expect(await shop.db.$count(outbox)).toBe(0);
    expect(await readSales(shop.db)).toMatchObject({ orders: 0, revenueCents: 0, waiting: new Map() });
  }));

test("a check's order that nobody paid is released at once", () =>
  withShop(async (shop) => {
    const { number } = await testOrder(shop);

    expect((await cancel(shop, number)).status).toBe(200);

    expect(await orderOf(shop, number)).toMatchObject({ status: "cancelled" });
    await everythingIsBack(shop);
  }));

test("who names no order cancels the last one of the basket, and where there is none, nothing", () =>
  withShop(async (shop) => {
    const { number, cookie } = await testOrder(shop);

    expect((await cancel(shop, "", { cookie })).status).toBe(200);
    expect(await orderOf(shop, number)).toMatchObject({ status: "cancelled" });
    expect((await cancel(shop, "")).status).toBe(404);
  }));

test("without the shop's secret there is no such page, and a shopper's order cannot be cancelled with it", () =>
  withShop(async (shop) => {
    const { number } = await testOrder(shop);
    expect((await cancel(shop, number, { [TEST_HEADER]: "a-guess-of-the-secret" })).status).toBe(404);
    const sale = await placedOrder(shop);
    expect((await cancel(shop, sale.number)).status).toBe(404);

    expect(await shop.db.$count(orders, eq(orders.status, "placed"))).toBe(2);
  }));

test("a year of a test order each five minutes, never cancelled, exhausts neither tyres nor a day's appointment", () => {
  const yearly = 365 * 24 * 12 * 4;
  const daily = 24 * 12;

  expect(TEST_TYRE.stock).toBeGreaterThan(yearly);
  expect(TEST_CENTRE.capacityPerSlot).toBeGreaterThan(14 * daily);
});

interface TestOrder {
  readonly number: string;
  readonly payUrl: string;
  /** Of the browser that bought. */
  readonly cookie: string;
}

async function testOrder({ db, settings }: TestShop): Promise<TestOrder> {
  await db.insert(centres).values(TEST_CENTRE);
  const { centre, slotAt } = await firstSlot(db);
  const basketId = await readyBasket(db, { slug: TEST_TYRE.slug, quantity: 4, centre, slotAt });
  const token = randomBytes(32).toString("base64url");
  const tokenHash = createHash("sha256").update(token).digest("hex");
  await db.update(baskets).set({ tokenHash }).where(eq(baskets.id, basketId));
  const placed = await placeOrder(db, basketId, "fr");
  if (!("number" in placed)) throw new Error(`not placed: ${placed.refused}`);
  const { payUrl } = await beginPayment({ db, settings }, placed.number);
  return { number: placed.number, payUrl, cookie: `basket=${token}` };
}

async function firstSlot(db: TestShop["db"]) {
  const [centre] = await db.select().from(centres).where(eq(centres.slug, TEST_CENTRE.slug));
  if (!centre) throw new Error("there is no test centre");
  const [slot] = await freeSlots(db, centre, new Date());
  if (!slot) throw new Error("the test centre has no appointment");
  return { centre, slotAt: slot.at, free: slot.free };
}

async function everythingIsBack({ db }: TestShop): Promise<void> {
  const [tyre] = await db.select().from(products).where(eq(products.slug, TEST_TYRE.slug));
  expect(tyre?.stock).toBe(SHELF.test.stock);
  expect((await firstSlot(db)).free).toBe(TEST_CENTRE.capacityPerSlot);
}

function cancel({ url, settings }: TestShop, number: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url + CANCEL_TEST_PATH, {
    method: "POST",
    body: new URLSearchParams({ number }),
    headers: { [TEST_HEADER]: settings.testSecret ?? "", origin: url, ...headers },
  });
}
