import { inArray } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketUnrelated } from "#db/schema/ticket-windows.ts";
import { tickets } from "#db/schema/tickets.ts";

/**
 * Says that two tickets have nothing to do with each other: neither is shown beside the other again. The other one is of
 * a project of the same client that the author may see, else it is as absent.
 */
export async function callUnrelated(
  db: Database,
  { projectId, seenProjectIds }: { readonly projectId: number; readonly seenProjectIds: readonly number[] },
  { ticketId, otherId }: { readonly ticketId: number; readonly otherId: number },
  author: { readonly id: string; readonly name: string },
  now = new Date(),
): Promise<{ done: true } | { refused: "notFound" }> {
  const rows = await db
    .select({ id: tickets.id, projectId: tickets.projectId })
    .from(tickets)
    .where(inArray(tickets.id, [ticketId, otherId]));
  const ticket = rows.find((row) => row.id === ticketId && row.projectId === projectId);
  const other = rows.find((row) => row.id === otherId && row.id !== ticketId);
  if (!ticket || !other || !seenProjectIds.includes(other.projectId)) return { refused: "notFound" };
  await db
    .insert(ticketUnrelated)
    .ignore()
    .values({ ticketId, otherId, at: now, authorId: author.id, authorName: author.name });
  return { done: true };
}
