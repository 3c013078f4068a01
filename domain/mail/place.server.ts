import { and, eq, isNull, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { mailSenders, ticketReaders } from "#db/schema/mail.ts";
import { contacts, projects } from "#db/schema/projects.ts";
import { tickets } from "#db/schema/tickets.ts";
import { isStaff } from "#domain/identity/permissions.ts";
import { membershipsOf, userByEmail } from "#domain/identity/queries.server.ts";
import { projectReaders } from "#domain/identity/readers.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";
import type { TicketRequester } from "#domain/tickets/opening.server.ts";
import type { TicketAuthor } from "#domain/tickets/thread.ts";

import type { ParsedMail } from "./parsed.ts";
import type { Answered } from "./reply-address.ts";
import type { MailReason } from "./verdict.ts";

/** Where a mail belongs: into a thread, at the head of a new one, or before somebody who decides. */
export type Place =
  | {
      readonly to: "join";
      readonly projectId: number;
      readonly ticketId: number;
      readonly author: TicketAuthor;
      readonly isPublic: boolean;
    }
  | {
      readonly to: "open";
      readonly projectId: number;
      readonly requester: TicketRequester;
      readonly locale: string | null;
    }
  | {
      readonly to: "triage";
      readonly reason: MailReason;
      readonly projectId: number | null;
      readonly ticketId: number | null;
    }
  | { readonly to: "refuse"; readonly reason: MailReason };

/** A merged ticket leads to another, which may be merged too. */
const LONGEST_CHAIN = 10;

/**
 * Where a person's mail belongs. Only a signed address leads into a thread, and only for whom it was given to, who must
 * still see the project; a sender alone, which anybody can forge, opens at most a ticket of their own; a number in a
 * subject says nothing.
 */
export async function placeOf(db: Database, mail: ParsedMail, answered: Answered | null): Promise<Place> {
  const from = mail.from?.address.toLowerCase();
  if (!from) return waiting("unknownSender");
  const [said] = await db.select().from(mailSenders).where(eq(mailSenders.address, from));
  if (said?.isRefused) return { to: "refuse", reason: "refusedSender" };
  if (answered) return placeOfAnswer(db, from, answered);
  return placeOfSender(db, { address: from, name: mail.from?.name || from }, said?.projectId ?? null);
}

async function placeOfAnswer(db: Database, from: string, { ticketId, readerId, kind }: Answered): Promise<Place> {
  const [reader] = await db
    .select()
    .from(ticketReaders)
    .where(and(eq(ticketReaders.id, readerId), eq(ticketReaders.ticketId, ticketId)));
  const ticket = reader && (await ticketOrItsSuccessor(db, ticketId));
  if (!ticket) return waiting("unknownSender");
  const suggested = { projectId: ticket.projectId, ticketId: ticket.id };
  const author = reader.userId
    ? await userWriting(db, ticket, reader.userId)
    : await otherWriting(db, ticket, reader.address);
  if (!author || (kind === "note" && author.side !== "staff")) return waiting("noLongerReader", suggested);
  if (from !== author.address) return waiting("otherSender", suggested);
  const { address: _address, ...writer } = author;
  return { to: "join", ...suggested, author: writer, isPublic: kind === "reply" };
}

type Found = NonNullable<Awaited<ReturnType<typeof livingTicket>>>;
type Writer = TicketAuthor & { readonly address: string };

/** The ticket, or the one that its thread goes on in; a merge never crosses projects: were one to, its mails would wait. */
async function ticketOrItsSuccessor(db: Database, ticketId: number): Promise<Found | undefined> {
  const asked = await livingTicket(db, ticketId);
  let found = asked;
  for (let step = 0; found?.mergedIntoId && step < LONGEST_CHAIN; step += 1) {
    found = await livingTicket(db, found.mergedIntoId);
  }
  return asked && found?.projectId === asked.projectId ? { ...asked, id: found.id } : undefined;
}

/** Undefined where the project is retired. */
async function livingTicket(db: Database, ticketId: number) {
  const [found] = await db
    .select({
      id: tickets.id,
      projectId: tickets.projectId,
      clientId: projects.clientId,
      mergedIntoId: tickets.mergedIntoId,
      requesterId: tickets.requesterId,
      requesterContactId: tickets.requesterContactId,
      requesterName: tickets.requesterName,
      requesterEmail: tickets.requesterEmail,
    })
    .from(tickets)
    .innerJoin(projects, and(eq(projects.id, tickets.projectId), isNull(projects.retiredAt)))
    .where(eq(tickets.id, ticketId));
  return found;
}

async function userWriting(db: Database, ticket: Found, userId: string): Promise<Writer | undefined> {
  const people = await projectReaders(db, { id: ticket.projectId, clientId: ticket.clientId });
  const person = people.find(({ id }) => id === userId);
  if (!person) return undefined;
  const { id, name, email } = person;
  return { side: person.isStaff ? "staff" : "client", id, name, address: email.toLowerCase() };
}

/** Whoever asked without a login; a contact must still be one. */
async function otherWriting(db: Database, ticket: Found, address: string): Promise<Writer | undefined> {
  if (ticket.requesterId !== null || ticket.requesterEmail?.toLowerCase() !== address) return undefined;
  const contact = ticket.requesterContactId;
  if (contact !== null) {
    const [still] = await db.select({ email: contacts.email }).from(contacts).where(eq(contacts.id, contact));
    if (still?.email?.toLowerCase() !== address) return undefined;
  }
  return { side: "client", id: null, name: ticket.requesterName, address };
}

interface Sender {
  readonly address: string;
  readonly name: string;
}

async function placeOfSender(db: Database, sender: Sender, remembered: number | null): Promise<Place> {
  const user = await userByEmail(db, sender.address);
  if (user) {
    const memberships = user.lockedAt ? [] : await membershipsOf(db, user.id);
    const seen = isStaff(memberships) ? [] : await projectsOf(db, memberships);
    const [only] = seen;
    if (!only || seen.length > 1) return waiting(memberships.length > 0 ? "severalProjects" : "unknownSender");
    const requester = { side: "client", userId: user.id, contactId: null, name: user.name, email: user.email } as const;
    return { to: "open", projectId: only.id, requester, locale: user.locale };
  }
  const contact = await contactWriting(db, sender.address);
  if (contact === "several") return waiting("severalProjects");
  const projectId = contact?.projectId ?? remembered;
  if (projectId === null) return waiting("unknownSender");
  const requester = {
    side: "client",
    userId: null,
    contactId: contact?.id ?? null,
    name: contact?.name ?? sender.name,
    email: sender.address,
  } as const;
  return { to: "open", projectId, requester, locale: null };
}

/** The contact of an address and its project; "several" where the address alone does not say which. */
async function contactWriting(db: Database, address: string) {
  const rows = await db
    .select({ id: contacts.id, name: contacts.name, projectId: projects.id })
    .from(contacts)
    .innerJoin(
      projects,
      and(
        isNull(projects.retiredAt),
        or(
          eq(projects.id, contacts.projectId),
          and(isNull(contacts.projectId), eq(projects.clientId, contacts.clientId)),
        ),
      ),
    )
    .where(eq(contacts.email, address))
    .limit(20);
  const of = new Set(rows.map(({ projectId }) => projectId));
  if (of.size > 1) return "several";
  return rows[0];
}

function waiting(reason: MailReason, suggested: { projectId: number; ticketId: number } | null = null): Place {
  return { to: "triage", reason, projectId: suggested?.projectId ?? null, ticketId: suggested?.ticketId ?? null };
}
