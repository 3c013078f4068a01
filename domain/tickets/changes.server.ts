import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { tickets } from "#db/schema/tickets.ts";

import { addEntry } from "./entries.server.ts";
import type { LockedTicket } from "./locks.server.ts";
import { endsAfterMove } from "./moves.ts";
import { isReadByClient, type TicketAuthor, type TicketChange } from "./thread.ts";
import type { TicketState } from "./ticket.ts";

/** Moves a ticket, whose row the caller holds, and writes it in the thread. The caller has asked whether it may. */
export async function moveTicket(
  tx: Database,
  ticket: LockedTicket,
  author: TicketAuthor,
  to: TicketState,
  now: Date,
): Promise<void> {
  const ends = endsAfterMove(to, ticket, now);
  await tx
    .update(tickets)
    .set({ state: to, ...ends, version: ticket.version + 1 })
    .where(eq(tickets.id, ticket.id));
  await writeChanges(tx, { ...ticket, state: to, ...ends }, author, [{ field: "state", from: ticket.state, to }], now);
}

/** Writes changes in the thread: what the client reads as one entry, what stays among staff as another. */
export async function writeChanges(
  tx: Database,
  ticket: LockedTicket,
  author: TicketAuthor,
  changes: readonly TicketChange[],
  now: Date,
): Promise<void> {
  for (const isPublic of [true, false]) {
    const told = changes.filter((change) => isReadByClient(change) === isPublic);
    if (told.length > 0) await addEntry(tx, ticket, { kind: "change", isPublic, author, changes: told }, now);
  }
}
