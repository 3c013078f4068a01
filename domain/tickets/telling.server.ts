import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketWatchers } from "#db/schema/tickets.ts";
import { projectReaders } from "#domain/identity/readers.server.ts";
import { noteMailed, notify } from "#domain/notifications/notify.server.ts";

import type { WrittenEntry } from "./entries.server.ts";
import { type LockedTicket, projectOfTicket } from "./locks.server.ts";
import { mailTicket } from "./mailing.server.ts";

/**
 * Tells an entry to those who follow the ticket, in the transaction that writes it: never its author, never what the
 * client does not read to anybody but staff, never somebody who may no longer see the project. By page and, as each of
 * them chose, by mail.
 */
export async function tellTicket(tx: Database, ticket: LockedTicket, entry: WrittenEntry, now: Date): Promise<void> {
  // It comes with the words that asked for it: those were told.
  if (entry.kind === "window") return;
  const project = await projectOfTicket(tx, ticket);
  const rows = await tx
    .select({ userId: ticketWatchers.userId })
    .from(ticketWatchers)
    .where(eq(ticketWatchers.ticketId, ticket.id));
  const watchers = new Set(rows.map(({ userId }) => userId));
  const told = (await projectReaders(tx, project)).filter(
    ({ id, isStaff }) => watchers.has(id) && id !== entry.author.id && (entry.isPublic || isStaff),
  );
  const onceKey = `ticket-entry:${entry.id}`;
  await notify(
    tx,
    {
      userIds: told.map(({ id }) => id),
      onceKey,
      kind: entry.event,
      projectId: project.id,
      path: `/projects/${project.slug}/tickets/${ticket.id}#entry-${entry.id}`,
      data: { number: ticket.id, name: ticket.subject, actorName: entry.author.name, entryId: entry.id },
    },
    now,
  );
  await noteMailed(tx, onceKey, await mailTicket(tx, ticket, project, entry, told, now), now);
}
