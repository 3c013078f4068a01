import { and, asc, eq, isNull, lte } from "drizzle-orm";
import nodemailer, { type Transporter } from "nodemailer";

import type { Database } from "#db/client.server.ts";
import { outboxMails } from "#db/schema/notifications.ts";
import { projects } from "#db/schema/projects.ts";
import { reportEditions, reports } from "#db/schema/reports.ts";
import { deskAddress, deskInstance } from "#domain/mail/desk-address.ts";

type Mail = typeof outboxMails.$inferSelect;

const BATCH = 20;
/** While a mail is being sent nobody else takes it; after this long its sender is taken for dead. */
const CLAIM_MS = 120_000;
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 3_600_000;
/** About a day of attempts. */
const MAX_ATTEMPTS = 30;

let transport: { url: string; transporter: Transporter } | undefined;

/**
 * Sends what is due in the outbox through TIMONERIE_SMTP_URL; without it mails stay, and staff read them on a page.
 * Several processes may run this at once: a mail is claimed by its number of attempts before it is sent. A crash between
 * sending and noting sends again under the same Message-ID. A refusal for good (5xx) ends it at once.
 */
export async function deliverMails(
  db: Database,
  { smtpUrl = process.env.TIMONERIE_SMTP_URL, now = new Date() }: { smtpUrl?: string; now?: Date } = {},
): Promise<{ sent: number; failed: number }> {
  if (!smtpUrl) return { sent: 0, failed: 0 };
  const due = await db
    .select()
    .from(outboxMails)
    .where(and(isNull(outboxMails.sentAt), isNull(outboxMails.failedAt), lte(outboxMails.nextAttemptAt, now)))
    .orderBy(asc(outboxMails.nextAttemptAt))
    .limit(BATCH);

  let sent = 0;
  let failed = 0;
  for (const mail of due) {
    if (!(await claim(db, mail, now))) continue;
    try {
      await send(smtpUrl, mail, await attachmentsOf(db, mail));
      await db.update(outboxMails).set({ sentAt: now, lastError: null }).where(eq(outboxMails.id, mail.id));
      sent += 1;
    } catch (error) {
      await noteFailure(db, mail, error, now);
      failed += 1;
    }
  }
  return { sent, failed };
}

/** Wait before the attempt after the nth: 30 s, doubling to an hour. */
export function retryAfterMs(attempts: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 20));
}

async function claim(db: Database, mail: Mail, now: Date): Promise<boolean> {
  const [result] = await db
    .update(outboxMails)
    .set({ attempts: mail.attempts + 1, nextAttemptAt: new Date(now.getTime() + CLAIM_MS) })
    .where(and(eq(outboxMails.id, mail.id), eq(outboxMails.attempts, mail.attempts), isNull(outboxMails.sentAt)));
  return result.affectedRows === 1;
}

/** The PDF of a report's edition, out of the database. */
async function attachmentsOf(db: Database, { reportEditionId }: Mail): Promise<Attachment[]> {
  if (reportEditionId === null) return [];
  const [found] = await db
    .select({ pdf: reportEditions.pdf, edition: reportEditions.edition, month: reports.month, slug: projects.slug })
    .from(reportEditions)
    .innerJoin(reports, eq(reports.id, reportEditions.reportId))
    .innerJoin(projects, eq(projects.id, reports.projectId))
    .where(eq(reportEditions.id, reportEditionId));
  if (!found) return [];
  const { pdf, edition, month, slug } = found;
  return [{ filename: `${slug}-${month}-${edition}.pdf`, content: pdf, contentType: "application/pdf" }];
}

interface Attachment {
  readonly filename: string;
  readonly content: Buffer;
  readonly contentType: string;
}

async function send(smtpUrl: string, mail: Mail, attachments: Attachment[]): Promise<void> {
  const from = senderOf(mail);
  await transporterFor(smtpUrl).sendMail({
    from: { name: "Timonerie", address: from },
    // Nobody answers an answer that was given by itself, nor reports that it could not be delivered.
    envelope: { from: mail.origin === "replied" ? "" : from, to: oneLine(mail.toAddress) },
    replyTo: mail.replyTo ? oneLine(mail.replyTo) : undefined,
    references: mail.references ?? undefined,
    inReplyTo: mail.references?.split(" ").at(-1),
    to: { name: oneLine(mail.toName), address: oneLine(mail.toAddress) },
    subject: oneLine(mail.subject),
    text: mail.textBody,
    html: mail.htmlBody ?? undefined,
    attachments,
    messageId: mail.messageId,
    headers: { "Content-Language": mail.locale, ...originOf(mail), ...leaving(mail) },
    // Nothing in a mail of ours names a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** What a person wrote is a letter like any other; the rest asks programs not to answer. */
function originOf({ origin }: Mail): Record<string, string> {
  const instance = deskInstance();
  return {
    ...(origin === "written" ? {} : { "Auto-Submitted": origin === "replied" ? "auto-replied" : "auto-generated" }),
    ...(instance ? { "X-Timonerie-Desk": instance } : {}),
  };
}

/** One click in the mail program takes its reader off the list (RFC 8058). */
function leaving({ unsubscribeUrl }: Mail): Record<string, string> {
  if (unsubscribeUrl === null) return {};
  return { "List-Unsubscribe": `<${unsubscribeUrl}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}

/** A line end in a header would begin another header; nodemailer encodes them, and this leaves it nothing to encode. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ").trim();
}

/** A ticket's mails come from the desk, so that their answers and the reports of their failures do too. */
function senderOf({ ticketEntryId }: Mail): string {
  const desk = ticketEntryId === null ? undefined : deskAddress();
  if (desk) return desk;
  const host = new URL(process.env.TIMONERIE_URL ?? "http://localhost").hostname;
  return process.env.TIMONERIE_MAIL_FROM ?? `timonerie@${host}`;
}

function transporterFor(smtpUrl: string): Transporter {
  if (transport?.url !== smtpUrl) {
    transport?.transporter.close();
    const options = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
    transport = { url: smtpUrl, transporter: nodemailer.createTransport({ url: smtpUrl, ...options }) };
  }
  return transport.transporter;
}

async function noteFailure(db: Database, mail: Mail, error: unknown, now: Date): Promise<void> {
  const attempts = mail.attempts + 1;
  const code = (error as { responseCode?: number }).responseCode;
  const forGood = attempts >= MAX_ATTEMPTS || (code !== undefined && code >= 500);
  await db
    .update(outboxMails)
    .set({
      lastError: String((error as Error).message ?? error).slice(0, 500),
      failedAt: forGood ? now : null,
      nextAttemptAt: new Date(now.getTime() + retryAfterMs(attempts)),
    })
    .where(eq(outboxMails.id, mail.id));
}
