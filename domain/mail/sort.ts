import type { ParsedMail } from "./parsed.ts";
import { isDeskAddress } from "./reply-address.ts";

/**
 * What wrote a mail: a person; a program (out of office, newsletter, list); a mail server that could not deliver one of
 * ours; or ourselves. Only what a person wrote joins or opens a ticket, and only that is ever answered by itself (RFC 3834).
 */
export type MailSort = "written" | "automatic" | "bounce" | "loop";

export interface OwnNames {
  /** The desk's address. */
  readonly desk: string;
  /** Names this installation: what our mails carry as X-Timonerie-Desk. */
  readonly instance: string;
}

type Judged = Pick<ParsedMail, "headers" | "from" | "report">;

/** `envelopeFrom` is what SMTP said, "" for the null sender; undefined where only the mail itself is known. */
export function sortOf(mail: Judged, own: OwnNames, envelopeFrom?: string): MailSort {
  // A report of a failure carries headers of ours inside, and may come from our own server: it is looked at first.
  if (isBounce(mail, envelopeFrom)) return "bounce";
  if (isOurs(mail, own)) return "loop";
  return isAutomatic(mail, envelopeFrom) ? "automatic" : "written";
}

function isBounce(mail: Judged, envelopeFrom: string | undefined): boolean {
  const type = valuesOf(mail, "content-type").join(" ").toLowerCase();
  if (/^multipart\/report\b/.test(type) && /report-type\s*=\s*"?delivery-status/.test(type)) return true;
  const isFromServer = /^(mailer-daemon|postmaster)@/i.test(mail.from?.address ?? "");
  return isFromServer && (hasNullSender(mail, envelopeFrom) || valuesOf(mail, "x-failed-recipients").length > 0);
}

function isOurs({ from, ...mail }: Judged, { desk, instance }: OwnNames): boolean {
  const names = [...valuesOf(mail, "x-timonerie-desk"), ...valuesOf(mail, "x-loop")];
  return names.some((name) => name.trim() === instance) || (from !== null && isDeskAddress(desk, from.address));
}

function isAutomatic(mail: Judged, envelopeFrom: string | undefined): boolean {
  const isSaid = (name: string, pattern: RegExp) => valuesOf(mail, name).some((value) => pattern.test(value.trim()));
  return (
    hasNullSender(mail, envelopeFrom) ||
    // Comments may follow: "no (sent by a person)".
    isSaid("auto-submitted", /^(?!no\b)/i) ||
    isSaid("precedence", /^(bulk|junk|list|auto[_-]?reply)\b/i) ||
    isSaid("content-type", /^multipart\/report\b/i) ||
    AUTOMATIC_BY_PRESENCE.some((name) => valuesOf(mail, name).length > 0)
  );
}

const AUTOMATIC_BY_PRESENCE = [
  "x-auto-response-suppress",
  "x-autoreply",
  "x-autorespond",
  "list-id",
  "list-unsubscribe",
  "feedback-id",
];

function hasNullSender(mail: Pick<Judged, "headers">, envelopeFrom: string | undefined): boolean {
  return envelopeFrom === "" || valuesOf(mail, "return-path").some((value) => value.trim() === "<>");
}

function valuesOf({ headers }: Pick<Judged, "headers">, name: string): readonly string[] {
  return headers[name] ?? [];
}
