/** A mail as far as we look at it, once it is parsed. Everything in it was written by its sender. */
export interface ParsedMail {
  /** With its angle brackets; null where there is none, or none that we could name in a header. */
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly from: { readonly name: string; readonly address: string } | null;
  /** Addresses, in small letters, that it says it is for: To, Cc, Delivered-To and the like. */
  readonly to: readonly string[];
  readonly subject: string;
  /** Plain text; made of the HTML where there is no other. */
  readonly text: string;
  /** As it was sent: never shown but cleaned, in a frame that can do nothing. */
  readonly html: string | null;
  /** The headers in JUDGED_HEADERS, by their name in small letters. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly attachments: readonly MailAttachment[];
  /** What a mail server reports of a mail that could not be delivered. */
  readonly report: DeliveryReport | null;
}

export interface MailAttachment {
  readonly name: string;
  /** As its sender calls it. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Without angle brackets: what `cid:` in the HTML names. */
  readonly contentId: string | null;
}

export interface DeliveryReport {
  /** Of the mail that was not delivered. */
  readonly messageId: string | null;
  /** "failed", "delayed", … */
  readonly action: string;
  /** "5.1.1", and what the other server said. */
  readonly status: string;
  readonly diagnostic: string;
}

/** Why a mail is not even parsed. */
export type MailRefusal =
  | "tooBig"
  | "tooManyParts"
  | "tooManyLevels"
  | "headersTooLong"
  | "tooSlow"
  | "tooHeavy"
  | "unreadable";

/** Bounds of one mail. A person's mail stays far below each. */
export const MAIL_LIMITS = {
  /** Of the whole, as it comes over the wire. */
  bytes: 20_000_000,
  parts: 300,
  /** Multiparts and mails in mails, nested or not. */
  levels: 40,
  headerBytes: 128_000,
  /** Of one header, its folded lines together: parsers of addresses are slow on long ones. */
  oneHeaderBytes: 32_000,
  /** Kept of text and HTML, in characters. */
  text: 60_000,
  html: 500_000,
  attachments: 50,
  /** What the parser may take of time and memory before it is ended. */
  parseMs: 20_000,
  parseMegabytes: 48,
} as const;

/** What the judgement of a mail reads. */
export const JUDGED_HEADERS = [
  "auto-submitted",
  "content-type",
  "feedback-id",
  "list-id",
  "list-unsubscribe",
  "precedence",
  "return-path",
  "x-auto-response-suppress",
  "x-autoreply",
  "x-autorespond",
  "x-failed-recipients",
  "x-loop",
  "x-timonerie-desk",
] as const;
