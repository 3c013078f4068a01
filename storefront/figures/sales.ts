import { and, count, eq, isNotNull, isNull, or, sql } from "drizzle-orm";

import type { ShopDatabase } from "../db/client.ts";
import { orders, payments, workflowInstances } from "../db/schema/index.ts";

/** What the shop's database says of all that was ever sold. Test orders are in none of it. */
export interface Sales {
  /** Orders that were paid. */
  readonly orders: number;
  /** Of those, without VAT. */
  readonly revenueCents: number;
  readonly refusals: number;
  /** Orders that wait, by the step at which they do. */
  readonly waiting: ReadonlyMap<string, number>;
  readonly stuck: number;
}

const REAL = eq(orders.isTest, false);

/**
 * Counted anew from the rows each time: an order that was committed a millisecond before a crash is in the next figure,
 * and one that was rolled back is in none.
 */
export async function readSales(db: ShopDatabase): Promise<Sales> {
  const [sold] = await db
    .select({
      orders: count(orders.paidAt),
      revenueCents: sql<string>`coalesce(sum(if(${orders.paidAt} is null, 0, ${orders.netCents})), 0)`,
    })
    .from(orders)
    .where(REAL);
  const [refused] = await db
    .select({ refusals: count() })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(sql`${REAL} and ${payments.state} = 'refused'`);
  const waiting = await db
    .select({ step: workflowInstances.waitingStep, waiting: count(), stuck: count(workflowInstances.incident) })
    .from(workflowInstances)
    .innerJoin(orders, eq(orders.id, workflowInstances.orderId))
    .where(
      and(
        isNull(workflowInstances.endedAt),
        REAL,
        or(isNotNull(workflowInstances.waitingStep), isNotNull(workflowInstances.incident)),
      ),
    )
    .groupBy(workflowInstances.waitingStep);
  return {
    orders: sold?.orders ?? 0,
    revenueCents: Number(sold?.revenueCents ?? 0),
    refusals: refused?.refusals ?? 0,
    waiting: new Map(waiting.flatMap(({ step, waiting }) => (step === null ? [] : [[step, waiting] as const]))),
    stuck: waiting.reduce((sum, { stuck }) => sum + stuck, 0),
  };
}
