import { TICKET_LIMITS, type TicketKind, type TicketLevel } from "./ticket.ts";

/** What a client says of sales: stopped, not touched, or unknown to them. */
export const SALES_ANSWERS = ["stopped", "untouched", "unknown"] as const;
export type SalesAnswer = (typeof SALES_ANSWERS)[number];

interface Sorted {
  readonly kind: TicketKind;
  readonly impact: TicketLevel;
  readonly urgency: TicketLevel;
  /** Null where the client does not know. */
  readonly stopsSales: boolean | null;
}

const SORTED: Readonly<Record<SalesAnswer, Sorted>> = {
  stopped: { kind: "incident", impact: "high", urgency: "high", stopsSales: true },
  untouched: { kind: "request", impact: "low", urgency: "medium", stopsSales: false },
  unknown: { kind: "incident", impact: "medium", urgency: "medium", stopsSales: null },
};

/** How a ticket is sorted before staff have read it: stopped sales press most (priority 1), whatever else is 3. */
export function sortedBy(answer: SalesAnswer): Sorted {
  return SORTED[answer];
}

/** Longer first sentences are cut at a word. */
const LONGEST_SUBJECT = 100;

/** A ticket's subject out of what somebody wrote: the first sentence of the first line that says something. */
export function subjectOf(text: string): string {
  const line =
    text
      .split("\n")
      .find((one) => one.trim() !== "")
      ?.trim() ?? "";
  const [sentence = line] = line.split(/(?<=[.!?…])\s/u);
  const bare = sentence
    .replaceAll(/\p{Cc}+/gu, " ")
    .replace(/\.$/, "")
    .trim();
  if (bare.length <= LONGEST_SUBJECT) return bare.slice(0, TICKET_LIMITS.subject);
  const cut = bare.slice(0, LONGEST_SUBJECT);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 1)).trimEnd()}…`;
}
