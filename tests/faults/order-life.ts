import { eq } from "drizzle-orm";

import type { ShopDatabase } from "#storefront/db/client.ts";
import {
  orderSteps,
  orders,
  outbox,
  partnerCommands,
  payments,
  products,
  workflowEvents,
  workflowInstances,
} from "#storefront/db/schema/index.ts";
import { requestCancellation } from "#storefront/workflow/cancellation.ts";
import { Pace } from "#storefront/workflow/pace.ts";
import { SimulatedPartners } from "#storefront/workflow/simulated-partners.ts";

import { paidOrder } from "../storefront/workflow/orders.ts";

/** A dead worker is replaced after this. */
export const LEASE_MS = 700;

/** After a partner was told and before it is noted; after the new state was saved and before its effects are. */
export const DEADLY = ["told", "writing"] as const;
export type Deadly = (typeof DEADLY)[number];
/** How often a worker dies at each of them. */
export const DEATHS_EACH = 2;

/** A quarter of a second a day: an order lives one to three seconds, and something is always due. */
export const KILL_PACE = new Pace(0.25);

/** Much goes wrong, so that every path of the diagram is gone. */
const MISHAPS = { supplierRefuses: 0.2, deliveryLate: 0.4, noShow: 0.25 };

/** What each partner answers to an order hangs on the seed and the order's number, not on when or by whom it is asked. */
export function killPartners(db: ShopDatabase, pace = KILL_PACE): SimulatedPartners {
  return new SimulatedPartners(db, pace, "kill", MISHAPS);
}

/** "PG-KKKK-2222" and so on: 4,096 of them. */
export function orderNumber(index: number): string {
  const digits = [512, 64, 8, 1].map((power) => 2 + (Math.floor(index / power) % 8));
  return `PG-KKKK-${digits.join("")}`;
}

/** Pays the order of this number; every fifth is cancelled before anybody looks at it. */
export async function bought(
  db: ShopDatabase,
  shop: { productId: number; centreId: number },
  index: number,
  now: Date,
): Promise<void> {
  const isCancelled = index % 5 === 4;
  // Looked at in an hour, so that no worker is faster than the cancellation, which is due at once.
  const paidAt = isCancelled ? new Date(now.getTime() + 3_600_000) : now;
  const orderId = await paidOrder(db, shop, orderNumber(index), paidAt);
  if (isCancelled) await requestCancellation(db, orderId, now);
}

/** All that the workflow has left behind, in words that do not tell when or by whom: two runs of the same orders are equal. */
export async function traces(db: ShopDatabase): Promise<Record<string, unknown>> {
  const told = await db.select().from(partnerCommands);
  const found: Record<string, unknown> = {};
  for (const order of await db.select().from(orders)) {
    const [instance] = await db.select().from(workflowInstances).where(eq(workflowInstances.orderId, order.id));
    const steps = await db.select().from(orderSteps).where(eq(orderSteps.orderId, order.id)).orderBy(orderSteps.at);
    const mails = await db.select().from(outbox).where(eq(outbox.orderId, order.id)).orderBy(outbox.id);
    const events = await db
      .select()
      .from(workflowEvents)
      .where(eq(workflowEvents.orderId, order.id))
      .orderBy(workflowEvents.id);
    const paid = await db.select().from(payments).where(eq(payments.orderId, order.id));
    found[order.number] = {
      status: order.status,
      end: instance?.waitingStep,
      hasEnded: instance?.endedAt !== null,
      timers: instance?.timers,
      milestones: steps.map(({ step }) => step),
      mails: mails.map(({ subject }) => subject),
      // A database that was busy for a moment is no other order.
      events: events.filter(({ kind }) => kind !== "failure").map(({ kind, step }) => `${kind} ${step}`),
      payments: paid.map(({ state }) => state),
      commands: told
        .filter(({ orderNumber: number }) => number === order.number)
        .map(({ kind }) => kind)
        .toSorted(),
    };
  }
  const shelf = await db.select({ stock: products.stock }).from(products);
  return { ...found, stock: shelf.map(({ stock }) => stock) };
}
