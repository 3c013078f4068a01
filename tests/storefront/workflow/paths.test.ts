import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import type { ShopDatabase } from "#storefront/db/client.ts";
import {
  orders,
  outbox,
  partnerCommands,
  payments,
  products,
  workflowEvents,
  workflowInstances,
} from "#storefront/db/schema/index.ts";
import { requestCancellation } from "#storefront/workflow/cancellation.ts";
import { startWorkflow } from "#storefront/workflow/start.ts";
import type { Workshop } from "#storefront/workflow/transition.ts";
import { workOnce } from "#storefront/workflow/worker.ts";

import { withShopDatabase } from "../support.ts";
import { hours, milestonesOf, NONE, openedShop, paidOrder, workshop } from "./orders.ts";

const FITTED = ["delivered", "appointment", "fitted", "closed"];

test.each([
  ["goes well", NONE, ["paid", "ordered", "shipped", ...FITTED], "closed", 0],
  ["is late", { ...NONE, deliveryLate: 1 }, ["paid", "ordered", "shipped", "late", ...FITTED], "closed", 0],
  [
    "is refused by the supplier",
    { ...NONE, supplierRefuses: 1 },
    ["paid", "ordered", "supplier_refused", "refunded"],
    "refunded",
    1,
  ],
  [
    "is not fetched",
    { ...NONE, noShow: 1 },
    ["paid", "ordered", "shipped", "delivered", "appointment", "no_show", "refunded"],
    "refunded",
    1,
  ],
])("an order that %s ends in one way, each of its steps made once", (_sentence, mishaps, milestones, end, refunds) =>
  withShopDatabase(async (db) => {
    const shop = workshop(db, { mishaps });
    const orderId = await paidOrder(db, await openedShop(db), "PG-2222-2222");
    await worked(shop, 0, 300);

    expect(await milestonesOf(db, orderId)).toEqual(milestones);
    expect(await statusOf(db, orderId)).toBe(end);
    expect(await db.$count(payments, eq(payments.state, "refund_due"))).toBe(refunds);
    expect(await endsOf(db, orderId)).toEqual([end]);
    const mailed = milestones.filter((step) => MAILED.has(step)).length;
    expect(await db.$count(outbox)).toBe(mailed);
  }));

const MAILED = new Set(["shipped", "late", "appointment", "supplier_refused", "no_show", "refunded"]);

test("a cancelled order is refunded and its tyres can be sold again", () =>
  withShopDatabase(async (db) => {
    const shop = workshop(db);
    const opened = await openedShop(db);
    const orderId = await paidOrder(db, opened, "PG-2222-2222");
    await worked(shop, 0, 6);
    expect(await requestCancellation(db, orderId, hours(6))).toEqual({ requested: true });
    expect(await requestCancellation(db, orderId, hours(6))).toEqual({ requested: true });
    await worked(shop, 6, 8);

    expect(await milestonesOf(db, orderId)).toEqual(["paid", "ordered", "cancelled", "refunded"]);
    expect(await db.$count(payments, eq(payments.state, "refund_due"))).toBe(1);
    const [tyre] = await db.select().from(products).where(eq(products.id, opened.productId));
    expect(tyre?.stock).toBe(42);
    expect(await requestCancellation(db, orderId, hours(9))).toEqual({ refused: "unknown" });
  }));

test("an order cancelled before anybody looked at it is ordered and cancelled", () =>
  withShopDatabase(async (db) => {
    const shop = workshop(db);
    const orderId = await paidOrder(db, await openedShop(db), "PG-2222-2222");
    await requestCancellation(db, orderId, hours(0));
    await worked(shop, 0, 1);

    expect(await milestonesOf(db, orderId)).toEqual(["paid", "ordered", "cancelled", "refunded"]);
    const told = await db.select().from(partnerCommands).orderBy(partnerCommands.kind);
    expect(told.map(({ kind }) => kind)).toEqual(["cancel_tyres", "order_tyres"]);
  }));

test("an order that is on its way cannot be cancelled any more", () =>
  withShopDatabase(async (db) => {
    const orderId = await paidOrder(db, await openedShop(db), "PG-2222-2222");
    await worked(workshop(db), 0, 40);

    expect(await milestonesOf(db, orderId)).toContain("shipped");
    expect(await requestCancellation(db, orderId, hours(40))).toEqual({ refused: "tooLate" });
  }));

test("a timer that fell due while nobody worked fires once, and before what happened after it", () =>
  withShopDatabase(async (db) => {
    const mishaps = { ...NONE, deliveryLate: 1 };
    const shop = workshop(db, { mishaps });
    const orderId = await paidOrder(db, await openedShop(db), "PG-2222-2222");
    await worked(shop, 0, 40);
    await shop.lease.release();
    // Nobody works for ten days: the delivery is late on the third and arrives on the fifth.
    await worked(workshop(db, { name: "worker-2", mishaps }), 280, 480);

    expect(await milestonesOf(db, orderId)).toEqual(["paid", "ordered", "shipped", "late", ...FITTED]);
  }));

test("an order is handed over once, however often its payment is told", () =>
  withShopDatabase(async (db) => {
    const orderId = await paidOrder(db, await openedShop(db), "PG-2222-2222");
    await db.transaction((tx) => startWorkflow(tx, orderId, hours(1)));

    expect(await db.$count(workflowInstances)).toBe(1);
    expect(await milestonesOf(db, orderId)).toEqual(["paid"]);
  }));

/** Every two hours of the orders' time. */
async function worked(shop: Workshop, from: number, until: number): Promise<void> {
  for (let at = from; at <= until; at += 2) while ((await workOnce(shop, hours(at))) > 0);
}

async function statusOf(db: ShopDatabase, orderId: number) {
  const [order] = await db.select({ status: orders.status }).from(orders).where(eq(orders.id, orderId));
  return order?.status;
}

async function endsOf(db: ShopDatabase, orderId: number): Promise<(string | null)[]> {
  const events = await db.select().from(workflowEvents).where(eq(workflowEvents.orderId, orderId));
  return events.filter(({ kind }) => kind === "end").map(({ step }) => step);
}
