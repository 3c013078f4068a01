import type { TicketState } from "../ticket.ts";

/** What is done to many tickets at once. */
export type BulkAct =
  | { readonly kind: "assign"; readonly assigneeId: string | null }
  | { readonly kind: "state"; readonly state: TicketState }
  | { readonly kind: "tag"; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: "merge"; readonly intoId: number };

/** A ticket with the version of the list in which it was chosen. */
export interface ChosenTicket {
  readonly id: number;
  readonly version: number;
}

export interface BulkResult {
  readonly id: number;
  /** "same" where it was so already; else why it was left as it is. */
  readonly outcome: "done" | "same" | { readonly refused: string };
}

/** A page of the list. */
export const MOST_AT_ONCE = 100;
