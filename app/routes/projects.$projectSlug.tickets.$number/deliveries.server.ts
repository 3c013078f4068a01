import type { Database } from "#db/client.server.ts";
import { type Delivery, deliveriesOf } from "#domain/notifications/queries.server.ts";

/** Each entry with what became of its mails: whom they reach, and whose come back, is for staff. */
export async function withDeliveries<Entry extends { readonly id: number }>(
  db: Database,
  thread: readonly Entry[],
  { isStaff }: { readonly isStaff: boolean },
): Promise<(Entry & { readonly deliveries: readonly Delivery[] })[]> {
  const ids = thread.map(({ id }) => id);
  const deliveries = isStaff ? await deliveriesOf(db, ids) : [];
  return thread.map((entry) => ({
    ...entry,
    deliveries: deliveries.filter(({ ticketEntryId }) => ticketEntryId === entry.id),
  }));
}
