/** Shapes of tickets that rules, pages and commands share. */
export const TICKET_KINDS = ["incident", "request", "question", "problem"] as const;
export const TICKET_STATES = ["new", "open", "waiting_client", "waiting_third", "resolved", "closed"] as const;
export const TICKET_LEVELS = ["high", "medium", "low"] as const;
export const TICKET_LINK_KINDS = ["duplicate_of", "caused_by", "part_of", "related_to"] as const;
export const TICKET_PRIORITIES = [1, 2, 3, 4] as const;

export type TicketKind = (typeof TICKET_KINDS)[number];
export type TicketState = (typeof TICKET_STATES)[number];
export type TicketLevel = (typeof TICKET_LEVELS)[number];
/** 1, the most pressing, to 4. */
export type TicketPriority = (typeof TICKET_PRIORITIES)[number];
export type TicketSide = "client" | "staff" | "platform";
export type TicketSource = "page" | "mail" | "incident" | "api";
export type TicketLinkKind = (typeof TICKET_LINK_KINDS)[number];

/** The longest of each text, in characters. */
export const TICKET_LIMITS = { subject: 190, text: 60_000, tag: 40, attachments: 10 } as const;

/** Priority from impact (rows) and urgency (columns), as ITIL's matrix: high and high is 1, low and low is 4. */
export function priorityOf(impact: TicketLevel, urgency: TicketLevel): TicketPriority {
  const weight = TICKET_LEVELS.indexOf(impact) + TICKET_LEVELS.indexOf(urgency);
  return weight === 0 ? 1 : weight === 1 ? 2 : weight <= 3 ? 3 : 4;
}

/** Where a ticket may go from each state. */
export const TICKET_MOVES: Readonly<Record<TicketState, readonly TicketState[]>> = {
  new: ["open", "waiting_client", "waiting_third", "resolved", "closed"],
  open: ["waiting_client", "waiting_third", "resolved", "closed"],
  waiting_client: ["open", "waiting_third", "resolved", "closed"],
  waiting_third: ["open", "waiting_client", "resolved", "closed"],
  resolved: ["open", "closed"],
  closed: ["open"],
};

export function mayMove(from: TicketState, to: TicketState): boolean {
  return TICKET_MOVES[from].includes(to);
}

/** Nobody works on it any more. */
export function isEnded(state: TicketState): boolean {
  return state === "resolved" || state === "closed";
}

/** The number under which the draft of a ticket is kept that has none yet. */
export const OPENING = 0;
