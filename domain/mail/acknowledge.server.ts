import { and, count, eq, gt, inArray } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { outboxMails } from "#db/schema/notifications.ts";
import { projects } from "#db/schema/projects.ts";
import { tickets } from "#db/schema/tickets.ts";
import { enqueueMail } from "#domain/notifications/outbox.server.ts";
import { receivedLetter } from "#domain/tickets/letters.ts";
import { answersOf, asLocale, threadBefore } from "#domain/tickets/mailing.server.ts";
import type { TicketRequester } from "#domain/tickets/opening.server.ts";

import type { ParsedMail } from "./parsed.ts";
import { ANSWERS } from "./verdict.ts";

const MINUTE_MS = 60_000;

interface Opened {
  readonly projectId: number;
  readonly ticketId: number;
  readonly entryId: number;
  readonly requester: TicketRequester;
  readonly locale: string | null;
  readonly mail: ParsedMail;
}

/**
 * Tells whoever opened a ticket by mail that it came: the one mail that we answer by ourselves. It goes to the address that
 * we know of them, says in its headers that a program wrote it, and has no sender to answer (RFC 3834). Never an answer to
 * such an answer of ours, and no more than a few an hour, should all marks be lost on the way.
 */
export async function acknowledge(tx: Database, opened: Opened, now: Date): Promise<void> {
  const { projectId, ticketId, entryId, requester, mail } = opened;
  const address = requester.email;
  if (!address || (await isAnswerToOurs(tx, mail)) || (await wasAnsweredEnough(tx, address, now))) return;
  const [ticket] = await tx
    .select({ subject: tickets.subject, project: projects.name, slug: projects.slug })
    .from(tickets)
    .innerJoin(projects, eq(projects.id, tickets.projectId))
    .where(and(eq(tickets.id, ticketId), eq(tickets.projectId, projectId)));
  if (!ticket) throw new Error(`No ticket ${ticketId}`);
  const locale = asLocale(opened.locale);
  const base = process.env.TIMONERIE_URL ?? "http://localhost:3000";
  const page = new URL(`/projects/${ticket.slug}/tickets/${ticketId}`, base).href;
  const told = { number: ticketId, subject: ticket.subject, project: ticket.project, text: "", isAnswerable: true };
  const letter = receivedLetter(locale, { ...told, link: requester.userId ? page : null });
  const reader = { userId: requester.userId, address };
  await enqueueMail(
    tx,
    {
      to: { address, name: requester.name },
      locale,
      ...letter,
      references: [...(await threadBefore(tx, ticketId, address)), ...(mail.messageId ? [mail.messageId] : [])],
      replyTo: await answersOf(tx, ticketId, reader, "reply", now),
      origin: "replied",
      ticketEntryId: entryId,
    },
    now,
  );
}

async function isAnswerToOurs(tx: Database, { inReplyTo, references }: ParsedMail): Promise<boolean> {
  const ids = [...references, ...(inReplyTo ? [inReplyTo] : [])];
  if (ids.length === 0) return false;
  const [ours] = await tx
    .select({ id: outboxMails.id })
    .from(outboxMails)
    .where(and(inArray(outboxMails.messageId, ids), eq(outboxMails.origin, "replied")))
    .limit(1);
  return ours !== undefined;
}

async function wasAnsweredEnough(tx: Database, address: string, now: Date): Promise<boolean> {
  for (const { most, withinMinutes } of ANSWERS) {
    if ((await answersSince(tx, address, new Date(now.getTime() - withinMinutes * MINUTE_MS))) >= most) return true;
  }
  return false;
}

async function answersSince(tx: Database, address: string, since: Date): Promise<number> {
  const [sent] = await tx
    .select({ count: count() })
    .from(outboxMails)
    .where(
      and(eq(outboxMails.toAddress, address), eq(outboxMails.origin, "replied"), gt(outboxMails.createdAt, since)),
    );
  return sent?.count ?? 0;
}
