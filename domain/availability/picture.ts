import { type Account, type AccountedMonth, accountMonth } from "./account.ts";
import { figuresOf, isKept } from "./figures.ts";
import type { Segment, Stretch } from "./ledger.ts";
import { daysOf, type Month, monthAfter } from "./months.ts";
import { stoppagesOf, within } from "./outages.ts";
import type { Verdict } from "./verdict.ts";

/** A stretch of a day that is not up; `start` and `length` are shares of the day, which has 23 or 25 hours where clocks change. */
export interface DayMark extends Stretch {
  readonly verdict: Verdict;
  readonly start: number;
  readonly length: number;
}

export interface DayPicture {
  /** From 1. */
  readonly day: number;
  readonly at: number;
  /** The share of the day that is over. */
  readonly over: number;
  /** Raw ratio; null for a day of which nothing is known. */
  readonly raw: number | null;
  readonly marks: readonly DayMark[];
}

/** The days of a month, with what the ledger says of each. */
export function dayPictures({ month, segments }: AccountedMonth, timeZone: string): DayPicture[] {
  const end = segments.at(-1)?.to ?? 0;
  return daysOf(month, timeZone).map((day, index) => {
    const length = day.to - day.from;
    const known = within(segments, day);
    const share = (ms: number) => ms / length;
    return {
      day: index + 1,
      at: day.from,
      over: share(Math.min(length, Math.max(0, end - day.from))),
      raw: figuresOf(known, { ratio: 1, monthMs: length }).raw,
      marks: stoppagesOf(known)
        .filter(({ verdict }) => verdict !== "up")
        .map(({ from, to, verdict }) => ({
          from,
          to,
          verdict,
          start: share(from - day.from),
          length: share(to - from),
        })),
    };
  });
}

export interface MonthPicture {
  readonly month: Month;
  /** Null for a month of which nothing is known. */
  readonly contractual: number | null;
  readonly isKept: boolean | null;
}

/** Twelve months that end with this one, oldest first. The account holds the evidence of them all. */
export function yearPicture(account: Account, last: Month): MonthPicture[] {
  return Array.from({ length: 12 }, (_, index) => {
    const month = monthAfter(last, index - 11);
    const { figures } = accountMonth(account, month);
    return { month, contractual: figures.contractual, isKept: isKept(figures) };
  });
}

/** What showed a stoppage: a change of one of the parts. */
export interface Shown {
  readonly at: number;
  readonly part: string;
  readonly state: Segment["observed"];
  readonly reason: string | null;
  readonly checkId: number | null;
  readonly runId: number | null;
}

export interface Stoppage extends Segment {
  /** The title of the maintenance or the reason of staff; null where the checks decided. */
  readonly told: string | null;
  readonly evidence: readonly Shown[];
}

/** The month's stoppages with what proves them, oldest first. */
export function stoppagesWithEvidence(account: Account, segments: readonly Segment[]): Stoppage[] {
  const { parts, maintenance, reclassifications } = account;
  return stoppagesOf(segments).map((segment) => {
    const { cause, from, to } = segment;
    const decided = cause.kind === "reclassification" && reclassifications.find(({ id }) => id === cause.id);
    const planned = cause.kind === "maintenance" && maintenance.find(({ id }) => id === cause.id);
    const evidence = parts.flatMap(({ name, checkId, changes }) =>
      changes
        .filter(({ at }) => at >= from && at <= to)
        .map(({ at, state, reason, runId }) => ({ at, part: name, state, reason, checkId, runId })),
    );
    return {
      ...segment,
      told: decided ? decided.reason : planned ? planned.title : null,
      evidence: evidence.sort((one, other) => one.at - other.at),
    };
  });
}
