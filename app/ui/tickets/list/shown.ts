import type { SavedView } from "#domain/tickets/list/views.ts";
import type { TicketKind, TicketPriority, TicketSide, TicketState } from "#domain/tickets/ticket.ts";

/** A line of the list as a page has it; instants are ISO. */
export interface ShownTicket {
  readonly id: number;
  readonly project: { readonly slug: string; readonly name: string; readonly client: string };
  readonly subject: string;
  readonly kind: TicketKind;
  readonly state: TicketState;
  readonly priority: TicketPriority;
  readonly assigneeName: string | null;
  readonly requesterName: string;
  readonly lastPublicAt: string;
  readonly lastPublicSide: TicketSide;
  readonly mergedIntoId: number | null;
  readonly teamName: string | null;
  readonly tags: readonly string[];
  readonly version: number | null;
  readonly isNear: boolean;
}

export type ViewCounts = Readonly<
  Record<"all" | "mine" | "near" | "nobody" | "waitsClient" | "waitsThird" | "waitsUs" | "urgent", number>
>;

export interface Named {
  readonly id: number | string;
  readonly name: string;
}

/** All that the list of tickets is drawn of. */
export interface ShownList {
  readonly tickets: readonly ShownTicket[];
  /** The place after which the next page begins; null on the last. */
  readonly next: string | null;
  readonly isFirstPage: boolean;
  /** The question, as an address says it. */
  readonly asked: string;
  readonly isPressingFirst: boolean;
  readonly counts: ViewCounts;
  readonly views: readonly SavedView[];
  readonly people: readonly Named[];
  readonly teams: readonly Named[];
  readonly isStaff: boolean;
}
