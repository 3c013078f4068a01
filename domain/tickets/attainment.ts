import { CLOCKS, type Clock, type ClockRound, type DeskTerms, termsAt } from "#domain/clocks/clock.ts";
import { type Judgement, judgementOf } from "#domain/clocks/standing.ts";

import type { TicketPriority } from "./ticket.ts";

/** One promise of a month: judged where its clock stopped in it, on its way where it still ran at its end. */
export interface AttainedRound {
  readonly number: number;
  readonly subject: string;
  readonly clock: Clock;
  readonly round: number;
  readonly priority: TicketPriority;
  readonly judgement: Judgement;
  readonly elapsedSeconds: number;
  readonly targetSeconds: number;
  /** Epoch milliseconds; null while it ran at the month's end. */
  readonly stoppedAt: number | null;
  /** Judged as met by a priority that was lowered after the target of the one before was passed. */
  readonly wasMissedBefore: boolean;
}

export interface Attainment {
  readonly clock: Clock;
  readonly met: number;
  readonly missed: number;
  /** Still running at the month's end, and how many of them were late already: in no share. */
  readonly running: number;
  readonly late: number;
  /** From 0 to 1; null where nothing was judged. */
  readonly share: number | null;
}

/** What of a ticket's rounds belongs to a stretch of time, counted up to `until`: its end, or now. */
export function roundsWithin(
  ticket: { readonly id: number; readonly subject: string },
  { rounds, terms }: { readonly rounds: readonly ClockRound[]; readonly terms: readonly DeskTerms[] },
  stretch: { readonly from: number; readonly until: number },
  wasTold: (clock: Clock, round: number) => boolean,
): AttainedRound[] {
  return rounds.flatMap((one) => {
    const { clock, round, priority, elapsedSeconds, targetSeconds, stoppedAt, standing } = one;
    if (targetSeconds === null || (stoppedAt !== null && stoppedAt < stretch.from)) return [];
    const warnShare = termsAt(terms, priority, stoppedAt ?? stretch.until)?.warnShare ?? 1;
    const judgement = judgementOf({ standing, elapsedSeconds, targetSeconds }, warnShare);
    const wasMissedBefore = judgement === "met" && wasTold(clock, round);
    const { id: number, subject } = ticket;
    return [
      { number, subject, clock, round, priority, judgement, elapsedSeconds, targetSeconds, stoppedAt, wasMissedBefore },
    ];
  });
}

/** The share of promises kept, clock by clock; those without any are left out. */
export function attainmentOf(rounds: readonly AttainedRound[]): Attainment[] {
  return CLOCKS.flatMap((clock) => {
    const of = rounds.filter((round) => round.clock === clock);
    if (of.length === 0) return [];
    const count = (...judgements: Judgement[]) => of.filter(({ judgement }) => judgements.includes(judgement)).length;
    const [met, missed] = [count("met"), count("missed")];
    const share = met + missed === 0 ? null : met / (met + missed);
    return [{ clock, met, missed, running: count("onTime", "near", "late"), late: count("late"), share }];
  });
}
