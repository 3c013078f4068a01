import { and, desc, eq } from "drizzle-orm";

import type { ShopDatabase } from "../db/client.ts";
import { orders } from "../db/schema/orders.ts";
import { payments } from "../db/schema/payments.ts";
import { inTransaction } from "../db/transaction.ts";
import { openPayment } from "../orders/place.ts";
import { lockOrder, type Order } from "../orders/release.ts";
import { pathOf } from "../paths.ts";
import type { Shop } from "../shop.ts";
import { paymentProvider } from "./configured.ts";
import type { PaymentRequest } from "./provider.ts";

/**
 * Where a shopper goes to pay an order; the order's own page where there is nothing to pay any more. An attempt that is
 * not decided yet is gone on with, so that clicking twice never opens two; after a refusal another one is opened. Throws
 * where no order has this number.
 */
export async function beginPayment(
  shop: Pick<Shop, "db" | "settings">,
  orderNumber: string,
  now = new Date(),
): Promise<{ payUrl: string }> {
  const [order] = await shop.db.select().from(orders).where(eq(orders.number, orderNumber));
  if (!order) throw new Error(`there is no order ${orderNumber}`);
  const request = await inTransaction(shop.db, (tx) => attempt(tx, order, now));
  if (!request) return { payUrl: pathOf("order", order.language, { number: order.number }) };

  // After the commit: a crash in between leaves an undecided attempt, which the next call opens.
  return paymentProvider(shop).open(request, now);
}

async function attempt(tx: ShopDatabase, { id, number, language }: Order, now: Date): Promise<PaymentRequest | null> {
  const order = await lockOrder(tx, id);
  if (order?.status !== "placed") return null;
  const [undecided] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.orderId, id), eq(payments.state, "pending")))
    .orderBy(desc(payments.id))
    .limit(1);
  const { providerRef } = undecided ?? (await openPayment(tx, id, order.totalCents, now));
  return { reference: providerRef, amountCents: order.totalCents, orderNumber: number, language };
}
