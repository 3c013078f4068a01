import { and, asc, eq, isNull, lte, or } from "drizzle-orm";
import nodemailer, { type Transporter } from "nodemailer";

import type { ShopDatabase } from "../db/client.ts";
import { outbox } from "../db/schema/outbox.ts";

type Mail = typeof outbox.$inferSelect;

export interface MailRoute {
  readonly smtpUrl: string;
  /** The shop's own address on the web: its host signs the mails. */
  readonly shopUrl: string;
}

const BATCH = 20;
/** While a mail is being sent nobody else takes it; after this long its sender is taken for dead. */
const CLAIM_MS = 120_000;
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 3_600_000;
/** About a day of attempts. */
const MAX_ATTEMPTS = 30;

let transport: { url: string; transporter: Transporter } | undefined;

/**
 * Sends what is due in the outbox. Several processes may run this at once: a mail is claimed by its number of attempts
 * before it is sent. A crash between sending and noting sends again under the same Message-ID. A refusal for good (5xx)
 * ends it at once.
 */
export async function deliverMails(db: ShopDatabase, route: MailRoute, now = new Date()): Promise<number> {
  const due = await db
    .select()
    .from(outbox)
    .where(
      and(
        isNull(outbox.sentAt),
        isNull(outbox.failedAt),
        or(isNull(outbox.nextAttemptAt), lte(outbox.nextAttemptAt, now)),
      ),
    )
    .orderBy(asc(outbox.createdAt), asc(outbox.id))
    .limit(BATCH);
  let sent = 0;
  for (const mail of due) {
    if (!(await claim(db, mail, now))) continue;
    try {
      await send(route, mail);
      await db.update(outbox).set({ sentAt: now, lastError: null }).where(eq(outbox.id, mail.id));
      sent += 1;
    } catch (error) {
      await noteFailure(db, mail, error, now);
    }
  }
  return sent;
}

/** Of a mail's row alone, so that a second sending after a crash bears the first one's. */
export function messageIdOf({ id, createdAt }: Pick<Mail, "id" | "createdAt">, shopUrl: string): string {
  return `<${id}.${createdAt.getTime()}@${new URL(shopUrl).hostname}>`;
}

/** Wait before the attempt after the nth: 30 s, doubling to an hour. */
export function retryAfterMs(attempts: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 20));
}

async function claim(db: ShopDatabase, mail: Mail, now: Date): Promise<boolean> {
  const [result] = await db
    .update(outbox)
    .set({ attempts: mail.attempts + 1, nextAttemptAt: new Date(now.getTime() + CLAIM_MS) })
    .where(and(eq(outbox.id, mail.id), eq(outbox.attempts, mail.attempts), isNull(outbox.sentAt)));
  return result.affectedRows === 1;
}

async function send({ smtpUrl, shopUrl }: MailRoute, mail: Mail): Promise<void> {
  await transporterFor(smtpUrl).sendMail({
    from: { name: "POPGOM", address: `commandes@${new URL(shopUrl).hostname}` },
    to: { name: "", address: oneLine(mail.recipient) },
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html ?? undefined,
    messageId: messageIdOf(mail, shopUrl),
    headers: { "Auto-Submitted": "auto-generated" },
    // Nothing in a mail of ours names a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** A line end in a header would begin another header. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ").trim();
}

function transporterFor(smtpUrl: string): Transporter {
  if (transport?.url !== smtpUrl) {
    transport?.transporter.close();
    const options = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
    transport = { url: smtpUrl, transporter: nodemailer.createTransport({ url: smtpUrl, ...options }) };
  }
  return transport.transporter;
}

async function noteFailure(db: ShopDatabase, mail: Mail, error: unknown, now: Date): Promise<void> {
  const attempts = mail.attempts + 1;
  const { responseCode, message } = error as { responseCode?: number; message?: string };
  const isForGood = attempts >= MAX_ATTEMPTS || (responseCode !== undefined && responseCode >= 500);
  await db
    .update(outbox)
    .set({
      lastError: String(message ?? error).slice(0, 400),
      failedAt: isForGood ? now : null,
      nextAttemptAt: new Date(now.getTime() + retryAfterMs(attempts)),
    })
    .where(eq(outbox.id, mail.id));
}
