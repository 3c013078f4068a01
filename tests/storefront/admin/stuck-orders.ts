import { eq } from "drizzle-orm";

import type { ShopDatabase } from "#storefront/db/client.ts";
import { products, workflowInstances } from "#storefront/db/schema/index.ts";

import { paidOrder } from "../workflow/orders.ts";
import { quayCentre } from "./centre.ts";

export const NUMBERS = ["PG-2222-2222", "PG-3333-3333", "PG-4444-4444"] as const;

/** Two orders stuck at the supplier, and one that waits for its answer. */
export async function stuckAndWaiting(db: ShopDatabase): Promise<void> {
  const [product] = await db.select({ id: products.id }).from(products).limit(1);
  const opened = { productId: product?.id ?? 0, centreId: await quayCentre(db) };
  for (const number of NUMBERS) {
    const orderId = await paidOrder(db, opened, number);
    const where = eq(workflowInstances.orderId, orderId);
    const [row] = await db.select().from(workflowInstances).where(where);
    const stuck = {
      dueAt: null,
      variables: { ...row?.variables, reference: "PNEU ?" },
      incident: {
        step: "order_from_supplier",
        reason: "Le fournisseur ne connaît pas la référence « PNEU ? ».",
        since: "2026-11-23T12:00:00.000Z",
      },
    };
    await db
      .update(workflowInstances)
      .set(number === NUMBERS[2] ? { waitingStep: "supplier_answer" } : stuck)
      .where(where);
  }
}
