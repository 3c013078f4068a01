import { mayMove, type TicketSide, type TicketState } from "./ticket.ts";

/** Where a public message moves the ticket by itself: an answer of the client opens it again, a first one of staff opens it. */
export function stateAfterMessage(state: TicketState, side: TicketSide): TicketState {
  if (side === "client")
    return state === "waiting_client" || state === "resolved" || state === "closed" ? "open" : state;
  return side === "staff" && state === "new" ? "open" : state;
}

/** When it was resolved and closed, after a move at `now`. Opening it again forgets both. */
export function endsAfterMove(
  to: TicketState,
  { resolvedAt, closedAt }: { readonly resolvedAt: Date | null; readonly closedAt: Date | null },
  now: Date,
): { resolvedAt: Date | null; closedAt: Date | null } {
  if (to === "closed") return { resolvedAt: resolvedAt ?? now, closedAt: closedAt ?? now };
  return { resolvedAt: to === "resolved" ? now : null, closedAt: null };
}

/** The moves that the client may ask for: it is solved, or it is not. */
export function mayClientMove(from: TicketState, to: TicketState): boolean {
  return mayMove(from, to) && (to === "closed" || (to === "open" && (from === "resolved" || from === "closed")));
}
