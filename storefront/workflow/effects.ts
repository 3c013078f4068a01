import { and, eq, isNotNull, sql } from "drizzle-orm";

import type { ShopDatabase } from "#storefront/db/client.ts";
import { orderLines, orderSteps, orders, outbox, payments, products } from "#storefront/db/schema/index.ts";
import { wordsOf } from "#storefront/words/words.ts";

import type { Partners } from "./partners.ts";
import type { Instance } from "./state.ts";
import { type Milestone, STEPS } from "./steps.ts";

/** A step did not go through: which, and why. */
export class StepFailed extends Error {
  constructor(
    readonly step: string,
    readonly reason: Error,
  ) {
    super(reason.message);
  }
}

/**
 * Tells those outside what the passed steps tell them, before anything is written here. Each carries a key of its step
 * and order, so that a crash between this and our commit is followed by the same words again, and they do nothing.
 * Throws StepFailed.
 */
export async function tellOutside(
  partners: Partners,
  { order, variables }: Instance,
  passed: readonly string[],
  now: Date,
): Promise<void> {
  for (const step of passed) {
    const effect = effectOf(step);
    try {
      if (effect.command) {
        const key = `${order.number}:${step}`;
        await partners.send({ key, kind: effect.command, orderNumber: order.number, variables }, now);
      }
    } catch (error) {
      throw new StepFailed(step, error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** Writes what the passed steps change, in the transaction that saves the new state: once, or not at all. */
export async function writeEffects(
  tx: ShopDatabase,
  { order }: Instance,
  passed: readonly string[],
  now: Date,
): Promise<void> {
  for (const [position, step] of passed.entries()) {
    const effect = effectOf(step);
    // Two milestones of one transaction keep their order: they are read by their instant.
    const at = new Date(now.getTime() + position);
    if (effect.milestone) await tx.insert(orderSteps).values({ orderId: order.id, step: effect.milestone, at });
    if (effect.milestone && effect.mails) await writeMail(tx, order, effect.milestone, at);
    if (effect.status) await tx.update(orders).set({ status: effect.status }).where(eq(orders.id, order.id));
    if (effect.restocks) await restock(tx, order.id);
    if (effect.refunds) {
      // The payment's own worker asks the provider, again until it says yes.
      await tx
        .update(payments)
        .set({ state: "refund_due", updatedAt: at })
        .where(and(eq(payments.orderId, order.id), eq(payments.state, "paid")));
    }
  }
}

function effectOf(step: string) {
  const effect = STEPS[step];
  if (!effect) throw new Error(`the diagram has a service task ${step} that nothing is written for`);
  return effect;
}

/** Checks' orders write to nobody. */
async function writeMail(tx: ShopDatabase, order: Instance["order"], milestone: Milestone, at: Date): Promise<void> {
  if (order.isTest) return;
  const { milestones } = wordsOf(order.language);
  const { title, text } = milestones[milestone];
  await tx.insert(outbox).values({
    orderId: order.id,
    recipient: order.email,
    subject: milestones.subject(order.number, title),
    text: milestones.mail(order.name, text, order.number),
    createdAt: at,
  });
}

/** The tyres' rows in the order of their ids, as placing an order locks them: two at once cannot wait for each other. */
async function restock(tx: ShopDatabase, orderId: number): Promise<void> {
  const lines = await tx
    .select({ productId: orderLines.productId, quantity: orderLines.quantity })
    .from(orderLines)
    .where(and(eq(orderLines.orderId, orderId), isNotNull(orderLines.productId)))
    .orderBy(orderLines.productId);
  for (const { productId, quantity } of lines) {
    if (productId === null) continue;
    await tx
      .update(products)
      .set({ stock: sql`${products.stock} + ${quantity}` })
      .where(eq(products.id, productId));
  }
}
