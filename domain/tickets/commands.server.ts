import { and, desc, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketEntries, tickets } from "#db/schema/tickets.ts";
import type { ChangedMeanwhile } from "#domain/audit/journal.server.ts";
import { type Actor, recordAudit, SYSTEM } from "#domain/audit/record.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import { bindMachines } from "./bindings.server.ts";
import { moveTicket, writeChanges } from "./changes.server.ts";
import { editOf, type TicketEdit } from "./edit.server.ts";
import { type LockedTicket, lockTicket, projectOfTicket } from "./locks.server.ts";
import { addMessageIn, type MessageAnswer, type NewMessage } from "./messages.server.ts";
import { mayClientMove } from "./moves.ts";
import { type NewTicket, type OpeningRefusal, openTicketIn } from "./opening.server.ts";
import type { TicketAuthor } from "./thread.ts";
import { mayMove, TICKET_LIMITS, type TicketState } from "./ticket.ts";
import { watch } from "./watchers.server.ts";
import { writeWords } from "./words.server.ts";

/** Opens a ticket with its first message. A null actor is the platform, or a mail. */
export async function openTicket(
  db: Database,
  projectId: number,
  actor: Actor | null,
  ticket: NewTicket,
  now = new Date(),
): Promise<{ id: number; entryId: number } | { refused: OpeningRefusal }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    const opened = await openTicketIn(tx, project, ticket, now);
    if ("id" in opened && !opened.isTwin)
      await audit(tx, actor, "ticket.open", project, { id: opened.id, subject: ticket.subject }, now);
    return "id" in opened ? { id: opened.id, entryId: opened.entryId } : opened;
  });
}

/** Adds a message for the client, or a note among staff; it may move the ticket. */
export async function addMessage(
  db: Database,
  projectId: number,
  ticketId: number,
  author: TicketAuthor,
  message: NewMessage,
  now = new Date(),
): Promise<MessageAnswer> {
  return db.transaction((tx) => addMessageIn(tx, projectId, ticketId, author, message, now));
}

export type ChangeRefusal = "notFound" | "empty" | "tooLong" | "moveNotAllowed" | "merged";
type ChangeAnswer = { changed: boolean } | { refused: ChangeRefusal } | ChangedMeanwhile;

/**
 * Staff's edit of a ticket, each field that differs an entry's line. `version` is of the row that the editor read: with
 * another one nothing is written. `changed` is false where nothing differs.
 */
export async function changeTicket(
  db: Database,
  projectId: number,
  ticketId: number,
  actor: Actor,
  { version, ...edit }: TicketEdit & { readonly version: number },
  now = new Date(),
): Promise<ChangeAnswer> {
  return db.transaction(async (tx) => {
    const ticket = await lockTicket(tx, projectId, ticketId);
    if (!ticket) return { refused: "notFound" };
    if (ticket.version !== version) return changedMeanwhile(tx, ticket);
    const refused = refusalOf(ticket, edit);
    if (refused) return { refused };
    const project = await projectOfTicket(tx, ticket);
    const prepared = await editOf(tx, project, ticket, { ...edit, subject: edit.subject?.trim() }, now);
    if (!prepared) return { refused: "notFound" };
    const { set, changes, machineIds } = prepared;
    if (changes.length === 0) return { changed: false };

    await tx
      .update(tickets)
      .set({ ...set, version: version + 1 })
      .where(eq(tickets.id, ticketId));
    if (machineIds) await bindMachines(tx, ticketId, machineIds);
    if (set.assigneeId) await watch(tx, ticketId, [set.assigneeId], now);
    if (set.subject) await writeWords(tx, ticketId);
    const author = { side: "staff", id: actor.id, name: actor.name } as const;
    await writeChanges(tx, { ...ticket, ...set } as LockedTicket, author, changes, now);
    await audit(tx, actor, "ticket.change", project, ticket, now, { changes });
    return { changed: true };
  });
}

/** The client says that it is solved, or that it is not. */
export async function settleTicket(
  db: Database,
  projectId: number,
  ticketId: number,
  author: TicketAuthor,
  { version, to }: { readonly version: number; readonly to: TicketState },
  now = new Date(),
): Promise<ChangeAnswer> {
  return db.transaction(async (tx) => {
    const ticket = await lockTicket(tx, projectId, ticketId);
    if (!ticket) return { refused: "notFound" };
    if (ticket.version !== version) return changedMeanwhile(tx, ticket);
    if (ticket.mergedIntoId !== null) return { refused: "merged" };
    if (!mayClientMove(ticket.state, to)) return { refused: "moveNotAllowed" };
    await moveTicket(tx, ticket, author, to, now);
    return { changed: true };
  });
}

function refusalOf(ticket: LockedTicket, { state, subject }: TicketEdit): ChangeRefusal | undefined {
  if (ticket.mergedIntoId !== null) return "merged";
  if (subject !== undefined && subject.trim() === "") return "empty";
  if (subject !== undefined && subject.trim().length > TICKET_LIMITS.subject) return "tooLong";
  if (state !== undefined && state !== ticket.state && !mayMove(ticket.state, state)) return "moveNotAllowed";
  return undefined;
}

/** The thread knows who changed it last, also where a message moved it or a mail did. */
async function changedMeanwhile(tx: Database, { id }: LockedTicket): Promise<ChangedMeanwhile> {
  const [last] = await tx
    .select({ actorName: ticketEntries.authorName, at: ticketEntries.at })
    .from(ticketEntries)
    .where(and(eq(ticketEntries.ticketId, id), eq(ticketEntries.kind, "change")))
    .orderBy(desc(ticketEntries.at), desc(ticketEntries.id))
    .limit(1);
  return { refused: "changedMeanwhile", last: last ? { ...last, action: "ticket.change" } : null };
}

async function audit(
  tx: Database,
  actor: Actor | null,
  action: "ticket.open" | "ticket.change",
  { id: projectId, clientId }: { readonly id: number; readonly clientId: number },
  { id, subject: name }: { readonly id: number; readonly subject: string },
  now: Date,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const subject = { type: "ticket", id, name };
  await recordAudit(tx, actor ?? SYSTEM, { action, subject, clientId, projectId, detail }, now);
}
