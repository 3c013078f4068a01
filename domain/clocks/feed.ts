import { daysLater, instantOf, wallTime } from "#domain/metrics/wall-time.ts";
import { isTimeZone } from "#domain/projects/effect.ts";

import type { MinuteRange } from "./calendar.ts";

/** What a feed may cost: what is more is refused whole, and what was known of it holds. */
export const FEED_LIMITS = {
  bytes: 524_288,
  events: 2_000,
  /** Steps of all recurrence rules together, looked at whether or not they fall into the window. */
  steps: 50_000,
  /** Closed times that fall into the window. */
  occurrences: 4_000,
  parseMs: 5_000,
  parseMegabytes: 96,
} as const;

export type FeedRefusal = "tooBig" | "tooMany" | "tooSlow" | "tooHeavy" | "unreadable";

/** A closed time as the feed writes it: whole days, or times of a clock. */
export type FeedOccurrence =
  | { readonly name: string; readonly fromDay: string; readonly toDay: string }
  | {
      readonly name: string;
      /** 2026-12-24T15:00:00 on the clock of `zone`; null where the feed names none: the calendar's own clock. */
      readonly wall: string;
      readonly zone: string | null;
      /** By the feed's own description of its zone, where we do not know the name. Epoch milliseconds. */
      readonly instant: number | null;
      readonly seconds: number;
    };

export interface ClosedTime extends MinuteRange {
  /** On the calendar's clock. */
  readonly day: string;
  readonly name: string;
}

const LONGEST_NAME = 190;

/** Closed minutes by day on the calendar's clock, those that overlap as one; only days of the window [from, to). */
export function closedTimes(
  occurrences: readonly FeedOccurrence[],
  timeZone: string,
  window: { readonly from: string; readonly to: string },
): ClosedTime[] {
  const byDay = new Map<string, ClosedTime[]>();
  for (const closed of occurrences.flatMap((one) => daysClosed(one, timeZone, window))) {
    byDay.set(closed.day, [...(byDay.get(closed.day) ?? []), closed]);
  }
  return [...byDay.keys()].sort().flatMap((day) => joined(byDay.get(day) ?? []));
}

function daysClosed(
  occurrence: FeedOccurrence,
  timeZone: string,
  window: { readonly from: string; readonly to: string },
): ClosedTime[] {
  const { name } = occurrence;
  if ("fromDay" in occurrence) {
    const { fromDay, toDay } = occurrence;
    return daysBetween(fromDay, toDay, window).map((day) => ({ day, name, from: 0, to: 1_440 }));
  }
  const starts = startOf(occurrence, timeZone);
  if (starts === undefined || occurrence.seconds <= 0) return [];
  const ends = starts + occurrence.seconds * 1_000;
  const [fromDay, from] = shown(starts, timeZone);
  const [lastDay, last] = shown(ends, timeZone);
  const to = Math.ceil(last);
  return daysBetween(fromDay, dayAfter(lastDay), window).flatMap((day) => {
    const closed = { day, name, from: day === fromDay ? Math.floor(from) : 0, to: day === lastDay ? to : 1_440 };
    return closed.to > closed.from ? [closed] : [];
  });
}

function startOf(occurrence: Extract<FeedOccurrence, { wall: string }>, timeZone: string): number | undefined {
  const { wall, zone, instant } = occurrence;
  if (zone !== null && isTimeZone(zone)) return instantOf(wall, zone);
  return instant ?? instantOf(wall, timeZone);
}

/** Days of [from, to) that are in the window: a hostile event may last a thousand years. */
function daysBetween(from: string, to: string, window: { readonly from: string; readonly to: string }): string[] {
  const days: string[] = [];
  const end = to < window.to ? to : window.to;
  for (let day = from > window.from ? from : window.from; day < end; day = dayAfter(day)) days.push(day);
  return days;
}

function dayAfter(day: string): string {
  return new Date(daysLater(Date.parse(`${day}T00:00:00Z`), 1, "UTC")).toISOString().slice(0, 10);
}

/** The day and the minute of it, with its seconds as a part, that the zone's clock shows. */
function shown(at: number, timeZone: string): [string, number] {
  const [day = "", time = ""] = wallTime(at, timeZone).split("T");
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return [day, hours * 60 + minutes + seconds / 60];
}

function joined(closed: readonly ClosedTime[]): ClosedTime[] {
  const all: ClosedTime[] = [];
  for (const one of [...closed].sort((left, right) => left.from - right.from)) {
    const last = all.at(-1);
    const name = one.name.slice(0, LONGEST_NAME);
    if (last && one.from <= last.to) all[all.length - 1] = { ...last, to: Math.max(last.to, one.to) };
    else all.push({ ...one, name });
  }
  return all;
}
