import { eq } from "drizzle-orm";

import type { ShopDatabase } from "#storefront/db/client.ts";
import {
  centres,
  orderLines,
  orderSteps,
  orders,
  products,
  workflowEvents,
  workflowInstances,
} from "#storefront/db/schema/index.ts";

import type { WorkflowVariables } from "./variables.ts";

/** The start event of the diagram: where an order stands until the worker takes it up. */
export const FIRST_STEP = "paid";

/**
 * Hands a paid order to the workflow, in the transaction that records its payment. Once is enough: a second call changes
 * nothing. The worker does the rest.
 */
export async function startWorkflow(tx: ShopDatabase, orderId: number, now = new Date()): Promise<void> {
  const [known] = await tx
    .select({ orderId: workflowInstances.orderId })
    .from(workflowInstances)
    .where(eq(workflowInstances.orderId, orderId))
    .for("update");
  if (known) return;

  await tx.insert(workflowInstances).values({
    orderId,
    waitingStep: FIRST_STEP,
    waitingSince: now,
    timers: [],
    variables: await variablesOf(tx, orderId),
    dueAt: now,
  });
  await tx
    .insert(workflowEvents)
    .values({ orderId, version: 0, at: now, kind: "started", step: FIRST_STEP, actor: "payment" });
  const steps = await tx.select({ step: orderSteps.step }).from(orderSteps).where(eq(orderSteps.orderId, orderId));
  if (!steps.some(({ step }) => step === "paid"))
    await tx.insert(orderSteps).values({ orderId, step: "paid", at: now });
}

async function variablesOf(tx: ShopDatabase, orderId: number): Promise<WorkflowVariables> {
  const [order] = await tx
    .select({ slotAt: orders.slotAt, centre: centres.slug, deliveryPostcode: centres.postcode })
    .from(orders)
    .leftJoin(centres, eq(centres.id, orders.centreId))
    .where(eq(orders.id, orderId));
  const lines = await tx
    .select({ reference: products.slug, quantity: orderLines.quantity })
    .from(orderLines)
    .innerJoin(products, eq(products.id, orderLines.productId))
    .where(eq(orderLines.orderId, orderId))
    .orderBy(orderLines.position);
  return {
    reference: lines.map(({ reference }) => reference).join(" "),
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    deliveryPostcode: order?.deliveryPostcode ?? "",
    centre: order?.centre ?? "",
    slotAt: order?.slotAt?.toISOString() ?? "",
  };
}
