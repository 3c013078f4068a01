import { and, asc, eq, inArray, isNotNull, lte } from "drizzle-orm";

import type { ShopDatabase } from "../db/client.ts";
import { basketLines, baskets } from "../db/schema/baskets.ts";
import { orderLines, orders } from "../db/schema/orders.ts";
import { payments } from "../db/schema/payments.ts";
import { inTransaction } from "../db/transaction.ts";
import { giveBackStock, type Wanted } from "./stock.ts";

/** A shopper may take this long to pay; then others may have the tyres and the slot. */
export const PAY_WITHIN_MS = 30 * 60_000;

const BATCH = 50;

export type Order = typeof orders.$inferSelect;

/** An order's row, locked until the transaction ends: whoever changes an order's status begins here. */
export async function lockOrder(tx: ShopDatabase, orderId: number): Promise<Order | undefined> {
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for("update");
  return order;
}

/** The tyres of an order, as they were taken off the stock. */
export async function takenBy(tx: ShopDatabase, orderId: number): Promise<Wanted[]> {
  const lines = await tx
    .select({ productId: orderLines.productId, quantity: orderLines.quantity })
    .from(orderLines)
    .where(and(eq(orderLines.orderId, orderId), isNotNull(orderLines.productId)))
    .orderBy(asc(orderLines.productId));
  return lines.map(({ productId, quantity }) => ({ productId: productId ?? 0, quantity }));
}

/**
 * Ends an unpaid order, whose row the caller holds: the stock goes back, the slot is free again with the status, and the
 * shopper finds the tyres in the basket where nothing else was put there since.
 */
export async function releaseOrder(tx: ShopDatabase, order: Order, now: Date): Promise<void> {
  const taken = await takenBy(tx, order.id);
  await tx.update(orders).set({ status: "cancelled" }).where(eq(orders.id, order.id));
  await tx
    .update(payments)
    .set({ state: "abandoned", updatedAt: now })
    .where(and(eq(payments.orderId, order.id), inArray(payments.state, ["pending", "challenged"])));
  if (order.basketId !== null) await refillBasket(tx, order.basketId, taken);
  await giveBackStock(tx, taken);
}

async function refillBasket(tx: ShopDatabase, basketId: number, taken: readonly Wanted[]): Promise<void> {
  const [basket] = await tx.select({ id: baskets.id }).from(baskets).where(eq(baskets.id, basketId)).for("update");
  if (!basket) return;
  const [line] = await tx.select().from(basketLines).where(eq(basketLines.basketId, basketId)).limit(1);
  if (!line) await tx.insert(basketLines).values(taken.map((wanted) => ({ ...wanted, basketId })));
}

/** Ends the orders that nobody paid in time; gives how many. Each in a transaction of its own. */
export async function releaseUnpaid(db: ShopDatabase, now = new Date()): Promise<number> {
  const due = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.status, "placed"), lte(orders.placedAt, new Date(now.getTime() - PAY_WITHIN_MS))))
    .limit(BATCH);
  let released = 0;
  for (const { id } of due) {
    released += await inTransaction(db, async (tx) => {
      const order = await lockOrder(tx, id);
      if (order?.status !== "placed") return 0;
      await releaseOrder(tx, order, now);
      return 1;
    });
  }
  return released;
}
