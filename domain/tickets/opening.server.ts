import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { contacts } from "#db/schema/projects.ts";
import { ticketEntries, tickets } from "#db/schema/tickets.ts";
import { type FilesRefused, freeFiles } from "#domain/attachments/claims.server.ts";
import { projectReaders } from "#domain/identity/readers.server.ts";

import { type Bindings, bindMachines, boundNames, machineNames } from "./bindings.server.ts";
import { addEntry } from "./entries.server.ts";
import { lockTicket } from "./locks.server.ts";
import { mentionedIn } from "./mentions.ts";
import { openingWindow } from "./opening-window.ts";
import { PLATFORM, type TicketAuthor } from "./thread.ts";
import {
  priorityOf,
  TICKET_LIMITS,
  type TicketKind,
  type TicketLevel,
  type TicketSide,
  type TicketSource,
} from "./ticket.ts";
import { watch } from "./watchers.server.ts";
import { requestWindow } from "./window-requests.server.ts";

/** For whom a ticket is opened: a user, a contact without a login, an address, or nobody of them (the platform). */
export interface TicketRequester {
  readonly side: TicketSide;
  readonly userId: string | null;
  readonly contactId: number | null;
  readonly name: string;
  readonly email: string | null;
}

export interface NewTicket extends Omit<Bindings, "assigneeId"> {
  readonly kind: TicketKind;
  readonly subject: string;
  /** The first message, which the client reads. */
  readonly text: string;
  readonly impact: TicketLevel;
  readonly urgency: TicketLevel;
  readonly stopsSales?: boolean | null;
  readonly since?: Date | null;
  readonly source: TicketSource;
  /** Who writes the first message. */
  readonly author: TicketAuthor;
  /** For whom, where it is not the author. */
  readonly requester?: TicketRequester;
  readonly assigneeId?: string | null;
  /** Who follows it from the beginning, beside whoever asks and has it. */
  readonly followerIds?: readonly string[];
  readonly machineIds?: readonly number[];
  /** The stretch of time that whoever opens it was looking at; left out, the one around its beginning is kept. */
  readonly window?: { readonly from: Date; readonly to: Date } | null;
  readonly sendKey?: string | null;
  readonly inboundMailId?: number | null;
  /** Public ids of files that its author sent in for this project; of a mail's files, which nobody sent in by a page. */
  readonly attachmentIds?: readonly string[];
}

export type OpeningRefusal = "notFound" | "empty" | "tooLong" | "sinceInTheFuture" | FilesRefused["refused"];

export interface OpenedTicket {
  readonly id: number;
  readonly entryId: number;
  /** The same form had opened it already: nothing was written. */
  readonly isTwin: boolean;
}

type Place = { readonly id: number; readonly clientId: number };

/**
 * Opens a ticket in the caller's transaction, which holds the project's row. What it is bound to must be of the project:
 * a foreign id is refused as an absent one. A send key that already opened one gives that one again.
 */
export async function openTicketIn(
  tx: Database,
  project: Place,
  wanted: NewTicket,
  now: Date,
): Promise<OpenedTicket | { refused: OpeningRefusal }> {
  const subject = wanted.subject.trim();
  if (subject === "" || wanted.text.trim() === "") return { refused: "empty" };
  if (subject.length > TICKET_LIMITS.subject || wanted.text.length > TICKET_LIMITS.text) return { refused: "tooLong" };
  if (wanted.since && wanted.since > now) return { refused: "sinceInTheFuture" };
  const twin = await openedWith(tx, project.id, wanted);
  if (twin) return twin;
  const names = await boundNames(tx, project, wanted);
  const machines = await machineNames(tx, project.id, wanted.machineIds ?? []);
  const requester = await requesterIn(tx, project, wanted);
  if (!names || !machines || !requester) return { refused: "notFound" };
  const uploaderId = wanted.inboundMailId ? null : wanted.author.id;
  const files = await freeFiles(tx, project.id, uploaderId, wanted.attachmentIds ?? []);
  if ("refused" in files) return files;

  const [{ insertId: id }] = await tx
    .insert(tickets)
    .values({ ...rowOf(wanted, requester, now), projectId: project.id, subject });
  await bindMachines(
    tx,
    id,
    machines.map((machine) => machine.id),
  );
  const people = await projectReaders(tx, project);
  const mentioned = mentionedIn(wanted.text, people).map((person) => person.id);
  const followers = wanted.followerIds ?? [];
  await watch(tx, id, [requester.userId, wanted.author.id, wanted.assigneeId ?? null, ...followers, ...mentioned], now);
  const ticket = await lockTicket(tx, project.id, id);
  if (!ticket) throw new Error(`Ticket ${id} was inserted and is not there`);
  const { text, author, sendKey, inboundMailId } = wanted;
  const first = { kind: "message", isPublic: true, event: "ticket.opened", text, author } as const;
  const entry = await addEntry(tx, ticket, { ...first, sendKey, inboundMailId, fileIds: files.ids }, now);
  await requestOpeningWindow(tx, id, wanted, now);
  return { id, entryId: entry.id, isTwin: false };
}

