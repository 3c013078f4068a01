import type { TicketState } from "./ticket.ts";

/** Whose turn it is: the provider's, the client's, or nobody's because it has ended. */
export type Turn = "ours" | "theirs" | "nobody";

/** A stretch of a ticket's life, epoch milliseconds. */
export interface TurnStretch {
  readonly turn: Exclude<Turn, "nobody">;
  readonly from: number;
  readonly to: number;
}

export function turnOf(state: TicketState): Turn {
  if (state === "resolved" || state === "closed") return "nobody";
  return state === "waiting_client" ? "theirs" : "ours";
}

/** A ticket's life by whose turn it was, oldest first: `moves` are its changes of state in order, `now` is its end so far. */
export function turnsOf(
  openedAt: number,
  moves: readonly { readonly at: number; readonly to: TicketState }[],
  now: number,
): TurnStretch[] {
  const turns: TurnStretch[] = [];
  let turn: Turn = "ours";
  let from = openedAt;
  const end = (at: number) => {
    if (turn !== "nobody" && at > from) turns.push({ turn, from, to: at });
  };
  for (const { at, to } of moves) {
    const next = turnOf(to);
    if (next === turn) continue;
    end(at);
    turn = next;
    from = at;
  }
  end(now);
  return turns;
}
