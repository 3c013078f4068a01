import type { TicketPriority } from "#domain/tickets/ticket.ts";

import { businessSeconds, instantAfter, opensAt } from "./business-time.ts";
import type { BusinessCalendar, Week } from "./calendar.ts";
import type { Clock, ClockRound } from "./clock.ts";

/** How a clock stands against what was promised: judged once it stopped, on its way until then. */
export const JUDGEMENTS = ["met", "missed", "onTime", "near", "late"] as const;
export type Judgement = (typeof JUDGEMENTS)[number];

/** A promised clock as a page shows it. Instants are epoch milliseconds, and computed: none of them is stored. */
export interface ShownClock {
  readonly clock: Clock;
  readonly standing: ClockRound["standing"];
  readonly judgement: Judgement;
  readonly elapsedSeconds: number;
  readonly targetSeconds: number;
  /** The share of the target from which staff are warned. */
  readonly warnShare: number;
  readonly stoppedAt: number | null;
  /** When the target is reached if nothing changes; null unless it runs and is not late. */
  readonly dueAt: number | null;
  /** While it runs outside the contract's hours: when it counts again. */
  readonly opensAt: number | null;
}

/** The hours by which a ticket's clocks run, for the sentence below them. */
export interface ClockHours {
  readonly timeZone: string;
  readonly week: Week;
  readonly holidayCountry: string | null;
}

export interface TicketClocks {
  readonly priority: TicketPriority;
  /** The promised ones: of each its last round, of the next word only the one that is owed. */
  readonly clocks: readonly ShownClock[];
  readonly hours: ClockHours | null;
}

/** A round that counts on from an instant: as it was counted, or as the list keeps it. */
interface Counted {
  readonly clock: Clock;
  readonly standing: ClockRound["standing"];
  readonly elapsedSeconds: number;
  readonly targetSeconds: number | null;
  readonly stoppedAt: number | null;
}

/** How a round shows at `now`, having been counted up to `countedAt`; undefined where nothing is promised. */
export function shownClock(
  round: Counted,
  { calendar, warnShare }: { readonly calendar: BusinessCalendar; readonly warnShare: number },
  countedAt: number,
  now: number,
): ShownClock | undefined {
  const { clock, standing, targetSeconds, stoppedAt } = round;
  if (targetSeconds === null) return undefined;
  const isRunning = standing === "running";
  const elapsedSeconds = round.elapsedSeconds + (isRunning ? businessSeconds(calendar, countedAt, now) : 0);
  const opens = isRunning ? opensAt(calendar, now) : null;
  const judgement = judgementOf({ standing, elapsedSeconds, targetSeconds }, warnShare);
  return {
    ...{ clock, standing, judgement, elapsedSeconds, targetSeconds, warnShare, stoppedAt },
    dueAt: isRunning && judgement !== "late" ? instantAfter(calendar, now, targetSeconds - elapsedSeconds) : null,
    opensAt: opens === null || opens <= now ? null : opens,
  };
}

/** To the second of the target is in time. */
export function judgementOf(
  round: {
    readonly standing: ClockRound["standing"];
    readonly elapsedSeconds: number;
    readonly targetSeconds: number;
  },
  warnShare: number,
): Judgement {
  const { standing, elapsedSeconds, targetSeconds } = round;
  if (standing === "stopped") return elapsedSeconds <= targetSeconds ? "met" : "missed";
  if (elapsedSeconds > targetSeconds) return "late";
  return elapsedSeconds >= targetSeconds * warnShare ? "near" : "onTime";
}
