/** When a backup is due: cron lines and calendar forms on the clock of a time zone, with the two nights when it changes. */

import { instantOf, wallTime } from "#domain/metrics/wall-time.ts";

import type { CalendarDay, Malformed, Schedule } from "./calendar.ts";
import { parseCron } from "./cron.ts";
import { parseOnCalendar } from "./on-calendar.ts";

export type { Malformed, Schedule, SchedulePart } from "./calendar.ts";

const DAY_MS = 86_400_000;
const QUARTER_MS = 15 * 60_000;
const MINUTE_MS = 60_000;
/** The 29th of February of a year that 400 does not divide is eight years away at most. */
const LONGEST_SEARCH_DAYS = 366 * 9;

export const LONGEST_SCHEDULE = 190;

/** A line of five fields that begins with a digit or a star and has no colon is cron's; every other is a calendar form. */
export function parseSchedule(text: string): Schedule | Malformed {
  const isCron = text.trim().split(/\s+/).length >= 4 && !text.includes(":");
  return isCron ? parseCron(text) : parseOnCalendar(text);
}

/**
 * The times within [from, to) in epoch milliseconds, ascending. A time that the clock skips comes as much later, one that
 * it shows twice comes once, at the first; of what runs every hour each hour that passes has its own.
 */
export function timesBetween(schedule: Schedule, from: number, to: number, timeZone: string): number[] {
  const found: number[] = [];
  // The day before too: a time skipped at midnight belongs to the day after its own.
  const last = dayAt(to, timeZone);
  for (let day = dayAt(from, timeZone) - DAY_MS; day <= last; day += DAY_MS) {
    for (const at of timesOn(schedule, day, timeZone)) if (at >= from && at < to) found.push(at);
  }
  return [...new Set(found)].sort((one, other) => one - other);
}

/** The first time after an instant; null where there is none within nine years. */
export function nextTime(schedule: Schedule, after: number, timeZone: string): number | null {
  const first = dayAt(after, timeZone) - DAY_MS;
  for (let day = first; day <= first + LONGEST_SEARCH_DAYS * DAY_MS; day += DAY_MS) {
    const at = timesOn(schedule, day, timeZone).find((one) => one > after);
    if (at !== undefined) return at;
  }
  return null;
}

/** The last time at or before an instant; null where there is none within nine years. */
export function previousTime(schedule: Schedule, atOrBefore: number, timeZone: string): number | null {
  const first = dayAt(atOrBefore, timeZone);
  for (let day = first; day >= first - LONGEST_SEARCH_DAYS * DAY_MS; day -= DAY_MS) {
    const at = timesOn(schedule, day, timeZone).findLast((one) => one <= atOrBefore);
    if (at !== undefined) return at;
  }
  return null;
}

/** Midnight of the zone's day, as if it were UTC's. */
function dayAt(at: number, timeZone: string): number {
  return Date.parse(`${wallTime(at, timeZone).slice(0, 10)}T00:00:00Z`);
}

function timesOn(schedule: Schedule, day: number, timeZone: string): number[] {
  if (!schedule.isOn(calendarDay(day))) return [];
  return schedule.isHourly ? hourlyOn(schedule, day, timeZone) : namedOn(schedule, day, timeZone);
}

function namedOn({ hours, minutes, second }: Schedule, day: number, timeZone: string): number[] {
  const date = dateOf(day);
  const times = hours.flatMap((hour) =>
    minutes.flatMap((minute) => instantOf(`${date}T${two(hour)}:${two(minute)}:${two(second)}`, timeZone) ?? []),
  );
  return [...new Set(times)].sort((one, other) => one - other);
}

/** By quarters of an hour as they pass: wherever clocks change, they do so at the beginning of one. */
function hourlyOn({ minutes, second }: Schedule, day: number, timeZone: string): number[] {
  const from = instantOf(dateOf(day), timeZone) ?? day;
  const to = instantOf(dateOf(day + DAY_MS), timeZone) ?? day + DAY_MS;
  const times: number[] = [];
  for (let at = from; at < to; at += QUARTER_MS) {
    const first = Number(wallTime(at, timeZone).slice(14, 16));
    for (const minute of minutes) {
      if (minute >= first && minute < first + 15) times.push(at + (minute - first) * MINUTE_MS + second * 1_000);
    }
  }
  return times;
}

function calendarDay(day: number): CalendarDay {
  const date = new Date(day);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
  };
}

function dateOf(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