/** The job that follows incidents asks for the windows of those. */
async function requestOpeningWindow(tx: Database, ticketId: number, wanted: NewTicket, now: Date): Promise<void> {
  if (wanted.source === "incident" || (wanted.incidentId && !wanted.window)) return;
  const window = openingWindow(wanted, now);
  if (!window) return;
  const [from, to, about] = [new Date(window.from), new Date(window.to), new Date(window.about)];
  const request = { from, to, about, machineIds: wanted.machineIds ?? [], isPublic: true, author: PLATFORM };
  await requestWindow(tx, ticketId, { ...request, onceKey: "opening" }, now);
}

function rowOf(wanted: NewTicket, requester: TicketRequester, now: Date) {
  const { kind, impact, urgency, source, author } = wanted;
  return {
    ...{ kind, impact, urgency, source },
    priority: priorityOf(impact, urgency),
    stopsSales: wanted.stopsSales ?? null,
    since: wanted.since ?? null,
    requesterId: requester.userId,
    requesterContactId: requester.contactId,
    requesterName: requester.name,
    requesterEmail: requester.email,
    requesterSide: requester.side,
    assigneeId: wanted.assigneeId ?? null,
    teamId: wanted.teamId ?? null,
    applicationId: wanted.applicationId ?? null,
    incidentId: wanted.incidentId ?? null,
    interventionId: wanted.interventionId ?? null,
    createdAt: now,
    lastEntryAt: now,
    lastPublicAt: now,
    lastPublicSide: author.side,
  };
}

/** The ticket that the same form opened already: a double click, or a page that is sent again. */
async function openedWith(tx: Database, projectId: number, { sendKey, author }: NewTicket) {
  if (!sendKey) return undefined;
  const [twin] = await tx
    .select({ id: tickets.id, entryId: ticketEntries.id, authorId: ticketEntries.authorId })
    .from(ticketEntries)
    .innerJoin(tickets, and(eq(tickets.id, ticketEntries.ticketId), eq(tickets.projectId, projectId)))
    .where(eq(ticketEntries.sendKey, sendKey))
    .limit(1);
  return twin && twin.authorId === author.id ? { id: twin.id, entryId: twin.entryId, isTwin: true } : undefined;
}

/** Undefined for a user or contact of another client. */
async function requesterIn(tx: Database, project: Place, wanted: NewTicket): Promise<TicketRequester | undefined> {
  const { author, requester } = wanted;
  const people = await projectReaders(tx, project);
  const userId = requester ? requester.userId : author.id;
  const reader = people.find(({ id }) => id === userId);
  if (userId !== null && !reader) return undefined;
  if (reader) {
    const side = reader.isStaff ? "staff" : "client";
    return { side, userId: reader.id, contactId: null, name: reader.name, email: reader.email };
  }
  if (!requester) return { side: author.side, userId: null, contactId: null, name: author.name, email: null };
  if (requester.contactId === null) return requester;
  const [contact] = await tx
    .select({ id: contacts.id, projectId: contacts.projectId })
    .from(contacts)
    .where(and(eq(contacts.id, requester.contactId), eq(contacts.clientId, project.clientId)));
  const isOfProject = contact && (contact.projectId === null || contact.projectId === project.id);
  return isOfProject ? requester : undefined;
}
