import { randomBytes } from "node:crypto";

import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { attachments } from "#db/schema/attachments.ts";
import { ticketEntries, ticketLinks } from "#db/schema/tickets.ts";
import { type Actor, recordAudit } from "#domain/audit/record.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import { writeChanges } from "../changes.server.ts";
import { type LockedTicket, lockTicket } from "../locks.server.ts";
import { openTicketIn, type TicketRequester } from "../opening.server.ts";
import { writeWords } from "../words.server.ts";
import { staffAuthor } from "./author.ts";

export interface Split {
  readonly entryId: number;
  /** Of the new ticket. */
  readonly subject: string;
  /** Of the form: sent twice, it splits once. */
  readonly sendKey: string;
}

export type SplitRefusal = "notFound" | "notAMessage" | "merged" | "empty" | "tooLong";

/**
 * Makes a message the first one of a ticket of its own, with its files; it stays where it was said too. Only what the
 * client reads can be split off: a note would become a message to them.
 */
export async function splitEntry(
  db: Database,
  projectId: number,
  ticketId: number,
  actor: Actor,
  { entryId, subject, sendKey }: Split,
  now = new Date(),
): Promise<{ id: number } | { refused: SplitRefusal }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const ticket = project && (await lockTicket(tx, projectId, ticketId));
    const entry = ticket && (await entryOf(tx, ticketId, entryId));
    if (!entry) return { refused: "notFound" };
    if (ticket.mergedIntoId !== null) return { refused: "merged" };
    if (entry.kind !== "message" || !entry.isPublic) return { refused: "notAMessage" };
    const { kind, impact, urgency } = ticket;
    const author = { side: entry.side, id: entry.authorId, name: entry.authorName };
    const wanted = {
      ...{ kind, impact, urgency, subject, sendKey, author },
      text: entry.text,
      source: "page" as const,
    };
    const opened = await openTicketIn(tx, project, { ...wanted, requester: requesterOf(ticket) }, now);
    if ("refused" in opened) return { refused: splitRefusal(opened.refused) };
    const { id } = opened;
    if (opened.isTwin) return { id };
    await copyFiles(tx, entryId, opened.entryId);
    await writeWords(tx, id);
    await tx
      .insert(ticketLinks)
      .values({ ticketId: id, otherId: ticketId, kind: "related_to", at: now, authorName: actor.name });
    const by = staffAuthor(actor);
    await writeChanges(tx, ticket, by, [{ field: "splitInto", from: null, to: String(id) }], now);
    const made = await lockTicket(tx, projectId, id);
    if (made) await writeChanges(tx, made, by, [{ field: "splitFrom", from: null, to: String(ticketId) }], now);
    const audited = { type: "ticket", id: ticketId, name: ticket.subject };
    const at = { subject: audited, clientId: project.clientId, projectId, detail: { into: id } };
    await recordAudit(tx, actor, { action: "ticket.split", ...at }, now);
    return { id };
  });
}

async function entryOf(tx: Database, ticketId: number, entryId: number) {
  const [entry] = await tx
    .select()
    .from(ticketEntries)
    .where(and(eq(ticketEntries.id, entryId), eq(ticketEntries.ticketId, ticketId)));
  return entry;
}

/** Whoever asked for the one asked for the other. */
function requesterOf(ticket: LockedTicket): TicketRequester {
  const { requesterSide: side, requesterId: userId, requesterContactId: contactId } = ticket;
  return { side, userId, contactId, name: ticket.requesterName, email: ticket.requesterEmail };
}

/** The same bytes under another name of chance: each is handed out with the rights of its own ticket. */
async function copyFiles(tx: Database, fromEntryId: number, toEntryId: number): Promise<void> {
  const files = await tx.select().from(attachments).where(eq(attachments.ticketEntryId, fromEntryId));
  if (files.length === 0) return;
  const copies = files.map(({ id: _id, ...file }) => ({
    ...file,
    publicId: randomBytes(16).toString("hex"),
    ticketEntryId: toEntryId,
  }));
  await tx.insert(attachments).values(copies);
}

function splitRefusal(refused: string): SplitRefusal {
  return refused === "empty" || refused === "tooLong" ? refused : "notFound";
}
