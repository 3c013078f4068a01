import { deskAddress } from "#domain/mail/desk-address.ts";

export interface MailSettings {
  /** imaps://user:password@host:993/INBOX; undefined where mail comes by SMTP alone. */
  readonly imapUrl?: string;
  /** Where the SMTP listener listens, on 127.0.0.1; undefined without one, 0 for any port. */
  readonly smtpPort?: number;
  /** How long the mailbox is left alone when its server tells nothing. */
  readonly pollMs?: number;
}

/** Reads the environment; throws a sentence that says what is wrong or missing. */
export function mailSettings(env: NodeJS.ProcessEnv): MailSettings {
  if (!deskAddress(env)) throw new Error("TIMONERIE_DESK_ADDRESS is not set: no mail can come in.");
  const imapUrl = env.TIMONERIE_IMAP_URL || undefined;
  if (imapUrl && !(URL.canParse(imapUrl) && /^imaps?:$/.test(new URL(imapUrl).protocol))) {
    throw new Error("TIMONERIE_IMAP_URL must be an address like imaps://user:password@host:993/INBOX.");
  }
  const port = env.TIMONERIE_SMTP_LISTEN_PORT;
  const smtpPort = port ? Number(port) : undefined;
  if (smtpPort !== undefined && !(Number.isInteger(smtpPort) && smtpPort >= 0 && smtpPort <= 65_535)) {
    throw new Error(`TIMONERIE_SMTP_LISTEN_PORT is ${port}, which is not a port.`);
  }
  if (!imapUrl && smtpPort === undefined) {
    throw new Error("Neither TIMONERIE_IMAP_URL nor TIMONERIE_SMTP_LISTEN_PORT is set: no mail can come in.");
  }
  return { imapUrl, smtpPort };
}
