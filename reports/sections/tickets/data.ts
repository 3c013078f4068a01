import { attainedRounds } from "#domain/tickets/attainment.server.ts";
import { type AttainedRound, type Attainment, attainmentOf } from "#domain/tickets/attainment.ts";
import { ticketsWithin } from "#domain/tickets/month.server.ts";

import type { ReportContext } from "../../section.ts";

export interface ReportedTicket {
  readonly number: number;
  readonly kind: "incident" | "request" | "question" | "problem";
  readonly subject: string;
  readonly priority: number;
  readonly openedAt: number;
  /** Null while it is not resolved at the month's end. */
  readonly resolvedAt: number | null;
}

export interface TicketsData {
  /** How many were opened and resolved in the month, and how many were open at its end. */
  readonly opened: number;
  readonly resolved: number;
  readonly open: number;
  readonly tickets: readonly ReportedTicket[];
  /** By clock, then by priority and clock. */
  readonly attainment: readonly Attainment[];
  readonly byPriority: readonly { readonly priority: number; readonly attainment: readonly Attainment[] }[];
  /** Promises that were missed in the month. */
  readonly missed: readonly Pick<
    AttainedRound,
    "number" | "subject" | "clock" | "priority" | "elapsedSeconds" | "targetSeconds"
  >[];
}

/** What was asked, what was answered, and by which of the contract's times. */
export async function ticketsData({ db, project, month, from, asOf }: ReportContext): Promise<TicketsData> {
  const [rounds, found] = await Promise.all([
    attainedRounds(db, project, month, new Date(asOf)),
    ticketsWithin(db, project.id, { from: new Date(from), to: new Date(asOf) }),
  ]);
  const tickets = found.map(({ createdAt, resolvedAt, ...ticket }): ReportedTicket => {
    const ended = resolvedAt?.getTime() ?? null;
    return {
      ...ticket,
      openedAt: createdAt.getTime(),
      resolvedAt: ended !== null && ended < asOf ? ended : null,
    };
  });
  const priorities = [...new Set(rounds.map(({ priority }) => priority))].sort();
  return {
    opened: tickets.filter(({ openedAt }) => openedAt >= from).length,
    resolved: tickets.filter(({ resolvedAt }) => resolvedAt !== null).length,
    open: tickets.filter(({ resolvedAt }) => resolvedAt === null).length,
    tickets,
    attainment: attainmentOf(rounds),
    byPriority: priorities.map((priority) => ({
      priority,
      attainment: attainmentOf(rounds.filter((round) => round.priority === priority)),
    })),
    missed: rounds
      .filter(({ judgement }) => judgement === "missed")
      .map(({ number, subject, clock, priority, elapsedSeconds, targetSeconds }) => ({
        ...{ number, subject, clock, priority, elapsedSeconds, targetSeconds },
      })),
  };
}
