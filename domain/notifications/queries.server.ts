import { desc } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { outboxMails } from "#db/schema/notifications.ts";

export type OutboxMail = typeof outboxMails.$inferSelect;

/** The newest mails of the outbox, sent or not. They hold one-time links: only who may read the outbox sees them. */
export async function newestMails(db: Database, limit = 100): Promise<OutboxMail[]> {
  return db.select().from(outboxMails).orderBy(desc(outboxMails.id)).limit(limit);
}
