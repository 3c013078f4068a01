import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketEntries, tickets } from "#db/schema/tickets.ts";
import { giveFiles } from "#domain/attachments/claims.server.ts";
import { recordEvent } from "#domain/events/record.server.ts";

import { followClocks } from "./clocks.server.ts";
import type { TicketEvent, TicketEventData } from "./events.ts";
import { type LockedTicket, projectOfTicket } from "./locks.server.ts";
import { tellTicket } from "./telling.server.ts";
import type { TicketAuthor, TicketChange, TicketEntryKind } from "./thread.ts";
import { writeWords } from "./words.server.ts";

export interface NewEntry {
  readonly kind: TicketEntryKind;
  /** Whether the client reads it; a note's is false whatever stands here. */
  readonly isPublic: boolean;
  readonly author: TicketAuthor;
  readonly text?: string;
  readonly changes?: readonly TicketChange[];
  /** Other than what follows from the kind: "ticket.opened" of the first message. */
  readonly event?: TicketEvent;
  readonly sendKey?: string | null;
  readonly inboundMailId?: number | null;
  /** Files that come with it, held by the caller's transaction (domain/attachments/claims.server.ts). */
  readonly fileIds?: readonly number[];
}

/** An entry as those who are told of it read it. */
export interface WrittenEntry extends NewEntry {
  readonly id: number;
  readonly event: TicketEvent;
  readonly text: string;
}

/**
 * Writes an entry of a thread: the one writer of ticket_entries. In the caller's transaction, which holds the ticket's
 * row, it also keeps what the ticket knows of its last entries, the words of the search, the event, and whoever is told.
 */
export async function addEntry(tx: Database, ticket: LockedTicket, entry: NewEntry, now: Date): Promise<WrittenEntry> {
  const { kind, author, text = "", changes, sendKey = null, inboundMailId = null } = entry;
  const isPublic = entry.isPublic && kind !== "note";
  const [{ insertId: id }] = await tx.insert(ticketEntries).values({
    ticketId: ticket.id,
    at: now,
    kind,
    isPublic,
    text,
    data: changes ? { changes } : null,
    side: author.side,
    authorId: author.id,
    authorName: author.name,
    sendKey,
    inboundMailId,
  });
  const written = { ...entry, id, isPublic, text, event: entry.event ?? eventOf(entry) };
  await giveFiles(tx, entry.fileIds ?? [], { ticketEntryId: id });
  await keepLast(tx, ticket, written, now);
  if (kind === "message" || kind === "note") await writeWords(tx, ticket.id);
  if (kind === "message" || kind === "change") await followClocks(tx, ticket.id, now);
  await tellPrograms(tx, ticket, written, now);
  await tellTicket(tx, ticket, written, now);
  return written;
}

/** Only a public word of staff answers the client; what the platform says by itself answers nobody. */
async function keepLast(tx: Database, ticket: LockedTicket, { kind, isPublic, author }: WrittenEntry, now: Date) {
  const isWord = isPublic && kind === "message";
  const answers = isWord && author.side === "staff";
  await tx
    .update(tickets)
    .set({
      lastEntryAt: now,
      ...(isPublic ? { lastPublicAt: now } : {}),
      ...(isWord ? { lastPublicSide: author.side } : {}),
      ...(answers ? { firstRespondedAt: ticket.firstRespondedAt ?? now } : {}),
    })
    .where(eq(tickets.id, ticket.id));
}

async function tellPrograms(tx: Database, ticket: LockedTicket, entry: WrittenEntry, now: Date): Promise<void> {
  const { id: projectId, clientId } = await projectOfTicket(tx, ticket);
  const { id: entryId, kind, isPublic, author } = entry;
  const data: TicketEventData = { id: ticket.id, name: ticket.subject, entryId, kind, side: author.side, isPublic };
  await recordEvent(tx, { type: entry.event, clientId, projectId, actorId: author.id, data: { ...data } }, now);
}

function eventOf({ kind, changes = [] }: NewEntry): TicketEvent {
  if (kind === "message") return "ticket.replied";
  if (kind === "note") return "ticket.noted";
  return changes.some(({ field }) => field === "assignee") ? "ticket.assigned" : "ticket.changed";
}
