import { and, eq } from "drizzle-orm";

import type { ShopDatabase } from "../db/client.ts";
import { payments } from "../db/schema/payments.ts";
import type { PaymentProvider } from "./provider.ts";

/**
 * Gives back what is due to be given back; gives how many. A crash between the provider's yes and our note asks again,
 * which changes nothing at the provider. One that the provider does not take now is asked for again in the next turn.
 */
export async function sendRefunds(db: ShopDatabase, provider: PaymentProvider, now = new Date()): Promise<number> {
  const due = await db.select().from(payments).where(eq(payments.state, "refund_due")).limit(50);
  let sent = 0;
  for (const { id, providerRef } of due) {
    try {
      await provider.refund(providerRef);
      await db
        .update(payments)
        .set({ state: "refunded", updatedAt: now })
        .where(and(eq(payments.id, id), eq(payments.state, "refund_due")));
      sent += 1;
    } catch (error) {
      console.error(`refunds: ${providerRef} was not given back:`, error instanceof Error ? error.message : error);
    }
  }
  return sent;
}
