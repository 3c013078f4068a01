import { sql } from "drizzle-orm";

import type { ShopDatabase } from "#storefront/db/client.ts";
import { centres, orderLines, orderSteps, orders, payments, products } from "#storefront/db/schema/index.ts";
import { rowLease } from "#storefront/workflow/lease.ts";
import { Pace } from "#storefront/workflow/pace.ts";
import { type Mishaps, SimulatedPartners } from "#storefront/workflow/simulated-partners.ts";
import { startWorkflow } from "#storefront/workflow/start.ts";
import type { Workshop } from "#storefront/workflow/transition.ts";

import { QUAY, SHELF } from "../fixtures.ts";

export const NONE: Mishaps = { supplierRefuses: 0, deliveryLate: 0, noShow: 0 };
export const NOON = new Date("2036-11-24T12:00:00.000Z");
const HOUR_MS = 3_600_000;

export const hours = (count: number) => new Date(NOON.getTime() + count * HOUR_MS);

/** One tyre on the shelf and one centre. */
export async function openedShop(db: ShopDatabase): Promise<{ productId: number; centreId: number }> {
  const [product] = await db.insert(products).values(SHELF.zephyr).$returningId();
  const [centre] = await db.insert(centres).values(QUAY).$returningId();
  if (!product || !centre) throw new Error("the shop did not open");
  return { productId: product.id, centreId: centre.id };
}

/** An order of two tyres, paid at `now` and handed to the workflow. */
export async function paidOrder(
  db: ShopDatabase,
  shop: { productId: number; centreId: number },
  number: string,
  now = NOON,
): Promise<number> {
  return db.transaction(async (tx) => {
    const [order] = await tx
      .insert(orders)
      .values({
        number,
        email: "jeanne@example.test",
        name: "Jeanne Morel",
        address: "8, rue des Lices",
        postcode: "69005",
        town: "Lyon",
        language: "fr",
        country: "FR",
        centreId: shop.centreId,
        slotAt: hours(72),
        netCents: 14_980,
        vatCents: 2_996,
        totalCents: 17_976,
        status: "paid",
        placedAt: now,
        paidAt: now,
      })
      .$returningId();
    if (!order) throw new Error("no order was made");
    await tx.insert(orderLines).values({
      orderId: order.id,
      position: 0,
      productId: shop.productId,
      title: "Brisance Zéphyr 2",
      quantity: 2,
      unitCents: 7_490,
      netCents: 14_980,
      vatCents: 2_996,
    });
    await tx.insert(payments).values({
      orderId: order.id,
      providerRef: `ref-${number}`,
      state: "paid",
      amountCents: 17_976,
      createdAt: now,
      updatedAt: now,
    });
    await startWorkflow(tx, order.id, now);
    return order.id;
  });
}

export function workshop(db: ShopDatabase, changed: Partial<Workshop> & { mishaps?: Mishaps } = {}): Workshop {
  const pace = new Pace();
  const name = changed.name ?? "worker-1";
  return {
    db,
    name,
    pace,
    lease: rowLease(db, name, 10_000),
    partners: new SimulatedPartners(db, pace, "tests", changed.mishaps ?? NONE),
    ...changed,
  };
}

/** The shopper's milestones of an order, in their order. */
export async function milestonesOf(db: ShopDatabase, orderId: number): Promise<string[]> {
  const rows = await db.select().from(orderSteps).where(sql`order_id = ${orderId}`).orderBy(orderSteps.at);
  return rows.map(({ step }) => step);
}
