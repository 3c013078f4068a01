import { and, asc, eq, gt, isNull, ne, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketEntries } from "#db/schema/tickets.ts";
import { type FilesRefused, freeFiles } from "#domain/attachments/claims.server.ts";
import { projectReaders } from "#domain/identity/readers.server.ts";

import { machineNames } from "./bindings.server.ts";
import { moveTicket } from "./changes.server.ts";
import { addEntry } from "./entries.server.ts";
import { lockTicket, projectOfTicket } from "./locks.server.ts";
import { mentionedIn } from "./mentions.ts";
import { stateAfterMessage } from "./moves.ts";
import type { TicketAuthor } from "./thread.ts";
import { mayMove, TICKET_LIMITS, type TicketState } from "./ticket.ts";
import { watch } from "./watchers.server.ts";
import { requestWindow } from "./window-requests.server.ts";

export interface NewMessage {
  readonly text: string;
  /** For the client to read; else a note among staff. */
  readonly isPublic: boolean;
  /** A key that was sent already writes nothing and gives its entry again. */
  readonly sendKey?: string | null;
  readonly inboundMailId?: number | null;
  /** Public ids of files that its author sent in for this project; of a mail's files, which nobody sent in by a page. */
  readonly attachmentIds?: readonly string[];
  /** Measures that it brings along: kept with it, and read by whoever reads it. No machine: all of the project. */
  readonly window?: { readonly machineIds: readonly number[]; readonly from: Date; readonly to: Date } | null;
  /** Where the message moves the ticket; left out, an answer moves it by itself (`moves.ts`). */
  readonly nextState?: TicketState;
  /** The last entry that its writer had read: what somebody else wrote after it stops the message once. */
  readonly seenEntryId?: number;
}

export interface WrittenMeanwhile {
  readonly refused: "writtenMeanwhile";
  /** What its writer has not read, oldest first. */
  readonly entryIds: readonly number[];
}

export type MessageRefusal = "notFound" | "empty" | "tooLong" | "moveNotAllowed" | "merged" | FilesRefused["refused"];
export type MessageAnswer = { entryId: number } | { refused: MessageRefusal } | WrittenMeanwhile;

/** Adds a message or note to a ticket of the project, in the caller's transaction. */
export async function addMessageIn(
  tx: Database,
  projectId: number,
  ticketId: number,
  author: TicketAuthor,
  message: NewMessage,
  now: Date,
): Promise<MessageAnswer> {
  const { isPublic, sendKey, inboundMailId } = message;
  const text = message.text.trim();
  if (text === "") return { refused: "empty" };
  if (text.length > TICKET_LIMITS.text) return { refused: "tooLong" };
  const ticket = await lockTicket(tx, projectId, ticketId);
  if (!ticket || (!isPublic && author.side === "client")) return { refused: "notFound" };
  const twin = sendKey ? await sentWith(tx, ticketId, sendKey) : undefined;
  if (twin) return { entryId: twin };
  if (ticket.mergedIntoId !== null) return { refused: "merged" };
  const unread = await writtenAfter(tx, ticketId, author, message.seenEntryId);
  if (unread.length > 0) return { refused: "writtenMeanwhile", entryIds: unread };
  const to = message.nextState ?? (isPublic ? stateAfterMessage(ticket.state, author.side) : ticket.state);
  if (to !== ticket.state && !mayMove(ticket.state, to)) return { refused: "moveNotAllowed" };

  const measured = await machineNames(tx, projectId, message.window?.machineIds ?? []);
  if (!measured) return { refused: "notFound" };
  const files = await freeFiles(tx, projectId, inboundMailId ? null : author.id, message.attachmentIds ?? []);
  if ("refused" in files) return files;

  const people = await projectReaders(tx, await projectOfTicket(tx, ticket));
  const reached = people.filter(({ isStaff }) => isPublic || isStaff);
  const mentioned = mentionedIn(text, reached).map(({ id }) => id);
  await watch(tx, ticketId, [author.id, ...mentioned], now);
  const kind = isPublic ? "message" : "note";
  const entry = { kind, isPublic, text, author, sendKey, inboundMailId, fileIds: files.ids } as const;
  const { id: entryId } = await addEntry(tx, ticket, entry, now);
  if (to !== ticket.state) await moveTicket(tx, ticket, author, to, now);
  if (message.window) {
    const about = new Date((message.window.from.getTime() + message.window.to.getTime()) / 2);
    const window = { ...message.window, about, isPublic, author, onceKey: `entry-${entryId}` };
    await requestWindow(tx, ticketId, window, now);
  }
  return { entryId };
}

async function sentWith(tx: Database, ticketId: number, sendKey: string): Promise<number | undefined> {
  const [entry] = await tx
    .select({ id: ticketEntries.id })
    .from(ticketEntries)
    .where(and(eq(ticketEntries.ticketId, ticketId), eq(ticketEntries.sendKey, sendKey)));
  return entry?.id;
}

/** Words of others that the writer may read and had not; changes do not count, their place is the version. */
async function writtenAfter(tx: Database, ticketId: number, author: TicketAuthor, seenEntryId: number | undefined) {
  if (seenEntryId === undefined) return [];
  const { id, isPublic, kind, authorId } = ticketEntries;
  const readable = author.side === "staff" ? or(eq(kind, "message"), eq(kind, "note")) : eq(kind, "message");
  const rows = await tx
    .select({ id })
    .from(ticketEntries)
    .where(
      and(
        eq(ticketEntries.ticketId, ticketId),
        gt(id, seenEntryId),
        readable,
        author.side === "staff" ? undefined : eq(isPublic, true),
        or(isNull(authorId), ne(authorId, author.id ?? "")),
      ),
    )
    .orderBy(asc(id));
  return rows.map((row) => row.id);
}
