import { and, desc, eq, isNotNull, ne } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { inboundMails, ticketReaders } from "#db/schema/mail.ts";
import { outboxMails } from "#db/schema/notifications.ts";
import { contacts } from "#db/schema/projects.ts";
import { ticketEntries } from "#db/schema/tickets.ts";
import type { ProjectReader } from "#domain/identity/readers.server.ts";
import { deskAddress, deskSecret } from "#domain/mail/desk-address.ts";
import { type AnswerKind, replyAddress } from "#domain/mail/reply-address.ts";
import { mailChoices } from "#domain/notifications/choices.server.ts";
import { enqueueMail } from "#domain/notifications/outbox.server.ts";

import type { WrittenEntry } from "./entries.server.ts";
import { type LetterLocale, type ToldEntry, ticketLetter, toldChange } from "./letters.ts";
import type { LockedTicket } from "./locks.server.ts";
import { threadName } from "./thread-name.ts";

type Place = { readonly slug: string; readonly name: string };

interface MailReader {
  /** Null for whoever has no login. */
  readonly userId: string | null;
  readonly name: string;
  readonly address: string;
  readonly locale: LetterLocale;
}

/**
 * Mails an entry to those who follow the ticket, in the transaction that writes it: `told` as telling chose them, those who
 * want mails at once, and whoever asked without a login. One mail a person, so that each has an address for answers of their own.
 * Gives the users it went to.
 */
export async function mailTicket(
  tx: Database,
  ticket: LockedTicket,
  project: Place,
  entry: WrittenEntry,
  told: readonly ProjectReader[],
  now: Date,
): Promise<string[]> {
  const kind = kindOf(entry);
  if (kind === null) return [];
  const choices = await mailChoices(
    tx,
    told.map(({ id }) => id),
    "tickets",
  );
  const users = told
    .filter(({ id }) => choices.get(id) === "at_once" && (kind !== "assigned" || id === ticket.assigneeId))
    .map((reader) => ({
      userId: reader.id,
      name: reader.name,
      address: reader.email,
      locale: asLocale(reader.locale),
    }));
  const readers: MailReader[] = [...users, ...(await requesterWithoutLogin(tx, ticket, entry, kind))];
  for (const reader of readers) await mailReader(tx, ticket, project, { entry, kind, reader }, now);
  return users.map(({ userId }) => userId);
}

/** Null for what is told on pages only. */
function kindOf({ event, kind, changes = [] }: WrittenEntry): ToldEntry["kind"] | null {
  if (kind === "change") return toldChange(changes);
  if (kind === "note") return "noted";
  if (kind !== "message") return null;
  return event === "ticket.opened" ? "opened" : "replied";
}

/** Never a note, and never their own words; a contact who was removed, or has another address by now, is told nothing. */
async function requesterWithoutLogin(
  tx: Database,
  ticket: LockedTicket,
  entry: WrittenEntry,
  kind: ToldEntry["kind"],
): Promise<MailReader[]> {
  const isForClient = entry.isPublic && (kind === "replied" || kind === "resolved" || kind === "closed");
  const isOwn = entry.author.side === "client" && entry.author.id === null;
  if (!isForClient || isOwn || ticket.requesterId !== null || !ticket.requesterEmail) return [];
  if (!(await isStillContact(tx, ticket))) return [];
  return [{ userId: null, name: ticket.requesterName, address: ticket.requesterEmail, locale: "fr" }];
}

async function isStillContact(tx: Database, { requesterContactId, requesterEmail }: LockedTicket): Promise<boolean> {
  if (requesterContactId === null) return true;
  const [contact] = await tx
    .select({ email: contacts.email })
    .from(contacts)
    .where(eq(contacts.id, requesterContactId));
  return contact?.email?.toLowerCase() === requesterEmail?.toLowerCase();
}

async function mailReader(
  tx: Database,
  ticket: LockedTicket,
  project: Place,
  { entry, kind, reader }: { entry: WrittenEntry; kind: ToldEntry["kind"]; reader: MailReader },
  now: Date,
): Promise<void> {
  const replyTo = await answersOf(tx, ticket.id, reader, entry.isPublic ? "reply" : "note", now);
  const page = new URL(`/projects/${project.slug}/tickets/${ticket.id}#entry-${entry.id}`, publicBase());
  const letter = ticketLetter(reader.locale, {
    number: ticket.id,
    subject: ticket.subject,
    project: project.name,
    kind,
    authorName: entry.author.name,
    text: entry.text,
    link: reader.userId === null ? null : page.href,
    isAnswerable: replyTo !== undefined,
  });
  await enqueueMail(
    tx,
    {
      to: { address: reader.address, name: reader.name },
      locale: reader.locale,
      ...letter,
      references: await threadBefore(tx, ticket.id, reader.address),
      replyTo,
      origin: entry.author.side === "platform" || entry.kind === "change" ? "generated" : "written",
      ticketEntryId: entry.id,
    },
    now,
  );
}

/** The reader's own address for answers in this ticket; undefined where no mail comes in. */
export async function answersOf(
  tx: Database,
  ticketId: number,
  { userId, address: written }: Pick<MailReader, "userId" | "address">,
  kind: AnswerKind,
  now: Date,
): Promise<string | undefined> {
  const desk = deskAddress();
  if (!desk) return undefined;
  const address = written.toLowerCase();
  const isReader = and(eq(ticketReaders.ticketId, ticketId), eq(ticketReaders.address, address));
  await tx.insert(ticketReaders).ignore().values({ ticketId, userId, address, since: now });
  const [reader] = await tx.select({ id: ticketReaders.id }).from(ticketReaders).where(isReader);
  if (!reader) throw new Error(`Ticket ${ticketId} has no reader ${address}`);
  return replyAddress(deskSecret(), desk, { ticketId, readerId: reader.id, kind });
}

/** What a mail of a ticket to this reader goes on: the thread's own name, then the newest of what they sent and were sent. */
export async function threadBefore(tx: Database, ticketId: number, address: string): Promise<string[]> {
  const [sent, received] = await Promise.all([
    tx
      .select({ messageId: outboxMails.messageId, at: outboxMails.createdAt })
      .from(outboxMails)
      .innerJoin(ticketEntries, eq(ticketEntries.id, outboxMails.ticketEntryId))
      .where(and(eq(ticketEntries.ticketId, ticketId), eq(outboxMails.toAddress, address)))
      .orderBy(desc(outboxMails.id))
      .limit(2),
    tx
      .select({ messageId: inboundMails.messageId, at: inboundMails.receivedAt })
      .from(inboundMails)
      .where(
        and(
          eq(inboundMails.ticketId, ticketId),
          eq(inboundMails.fromAddress, address.toLowerCase()),
          isNotNull(inboundMails.messageId),
          ne(inboundMails.verdict, "triage"),
        ),
      )
      .orderBy(desc(inboundMails.id))
      .limit(2),
  ]);
  const ids = [...sent, ...received]
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .flatMap(({ messageId }) => messageId ?? []);
  return [...new Set([threadName(ticketId), ...ids])];
}

export function asLocale(locale: string | null): LetterLocale {
  return locale === "en" || locale === "es" ? locale : "fr";
}

function publicBase(): string {
  return process.env.TIMONERIE_URL ?? "http://localhost:3000";
}
