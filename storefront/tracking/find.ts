import { and, eq } from "drizzle-orm";

import type { ShopDatabase } from "../db/client.ts";
import { orders } from "../db/schema/orders.ts";
import { parseOrderNumber } from "../orders/number.ts";

/**
 * Number of the order that bears this number and was placed with this address, as both were typed. Null says nothing of
 * which of the two is wrong, and takes as long.
 */
export async function orderOfBuyer(db: ShopDatabase, typedNumber: string, typedEmail: string): Promise<string | null> {
  const number = parseOrderNumber(typedNumber) ?? "";
  const email = typedEmail.trim().toLowerCase();
  const [order] = await db
    .select({ number: orders.number })
    .from(orders)
    .where(and(eq(orders.number, number), eq(orders.email, email)));
  return order?.number ?? null;
}
