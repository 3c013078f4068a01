import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { tickets, ticketWatchers } from "#db/schema/tickets.ts";

/** Makes these users follow the ticket; who does already, does since then. */
export async function watch(
  tx: Database,
  ticketId: number,
  userIds: readonly (string | null)[],
  now: Date,
): Promise<void> {
  const ids = [...new Set(userIds.filter((id) => id !== null))].sort();
  if (ids.length === 0) return;
  await tx
    .insert(ticketWatchers)
    .ignore()
    .values(ids.map((userId) => ({ ticketId, userId, since: now })));
}

/** Follows a ticket of the project, or stops following it. */
export async function follow(
  db: Database,
  projectId: number,
  ticketId: number,
  { userId, follows }: { readonly userId: string; readonly follows: boolean },
  now = new Date(),
): Promise<{ done: true } | { refused: "notFound" }> {
  const [ticket] = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.id, ticketId), eq(tickets.projectId, projectId)));
  if (!ticket) return { refused: "notFound" };
  if (follows) await watch(db, ticketId, [userId], now);
  else
    await db
      .delete(ticketWatchers)
      .where(and(eq(ticketWatchers.ticketId, ticketId), eq(ticketWatchers.userId, userId)));
  return { done: true };
}
