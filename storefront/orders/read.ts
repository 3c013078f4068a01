import { asc, desc, eq } from "drizzle-orm";

import type { ShopDatabase } from "../db/client.ts";
import { type Centre, centres } from "../db/schema/centres.ts";
import { orderLines, orderSteps, orders } from "../db/schema/orders.ts";
import { payments } from "../db/schema/payments.ts";
import type { Order } from "./release.ts";

/** An order with all that its shopper is shown. */
export interface ShownOrder extends Order {
  readonly lines: readonly (typeof orderLines.$inferSelect)[];
  readonly centre: Centre | null;
  /** What happened, oldest first. */
  readonly steps: readonly (typeof orderSteps.$inferSelect)[];
  /** Whether the last attempt to pay was refused. */
  readonly wasRefused: boolean;
}

/** The order of this number; null where there is none. Who may read it is the caller's question. */
export async function shownOrder(db: ShopDatabase, number: string): Promise<ShownOrder | null> {
  const [found] = await db
    .select({ order: orders, centre: centres })
    .from(orders)
    .leftJoin(centres, eq(centres.id, orders.centreId))
    .where(eq(orders.number, number));
  if (!found) return null;
  const { id } = found.order;
  const [lines, steps, [last]] = await Promise.all([
    db.select().from(orderLines).where(eq(orderLines.orderId, id)).orderBy(asc(orderLines.position)),
    db.select().from(orderSteps).where(eq(orderSteps.orderId, id)).orderBy(asc(orderSteps.at)),
    db.select().from(payments).where(eq(payments.orderId, id)).orderBy(desc(payments.id)).limit(1),
  ]);
  return { ...found.order, centre: found.centre, lines, steps, wasRefused: last?.state === "refused" };
}
