/**
 * Events of tickets. `data` holds the ticket's id (its number) and subject as `name`, the entry's id as `entryId`, its
 * kind, the side that wrote it, and `isPublic`: whoever passes an event on to a client asks that first.
 */
/** Those of a thread's entries. */
export const TICKET_EVENTS = [
  "ticket.opened",
  "ticket.replied",
  "ticket.noted",
  "ticket.changed",
  "ticket.assigned",
  "ticket.merged",
  "ticket.rated",
] as const;
export type TicketEvent =
  | (typeof TICKET_EVENTS)[number]
  /** A promise of the contract comes near, or was missed: among staff. Without entry. */
  | "ticket.clock-warned"
  | "ticket.clock-breached";

export interface TicketEventData {
  readonly id: number;
  readonly name: string;
  readonly entryId: number;
  readonly kind: "message" | "note" | "change" | "window";
  readonly side: "client" | "staff" | "platform";
  readonly isPublic: boolean;
}
