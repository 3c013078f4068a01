import type { TicketPriority, TicketSide, TicketState } from "#domain/tickets/ticket.ts";

import type { BusinessCalendar } from "./calendar.ts";

export const CLOCKS = ["first_response", "next_update", "resolution"] as const;
export type Clock = (typeof CLOCKS)[number];

/** Since when the client waits for the next word: since they spoke last, or since staff last said something. */
export const UPDATE_RULES = ["client_spoke_last", "since_last_word"] as const;
export type UpdateRule = (typeof UPDATE_RULES)[number];

/** What the contract promises for one priority from an instant on. */
export interface DeskTerms {
  readonly priority: TicketPriority;
  /** Epoch milliseconds; the newest in effect counts. */
  readonly from: number;
  readonly calendar: BusinessCalendar;
  /** Business seconds; null where nothing is promised. */
  readonly targets: Readonly<Record<Clock, number | null>>;
  readonly updateRule: UpdateRule;
  /** Whether the next word and the resolution stand still while the client is waited for. */
  readonly pausesForClient: boolean;
  /** The share of a target from which staff are warned, 0.75 for 75 %. */
  readonly warnShare: number;
}

/** What happened to a ticket as far as its clocks are concerned. Epoch milliseconds. */
export type HistoryStep =
  | { readonly at: number; readonly what: "spoken"; readonly side: TicketSide }
  | { readonly at: number; readonly what: "state"; readonly to: TicketState }
  | { readonly at: number; readonly what: "priority"; readonly to: TicketPriority };

export interface TicketHistory {
  readonly openedAt: number;
  /** Who wrote its first message: no first response is owed on a ticket that staff open. */
  readonly openedBy: TicketSide;
  readonly priority: TicketPriority;
  readonly state: TicketState;
  /** After the opening, in the order in which they were written. Only what the client reads is spoken. */
  readonly steps: readonly HistoryStep[];
}

/** One run of a clock, from its start to its stop. The first response has one, the resolution one more with each reopening. */
export interface ClockRound {
  readonly clock: Clock;
  /** From 1. */
  readonly round: number;
  readonly startedAt: number;
  /** Business seconds that earlier rounds had counted when this one began: a ticket that comes back was not resolved. */
  readonly carriedSeconds: number;
  /** Business seconds up to the stop, or to the instant of the count; those of earlier rounds included. */
  readonly elapsedSeconds: number;
  readonly standing: "running" | "paused" | "stopped";
  readonly stoppedAt: number | null;
  /** The priority at the stop or at the instant of the count, and what was promised for it then. */
  readonly priority: TicketPriority;
  readonly targetSeconds: number | null;
}

/** The terms of a priority in effect at an instant. */
export function termsAt<Terms extends DeskTerms>(
  terms: readonly Terms[],
  priority: TicketPriority,
  at: number,
): Terms | undefined {
  return terms
    .filter((one) => one.priority === priority && one.from <= at)
    .reduce<Terms | undefined>((newest, one) => (newest && newest.from >= one.from ? newest : one), undefined);
}
