import { and, eq, isNull } from "drizzle-orm";

import type { ShopDatabase } from "#storefront/db/client.ts";
import { workflowInstances } from "#storefront/db/schema/index.ts";

import { FIRST_STEP } from "./start.ts";

/** Where the diagram lets an order be cancelled: until it is shipped. */
const CANCELLABLE: readonly (string | null)[] = [FIRST_STEP, "supplier_answer", "shipment"];

/** Whether an order may be cancelled now, has been asked to be, or neither. */
export type Cancellability = "possible" | "requested" | "impossible";

export async function cancellability(db: ShopDatabase, orderId: number): Promise<Cancellability> {
  const [row] = await db
    .select()
    .from(workflowInstances)
    .where(and(eq(workflowInstances.orderId, orderId), isNull(workflowInstances.endedAt)));
  if (!row) return "impossible";
  if (row.cancelRequestedAt !== null) return "requested";
  return CANCELLABLE.includes(row.waitingStep) ? "possible" : "impossible";
}

/**
 * Asks for a paid order to be cancelled and refunded; the worker does it within a turn. A second call says the same and
 * changes nothing.
 */
export async function requestCancellation(
  db: ShopDatabase,
  orderId: number,
  now = new Date(),
): Promise<{ requested: true } | { refused: "unknown" | "tooLate" }> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(workflowInstances)
      .where(and(eq(workflowInstances.orderId, orderId), isNull(workflowInstances.endedAt)))
      .for("update");
    if (!row) return { refused: "unknown" };
    if (!CANCELLABLE.includes(row.waitingStep)) return { refused: "tooLate" };
    if (row.cancelRequestedAt === null) {
      // The version grows so that a worker that is at this order now does not overwrite the request.
      await tx
        .update(workflowInstances)
        .set({ cancelRequestedAt: now, dueAt: row.incident ? null : now, version: row.version + 1 })
        .where(eq(workflowInstances.orderId, orderId));
    }
    return { requested: true };
  });
}
