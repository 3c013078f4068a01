import { and, desc, eq, isNotNull } from "drizzle-orm";

import type { AddressForm } from "../checkout/draft.ts";
import type { ShopDatabase } from "../db/client.ts";
import { orders } from "../db/schema/orders.ts";
import type { Order } from "../orders/release.ts";
import type { Customer } from "./session.ts";

const MOST_SHOWN = 50;

/** A customer's orders, the last one first. */
export function ordersOf(db: ShopDatabase, customerId: number): Promise<Order[]> {
  return db.select().from(orders).where(eq(orders.customerId, customerId)).orderBy(desc(orders.id)).limit(MOST_SHOWN);
}

/** The address of a customer's last order that was paid; nothing but the e-mail address where there is none. */
export async function lastAddress(db: ShopDatabase, { id, email }: Customer): Promise<Partial<AddressForm>> {
  const [last] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.customerId, id), isNotNull(orders.paidAt)))
    .orderBy(desc(orders.id))
    .limit(1);
  if (!last) return { email };
  const { name, phone, address, postcode, town, country } = last;
  return { name, email, phone: phone ?? undefined, address, postcode, town, country };
}

/** Lets a basket open a customer's orders no longer: whoever goes on with it is somebody else. */
export async function forgetOrders(db: ShopDatabase, basketId: number, customerId: number): Promise<void> {
  await db
    .update(orders)
    .set({ basketId: null })
    .where(and(eq(orders.basketId, basketId), eq(orders.customerId, customerId)));
}

/** Whether a customer has an order of this number. */
export async function hasOrder(db: ShopDatabase, { id }: Customer, number: string): Promise<boolean> {
  const [order] = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.customerId, id), eq(orders.number, number)));
  return order !== undefined;
}
