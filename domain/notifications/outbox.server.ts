import { randomUUID } from "node:crypto";

import type { Database } from "#db/client.server.ts";
import { outboxMails } from "#db/schema/notifications.ts";

export interface NewMail {
  readonly to: { readonly address: string; readonly name?: string };
  readonly locale: "fr" | "en" | "es";
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** For mails to a list: where a POST takes the reader off it. */
  readonly unsubscribeUrl?: string;
  /** Message-IDs of the thread that it goes on, oldest first. */
  readonly references?: readonly string[];
  /** Where its answer goes, when that is not its sender. */
  readonly replyTo?: string;
  /** What wrote it; the platform, where nothing is said. An answer that the platform gives by itself has no way back. */
  readonly origin?: "generated" | "replied" | "written";
  /** The entry of a ticket that it carries. */
  readonly ticketEntryId?: number;
  /** The edition of a report whose PDF goes with it. */
  readonly reportEditionId?: number;
}

/** The column's. Of a longer thread the first and the newest say enough. */
const LONGEST_REFERENCES = 900;

/** Puts a mail in the outbox, in the caller's transaction. The Message-ID is made here, once and for ever. */
export async function enqueueMail(tx: Database, mail: NewMail, now = new Date()): Promise<void> {
  await tx.insert(outboxMails).values({
    messageId: `<${randomUUID()}@timonerie>`,
    toAddress: mail.to.address,
    toName: mail.to.name ?? "",
    locale: mail.locale,
    subject: mail.subject,
    textBody: mail.text,
    htmlBody: mail.html ?? null,
    unsubscribeUrl: mail.unsubscribeUrl ?? null,
    references: referencesOf(mail.references),
    replyTo: mail.replyTo ?? null,
    origin: mail.origin,
    ticketEntryId: mail.ticketEntryId ?? null,
    reportEditionId: mail.reportEditionId ?? null,
    createdAt: now,
    nextAttemptAt: now,
  });
}

function referencesOf([first, ...others]: readonly string[] = []): string | null {
  if (first === undefined) return null;
  const newest: string[] = [];
  let length = first.length;
  for (const id of others.toReversed()) {
    length += id.length + 1;
    if (length > LONGEST_REFERENCES) break;
    newest.unshift(id);
  }
  return [first, ...newest].join(" ");
}
