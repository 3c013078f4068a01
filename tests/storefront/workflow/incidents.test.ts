import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { partnerCommands, workflowEvents } from "#storefront/db/schema/index.ts";
import { correctAndRetry, retryOrders, stuckCount, stuckOrders } from "#storefront/workflow/incidents.ts";
import type { Partners } from "#storefront/workflow/partners.ts";
import { instanceOf, saveInstance } from "#storefront/workflow/state.ts";
import { workOnce } from "#storefront/workflow/worker.ts";

import { withShopDatabase } from "../support.ts";
import { hours, milestonesOf, openedShop, paidOrder, workshop } from "./orders.ts";

const UNREACHABLE: Partners = {
  send: async () => {
    throw new Error("Le fournisseur ne répond pas.");
  },
  ask: async () => ({ askAgainAt: hours(1) }),
};

test("an order that the supplier will not take stands still until what we sent is corrected", () =>
  withShopDatabase(async (db) => {
    const opened = await openedShop(db);
    const orderId = await paidOrder(db, opened, "PG-2222-2222");
    const shop = workshop(db);
    const [before] = await spoiled(shop, orderId);
    expect(before).toMatchObject({ number: "PG-2222-2222", step: "order_from_supplier" });
    expect(before?.reason).toContain("« PNEU ? »");
    expect(await workOnce(shop, hours(1))).toBe(0);

    const variables = { ...before?.variables, reference: "brisance-zephyr-2-205-55-r16-91v" };
    const version = before?.version ?? -1;
    expect(await correctAndRetry(db, orderId, version, { ...variables, quantity: 0 })).toEqual({ refused: "invalid" });
    expect(await correctAndRetry(db, orderId, version - 1, variables)).toEqual({ refused: "changedMeanwhile" });
    expect(await correctAndRetry(db, orderId, version, variables, hours(1))).toEqual({ retried: true });
    expect(await correctAndRetry(db, orderId, version, variables)).toEqual({ refused: "notStuck" });

    expect(await workOnce(shop, hours(1))).toBe(1);
    expect(await milestonesOf(db, orderId)).toEqual(["paid", "ordered"]);
    const [told] = await db.select().from(partnerCommands);
    expect(told?.body).toMatchObject({ reference: variables.reference, quantity: 2 });
    const corrections = await db.select().from(workflowEvents).where(eq(workflowEvents.kind, "correction"));
    expect(corrections.map(({ detail, actor }) => [detail, actor])).toEqual([
      ["reference : PNEU ? → brisance-zephyr-2-205-55-r16-91v", "owner"],
    ]);
  }));

test("a partner that does not answer is tried four times; then its orders stand still and are retried together", () =>
  withShopDatabase(async (db) => {
    const opened = await openedShop(db);
    const orders = [await paidOrder(db, opened, "PG-2222-2222"), await paidOrder(db, opened, "PG-3333-3333")];
    const shop = workshop(db, { partners: UNREACHABLE });
    for (const [attempt, minute] of [0, 1, 2, 4].entries()) {
      expect(await stuckCount(db)).toBe(0);
      await workOnce(shop, hours(minute / 60));
      expect(await db.$count(workflowEvents, eq(workflowEvents.kind, "failure"))).toBe(2 * Math.min(attempt + 1, 3));
    }
    expect(await stuckCount(db)).toBe(2);

    expect(await retryOrders(db, [...orders, 999], hours(1))).toBe(2);
    expect(await retryOrders(db, orders, hours(1))).toBe(0);
    expect(await workOnce(workshop(db), hours(1))).toBe(2);
    expect(await stuckOrders(db)).toEqual([]);
  }));

/** The order goes out with a reference that no supplier knows. */
async function spoiled(shop: ReturnType<typeof workshop>, orderId: number) {
  const instance = await instanceOf(shop.db, orderId);
  if (!instance) throw new Error("not handed over");
  await saveInstance(shop.db, instance, { variables: { ...instance.variables, reference: "PNEU ?" } });
  await workOnce(shop, hours(0));
  return stuckOrders(shop.db);
}
