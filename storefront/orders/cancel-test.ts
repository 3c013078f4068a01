import type { ShopDatabase } from "../db/client.ts";
import { inTransaction } from "../db/transaction.ts";
import { requestCancellation } from "../workflow/cancellation.ts";
import { lockOrder, releaseOrder } from "./release.ts";

/**
 * Ends a check's order: an unpaid one at once, a paid one by the workflow, which gives its money, tyres and appointment
 * back. Saying it twice changes nothing. Refuses a shopper's order.
 */
export async function cancelTestOrder(
  db: ShopDatabase,
  orderId: number,
  now = new Date(),
): Promise<{ cancelled: true } | { refused: "noTest" | "tooLate" }> {
  const isPaid = await inTransaction(db, async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (!order?.isTest) return null;
    if (order.status === "placed") await releaseOrder(tx, order, now);
    return order.paidAt !== null;
  });
  if (isPaid === null) return { refused: "noTest" };
  const asked = isPaid ? await requestCancellation(db, orderId, now) : { requested: true };
  return "refused" in asked && asked.refused === "tooLate" ? { refused: "tooLate" } : { cancelled: true };
}
