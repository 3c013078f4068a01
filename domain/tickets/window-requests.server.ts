import { and, asc, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketWindowRequests } from "#db/schema/ticket-windows.ts";

import type { TicketAuthor } from "./thread.ts";

export interface WindowRequest {
  readonly machineIds: readonly number[];
  /** [from, to) and the instant that it is about; without `to` it is read again until `endWindow` says where it ends. */
  readonly from: Date;
  readonly to: Date | null;
  readonly about: Date;
  /** Whether the client reads it: of a note's it does not. */
  readonly isPublic: boolean;
  readonly author: TicketAuthor;
  /** Of the ticket: asked twice, one is kept. Up to 60 letters. */
  readonly onceKey: string;
  /** When it is read; left out, at once. */
  readonly dueAt?: Date;
}

/** What lasts is read so often, after a first wait as long: whoever follows the ticket sees how it goes. */
export const REFRESH_MS = 10 * 60_000;
/** Asks for a window in the transaction that opens or answers a ticket. It is kept afterwards, whatever the store does. */
export async function requestWindow(
  tx: Database,
  ticketId: number,
  { machineIds, author, ...wanted }: WindowRequest,
  now: Date,
): Promise<void> {
  await tx
    .insert(ticketWindowRequests)
    .ignore()
    .values({
      ...{ dueAt: now, ...wanted, ticketId, machineIds: [...machineIds], requestedAt: now },
      ...{ side: author.side, authorId: author.id, authorName: author.name },
    });
}

/** What lasted is over: its window ends there and is read a last time. Null: it lasts again. */
export async function endWindow(
  tx: Database,
  ticketId: number,
  onceKey: string,
  to: Date | null,
  now: Date,
): Promise<void> {
  const dueAt = to && to > now ? to : now;
  await tx
    .update(ticketWindowRequests)
    .set({ to, dueAt, settledAt: null })
    .where(and(eq(ticketWindowRequests.ticketId, ticketId), eq(ticketWindowRequests.onceKey, onceKey)));
}

/** Windows that were asked for and are not kept yet, for the thread to say so. The client sees its own only. */
export async function windowsToCome(db: Database, ticketId: number, { withNotes }: { readonly withNotes: boolean }) {
  const { from, to, requestedAt, failures, isPublic, windowId, settledAt } = ticketWindowRequests;
  const rows = await db
    .select({ from, to, requestedAt, failures })
    .from(ticketWindowRequests)
    .where(
      and(
        eq(ticketWindowRequests.ticketId, ticketId),
        isNull(windowId),
        isNull(settledAt),
        withNotes ? undefined : eq(isPublic, true),
      ),
    )
    .orderBy(asc(requestedAt));
  // What goes on is not late before it was tried.
  return rows.filter((row) => row.to !== null || row.failures > 0);
}
