import { eq } from "drizzle-orm";

import type { ShopDatabase } from "../db/client.ts";
import { orders } from "../db/schema/orders.ts";
import { payments } from "../db/schema/payments.ts";
import { inTransaction } from "../db/transaction.ts";
import { writeConfirmation, writeRefund } from "../mail/write.ts";
import { lockOrder, type Order, releaseOrder } from "../orders/release.ts";
import { retakeOrder } from "../orders/retake.ts";
import { startWorkflow } from "../workflow/start.ts";
import type { PaymentNews } from "./provider.ts";

type Payment = typeof payments.$inferSelect;

/** What a callback came to. `known` had been told before; `unknown` names no payment of ours or another amount. */
export type Settled = "paid" | "refused" | "abandoned" | "refund_due" | "known" | "unknown";

/**
 * Takes in what the provider says of a payment: once, however often and however late it is said. Money that comes for an
 * order already paid, or for one whose tyres or slot others have by now, is given back.
 */
export async function settlePayment(db: ShopDatabase, news: PaymentNews, now = new Date()): Promise<Settled> {
  const [named] = await db
    .select({ orderId: payments.orderId })
    .from(payments)
    .where(eq(payments.providerRef, news.reference));
  if (!named) return "unknown";
  return inTransaction(db, async (tx) => {
    const order = await lockOrder(tx, named.orderId);
    const [payment] = await tx.select().from(payments).where(eq(payments.providerRef, news.reference)).for("update");
    if (!order || !payment || payment.amountCents !== news.amountCents) return "unknown";
    if (payment.state === "paid" || payment.state === "refund_due" || payment.state === "refunded") return "known";
    if (news.verdict === "succeeded") return takeMoney(tx, order, payment, now);
    if (payment.state === news.verdict) return "known";

    await setState(tx, payment, news.verdict, now);
    if (news.verdict === "abandoned" && order.status === "placed") await releaseOrder(tx, order, now);
    return news.verdict;
  });
}

async function takeMoney(tx: ShopDatabase, order: Order, payment: Payment, now: Date): Promise<Settled> {
  if (order.status !== "placed" && !(await retakeOrder(tx, order, now))) {
    await setState(tx, payment, "refund_due", now);
    await writeRefund(tx, order, payment.amountCents, now);
    return "refund_due";
  }
  await setState(tx, payment, "paid", now);
  await tx.update(orders).set({ status: "paid", paidAt: now }).where(eq(orders.id, order.id));
  await startWorkflow(tx, order.id, now);
  await writeConfirmation(tx, order, now);
  return "paid";
}

async function setState(tx: ShopDatabase, { id }: Payment, state: Payment["state"], now: Date): Promise<void> {
  await tx.update(payments).set({ state, updatedAt: now }).where(eq(payments.id, id));
}
