import { asc, desc, inArray } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { outboxMails } from "#db/schema/notifications.ts";

export type OutboxMail = typeof outboxMails.$inferSelect;

/** The newest mails of the outbox, sent or not. They hold one-time links: only who may read the outbox sees them. */
export async function newestMails(db: Database, limit = 100): Promise<OutboxMail[]> {
  return db.select().from(outboxMails).orderBy(desc(outboxMails.id)).limit(limit);
}

export interface Delivery {
  readonly ticketEntryId: number;
  readonly to: string;
  readonly state: "sent" | "waiting" | "failed";
  readonly why: string | null;
}

/** What became of the mails of these entries. A mail that left and came back as undeliverable has failed. For staff. */
export async function deliveriesOf(db: Database, entryIds: readonly number[]): Promise<Delivery[]> {
  if (entryIds.length === 0) return [];
  const rows = await db
    .select({
      ticketEntryId: outboxMails.ticketEntryId,
      name: outboxMails.toName,
      address: outboxMails.toAddress,
      sentAt: outboxMails.sentAt,
      failedAt: outboxMails.failedAt,
      why: outboxMails.lastError,
    })
    .from(outboxMails)
    .where(inArray(outboxMails.ticketEntryId, [...entryIds]))
    .orderBy(asc(outboxMails.id));
  return rows.flatMap(({ ticketEntryId, name, address, sentAt, failedAt, why }) => {
    const state = failedAt ? ("failed" as const) : sentAt ? ("sent" as const) : ("waiting" as const);
    return ticketEntryId === null ? [] : [{ ticketEntryId, to: name || address, state, why }];
  });
}
