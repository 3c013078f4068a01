import type { TicketSide } from "./ticket.ts";

export type TicketEntryKind = "message" | "note" | "change" | "window";

/**
 * What a change of a ticket is about. The client reads the first six and what its incident does; the others are among staff.
 * Of the three of an incident, `to` is an instant (ISO): its service recovered, fell again, people closed it. Of merges and
 * splits it is the other ticket's number, of a rating 1 to 5.
 */
export const TICKET_FIELDS = [
  "state",
  "kind",
  "subject",
  "impact",
  "urgency",
  "assignee",
  "team",
  "application",
  "machines",
  "incident",
  "intervention",
  "incidentRecovered",
  "incidentAgain",
  "incidentClosed",
  "mergedInto",
  "mergedFrom",
  "splitInto",
  "splitFrom",
  "rating",
  "tags",
] as const;
export type TicketField = (typeof TICKET_FIELDS)[number];

/** One field of a change: codes of `ticket.ts`, or names as they were then; null for nothing. */
export interface TicketChange {
  readonly field: TicketField;
  readonly from: string | null;
  readonly to: string | null;
}

const READ_BY_CLIENT: readonly TicketField[] = [
  ...(["state", "kind", "subject", "impact", "urgency", "assignee"] as const),
  ...(["incidentRecovered", "incidentAgain", "incidentClosed"] as const),
  ...(["mergedInto", "mergedFrom", "splitInto", "splitFrom", "rating"] as const),
];

export function isReadByClient({ field }: TicketChange): boolean {
  return READ_BY_CLIENT.includes(field);
}

/** Who writes an entry. The name is kept with it, as people are renamed. */
export interface TicketAuthor {
  readonly side: TicketSide;
  readonly id: string | null;
  readonly name: string;
}

export const PLATFORM: TicketAuthor = { side: "platform", id: null, name: "Timonerie" };

/** A file of an entry, as it is listed below it. */
export interface TicketFile {
  readonly publicId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

/** An entry of a thread. A note is never public. */
export interface TicketEntry {
  readonly id: number;
  readonly at: Date;
  readonly kind: TicketEntryKind;
  readonly isPublic: boolean;
  readonly text: string;
  readonly changes: readonly TicketChange[];
  readonly side: TicketSide;
  readonly authorId: string | null;
  readonly authorName: string;
  readonly inboundMailId: number | null;
  readonly files: readonly TicketFile[];
}
