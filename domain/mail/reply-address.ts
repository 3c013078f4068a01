import { createHmac, timingSafeEqual } from "node:crypto";

/** What an answer to one of our mails is: for everybody on the ticket, or a note among staff. */
export type AnswerKind = "reply" | "note";

/** What the address of an answer proves: which ticket, and to whom of it the mail went that is being answered. */
export interface Answered {
  readonly ticketId: number;
  /** A row of `ticket_readers`. */
  readonly readerId: number;
  readonly kind: AnswerKind;
}

const KINDS: readonly AnswerKind[] = ["reply", "note"];
/** 100 bits in base32: whoever guesses sends mails, and there are not enough of them. */
const SIGNATURE_LENGTH = 20;
/** The longest local part that mail programs must take (RFC 5321). */
const LONGEST_LOCAL_PART = 64;

/**
 * The address that one reader's answers to one ticket go to: `desk+812.57.<signature>@host`. Small letters and digits only,
 * since some mail servers change the case of local parts.
 */
export function replyAddress(secret: string, desk: string, answered: Answered): string {
  const { local, domain } = splitAddress(desk);
  const { ticketId, readerId } = answered;
  return `${local}+${ticketId}.${readerId}.${signatureOf(secret, answered)}@${domain}`;
}

/** What an address of ours proves; null for the desk's bare address, any other address and any forged one. */
export function readReplyAddress(secret: string, desk: string, address: string): Answered | null {
  const { local, domain } = splitAddress(desk);
  const wanted = splitAddress(address);
  if (wanted.domain !== domain || !wanted.local.startsWith(`${local}+`)) return null;
  if (wanted.local.length > LONGEST_LOCAL_PART) return null;
  const match = /^([1-9]\d{0,9})\.([1-9]\d{0,9})\.([a-z2-7]{20})$/.exec(wanted.local.slice(local.length + 1));
  if (!match) return null;
  const [, ticketId = "", readerId = "", signature = ""] = match;
  const named = { ticketId: Number(ticketId), readerId: Number(readerId) };
  // Both are compared whole, whichever fits: the time taken says nothing.
  const fitting = KINDS.filter((kind) => isSame(signature, signatureOf(secret, { ...named, kind })));
  return fitting[0] ? { ...named, kind: fitting[0] } : null;
}

/** The text without what signs such addresses: whoever reads what a mail quotes cannot answer in the name of its reader. */
export function withoutSignatures(text: string): string {
  return text.replace(/\+[1-9]\d{0,9}\.[1-9]\d{0,9}\.[a-z2-7]{20}(?=@)/gi, "");
}

/** Whether mail to the address is for this desk: its bare address, or one with anything after a plus. */
export function isDeskAddress(desk: string, address: string): boolean {
  const { local, domain } = splitAddress(desk);
  const other = splitAddress(address);
  return other.domain === domain && (other.local === local || other.local.startsWith(`${local}+`));
}

/** Names this installation in the headers of its mails: what comes back with it is a loop. Says nothing of the secret. */
export function instanceOf(secret: string): string {
  return createHmac("sha256", Buffer.from(secret, "hex")).update("instance").digest("hex").slice(0, 16);
}

function signatureOf(secret: string, { ticketId, readerId, kind }: Answered): string {
  const digest = createHmac("sha256", Buffer.from(secret, "hex")).update(`${kind}:${ticketId}:${readerId}`).digest();
  return base32(digest).slice(0, SIGNATURE_LENGTH);
}

function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function splitAddress(address: string): { local: string; domain: string } {
  const at = address.lastIndexOf("@");
  return { local: address.slice(0, Math.max(0, at)).toLowerCase(), domain: address.slice(at + 1).toLowerCase() };
}

function base32(bytes: Buffer): string {
  const letters = "abcdefghijklmnopqrstuvwxyz234567";
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const length = Math.floor((bytes.length * 8) / 5);
  const spare = BigInt(bytes.length * 8 - length * 5);
  return Array.from({ length }, (_, n) => letters[Number((bits >> (BigInt(5 * (length - 1 - n)) + spare)) & 31n)]).join(
    "",
  );
}
