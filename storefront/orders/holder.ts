import { desc, eq } from "drizzle-orm";
import type { Request } from "express";

import { tokenHashOf } from "../basket/cookie.ts";
import type { ShopDatabase } from "../db/client.ts";
import { baskets } from "../db/schema/baskets.ts";
import { orders } from "../db/schema/orders.ts";

/** Numbers of the orders that this browser's basket became, the last one first. */
export async function ordersOfBasket(db: ShopDatabase, request: Request): Promise<string[]> {
  const tokenHash = tokenHashOf(request);
  if (tokenHash === undefined) return [];
  const rows = await db
    .select({ number: orders.number })
    .from(orders)
    .innerJoin(baskets, eq(baskets.id, orders.basketId))
    .where(eq(baskets.tokenHash, tokenHash))
    .orderBy(desc(orders.id));
  return rows.map(({ number }) => number);
}
