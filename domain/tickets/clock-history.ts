import type { HistoryStep, TicketHistory } from "#domain/clocks/clock.ts";

import type { TicketChange } from "./thread.ts";
import {
  priorityOf,
  TICKET_LEVELS,
  TICKET_STATES,
  type TicketLevel,
  type TicketPriority,
  type TicketSide,
  type TicketState,
} from "./ticket.ts";

/** What of a ticket its clocks begin from: as it stands now. */
export interface ClockedTicket {
  readonly createdAt: Date;
  readonly state: TicketState;
  readonly impact: TicketLevel;
  readonly urgency: TicketLevel;
  readonly priority: number;
}

/** An entry of its thread, without the words. */
export interface ClockedEntry {
  readonly at: Date;
  readonly kind: "message" | "note" | "change" | "window";
  readonly isPublic: boolean;
  readonly side: TicketSide;
  readonly changes: readonly TicketChange[];
}

type Levels = { impact: TicketLevel; urgency: TicketLevel };

/**
 * A ticket's life as its clocks see it, from its thread alone, entries in their order: what was said to the client, how it
 * moved, and how its priority followed its impact and urgency. How it began is what its first changes say it was before.
 */
export function historyOf(ticket: ClockedTicket, entries: readonly ClockedEntry[]): TicketHistory {
  const changes = entries.flatMap((entry) => entry.changes);
  const before = (field: TicketChange["field"]) => changes.find((change) => change.field === field)?.from ?? null;
  const levels: Levels = {
    impact: levelIn(before("impact")) ?? ticket.impact,
    urgency: levelIn(before("urgency")) ?? ticket.urgency,
  };
  const hasMoved = changes.some(({ field }) => field === "impact" || field === "urgency");
  return {
    openedAt: ticket.createdAt.getTime(),
    openedBy: entries.find(isWord)?.side ?? "platform",
    priority: hasMoved ? priorityOf(levels.impact, levels.urgency) : (ticket.priority as TicketPriority),
    state: stateIn(before("state")) ?? ticket.state,
    steps: entries.flatMap((entry) => stepsOf(entry, levels)),
  };
}

function stepsOf(entry: ClockedEntry, levels: Levels): HistoryStep[] {
  const at = entry.at.getTime();
  if (isWord(entry)) return [{ at, what: "spoken", side: entry.side }];
  return entry.changes.flatMap(({ field, to }): HistoryStep[] => {
    const state = field === "state" ? stateIn(to) : undefined;
    if (state) return [{ at, what: "state", to: state }];
    const level = field === "impact" || field === "urgency" ? levelIn(to) : undefined;
    if (!level || (field !== "impact" && field !== "urgency")) return [];
    levels[field] = level;
    return [{ at, what: "priority", to: priorityOf(levels.impact, levels.urgency) }];
  });
}

function isWord({ kind, isPublic }: ClockedEntry): boolean {
  return kind === "message" && isPublic;
}

function stateIn(text: string | null): TicketState | undefined {
  return TICKET_STATES.find((state) => state === text);
}

function levelIn(text: string | null): TicketLevel | undefined {
  return TICKET_LEVELS.find((level) => level === text);
}
