import { asc, desc, eq } from "drizzle-orm";

import type { ShopDatabase } from "../../db/client.ts";
import {
  centres,
  orderLines,
  orderSteps,
  orders,
  outbox,
  payments,
  workflowEvents,
  workflowInstances,
} from "../../db/schema/index.ts";
import { parseOrderNumber } from "../../orders/number.ts";

const EVENTS = 200;

/** All that the shop knows of an order; undefined where none has that number. */
export async function orderRecord(db: ShopDatabase, typed: string) {
  const number = parseOrderNumber(typed);
  if (!number) return undefined;
  const [found] = await db
    .select({ order: orders, centre: centres, instance: workflowInstances })
    .from(orders)
    .leftJoin(centres, eq(centres.id, orders.centreId))
    .leftJoin(workflowInstances, eq(workflowInstances.orderId, orders.id))
    .where(eq(orders.number, number));
  if (!found) return undefined;
  const { id } = found.order;
  const [lines, paid, milestones, events, mails] = await Promise.all([
    db.select().from(orderLines).where(eq(orderLines.orderId, id)).orderBy(asc(orderLines.position)),
    db.select().from(payments).where(eq(payments.orderId, id)).orderBy(asc(payments.id)),
    db.select().from(orderSteps).where(eq(orderSteps.orderId, id)).orderBy(asc(orderSteps.at)),
    db
      .select()
      .from(workflowEvents)
      .where(eq(workflowEvents.orderId, id))
      .orderBy(desc(workflowEvents.id))
      .limit(EVENTS),
    db.select().from(outbox).where(eq(outbox.orderId, id)).orderBy(asc(outbox.id)),
  ]);
  return { ...found, lines, payments: paid, milestones, events: events.reverse(), mails };
}

export type OrderRecord = NonNullable<Awaited<ReturnType<typeof orderRecord>>>;
