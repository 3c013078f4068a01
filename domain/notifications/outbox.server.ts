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
}

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
    createdAt: now,
    nextAttemptAt: now,
  });
}
