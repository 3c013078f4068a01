/** A sale or a campaign that the client expects, in three fields: what, when, by how much. Pure: the browser uses it too. */

import { daysBetween, isDay } from "../action.ts";

export interface ExpectedEvent {
  readonly title: string;
  /** First and last day, "2026-12-04". */
  readonly startsOn: string;
  readonly endsOn: string;
  /** Of the orders of the same days without it: 1.3 for 30 % more. */
  readonly multiplier: number;
}

export const EVENT_LIMITS = { title: 190, days: 92, least: 0.1, most: 20, aheadDays: 400 } as const;

export type EventProblem =
  | "titleMissing"
  | "tooLong"
  | "badDay"
  | "endsBeforeItStarts"
  | "tooManyDays"
  | "tooFarAhead"
  | "alreadyOver"
  | "multiplierOutOfRange"
  | "nothingExpected";

/** Why these facts are no expectation; null where they are one. `today` is the project's day: of the past nothing is expected. */
export function eventProblem(
  { title, startsOn, endsOn, multiplier }: ExpectedEvent,
  today: string,
): EventProblem | null {
  if (title.trim() === "") return "titleMissing";
  if (title.length > EVENT_LIMITS.title) return "tooLong";
  if (!isDay(startsOn) || !isDay(endsOn)) return "badDay";
  if (endsOn < startsOn) return "endsBeforeItStarts";
  if (daysBetween(startsOn, endsOn) >= EVENT_LIMITS.days) return "tooManyDays";
  if (endsOn < today) return "alreadyOver";
  if (daysBetween(today, endsOn) > EVENT_LIMITS.aheadDays) return "tooFarAhead";
  if (!(multiplier >= EVENT_LIMITS.least && multiplier <= EVENT_LIMITS.most)) return "multiplierOutOfRange";
  return multiplier === 1 ? "nothingExpected" : null;
}

export type EventStanding = "coming" | "running" | "over" | "withdrawn";

export function eventStanding(
  { startsOn, endsOn, withdrawnAt }: Pick<ExpectedEvent, "startsOn" | "endsOn"> & { readonly withdrawnAt: unknown },
  today: string,
): EventStanding {
  if (withdrawnAt !== null) return "withdrawn";
  if (endsOn < today) return "over";
  return startsOn <= today ? "running" : "coming";
}

/** "+30 %" as it is typed, to 1.3, exactly where two decimals tell it. */
export function multiplierOf(percent: number): number {
  return Math.round(10_000 + percent * 100) / 10_000;
}

export function percentOf(multiplier: number): number {
  return Math.round((multiplier - 1) * 10_000) / 100;
}

/** What was seen of the orders: as expected, less or more, where a fifth of what was expected is no difference. */
export function eventVerdict(expected: number, seen: number): "asExpected" | "less" | "more" {
  const off = (seen - expected) / Math.max(Math.abs(expected - 1), 0.1);
  return off < -0.2 ? "less" : off > 0.2 ? "more" : "asExpected";
}
