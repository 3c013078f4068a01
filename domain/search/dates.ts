import { instantOf, wallTime } from "#domain/metrics/wall-time.ts";

import { DAYS_AGO, dateWords, isLast, monthNamed, weekdayNamed } from "./date-words.ts";

/** A window of the past, [from, to) in epoch milliseconds, and the instant that was asked for, if it was one. */
export interface FoundDate {
  readonly from: number;
  readonly to: number;
  readonly at: number | null;
}

/** `month` from 1. */
interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
interface Clock {
  readonly hour: number;
  readonly minute: number;
}

const AROUND_MS = 3_600_000;
const DAY_MS = 24 * AROUND_MS;
const EARLIEST_YEAR = 2000;
const SHORTEST_WEEKDAY = 4;

/**
 * Reads "12 nov", "12/11/2026 14:30", "hier 14h", "last monday", "nov 2026" in French, English or Spanish, day before
 * month. A day is its hours in the zone (23 or 25 on days of change), an hour is shown with an hour on either side.
 * Without a year it is the latest that has begun. Undefined for anything else, and for what has not begun yet.
 */
export function dateNamed(text: string, now: number, timeZone: string): FoundDate | undefined {
  const { clock, words } = withoutClock(dateWords(text));
  const today = dayAt(now, timeZone);
  if (clock === "impossible" || (!clock && words.length === 0)) return undefined;
  const month = clock ? undefined : monthOf(words);
  if (month) return within(startOf({ ...month, day: 1 }, timeZone), startOf(nextMonth(month), timeZone), null, now);

  const day = words.length === 0 ? today : dayNamed(words, today);
  if (!day) return undefined;
  if (!clock) return within(startOf(day, timeZone), startOf(moved(day, 1), timeZone), null, now);

  const at = clockOn(day, clock, timeZone);
  // "22:00" said in the morning is that of yesterday.
  const meant = words.length === 0 && at > now ? clockOn(moved(day, -1), clock, timeZone) : at;
  return meant > now ? undefined : within(meant - AROUND_MS, meant + AROUND_MS, meant, now);
}

function within(from: number, to: number, at: number | null, now: number): FoundDate | undefined {
  return from >= now ? undefined : { from, to: Math.min(to, now), at };
}

/** Takes the hour out: 14:30, 14h30, 14h, 2pm, 2:30 pm, and the end of 2026-11-12T14:30. */
function withoutClock(words: readonly string[]): { clock?: Clock | "impossible"; words: string[] } {
  const joined = words.join(" ").replace(/^(\d{4}-\d{2}-\d{2})t/, "$1 ");
  const found = /(?:^| )(\d{1,2})(?:(?::|h)(\d{2})?(?::\d{2})?)? ?(am|pm|h)?(?= |$)/;
  const timed = [...joined.matchAll(new RegExp(found, "g"))].find(([whole]) => /[:hm]/.test(whole));
  if (!timed) return { words: joined.split(" ").filter(Boolean) };

  const [whole, hours = "", minutes = "0", suffix] = timed;
  const half = Number(hours) % 12;
  const hour = suffix === "pm" ? half + 12 : suffix === "am" ? half : Number(hours);
  const clock = { hour, minute: Number(minutes) };
  const rest = joined.replace(whole, " ").trim().split(/\s+/).filter(Boolean);
  return { clock: clock.hour > 23 || clock.minute > 59 ? "impossible" : clock, words: rest };
}

function dayNamed(words: readonly string[], today: Day): Day | undefined {
  const [first = "", second] = words;
  if (words.length === 1 && Object.hasOwn(DAYS_AGO, first)) return moved(today, -(DAYS_AGO[first] ?? 0));
  const withoutLast = words.filter((word) => !isLast(word));
  const weekday = weekdayNamed(withoutLast[0] ?? "");
  if (weekday !== undefined && withoutLast.length === 1) {
    const isSure = withoutLast.length < words.length || first.length >= SHORTEST_WEEKDAY;
    return isSure ? latestWeekday(weekday, today, withoutLast.length < words.length) : undefined;
  }
  // "mar. 24 nov. 2026": the day of the week says nothing more.
  if (weekday !== undefined && second !== undefined) return dayOfMonth(withoutLast.slice(1), today);
  return dayOfMonth(words, today);
}

function latestWeekday(weekday: number, today: Day, isBeforeToday: boolean): Day {
  const now = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay();
  const ago = (now - weekday + 7) % 7;
  return moved(today, -(ago === 0 && isBeforeToday ? 7 : ago));
}

/** 12 nov 2026, nov 12, 12/11, 12.11.26, 2026-11-12. */
function dayOfMonth(words: readonly string[], today: Day): Day | undefined {
  const text = words.join(" ");
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return checked(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?$/.exec(text);
  if (numbers) return dated(Number(numbers[1]), Number(numbers[2]), numbers[3], today);
  const named =
    /^(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+)(?: (\d{4}))?$/.exec(text) ??
    swapped(/^([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/.exec(text));
  const month = named && monthNamed(named[2] ?? "");
  return named && month ? dated(Number(named[1]), month, named[3], today) : undefined;
}

function swapped(found: RegExpExecArray | null): (string | undefined)[] | null {
  return found && [found[0], found[2], found[1], found[3]];
}

/** Without a year: the latest that has begun. The 29th of February is looked for over eight years. */
function dated(day: number, month: number, year: string | undefined, today: Day): Day | undefined {
  if (year !== undefined) return checked(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
  for (let ago = 0; ago <= 8; ago += 1) {
    const found = checked(today.year - ago, month, day);
    if (found && orderOf(found) <= orderOf(today)) return found;
  }
  return undefined;
}

function monthOf(words: readonly string[]): { year: number; month: number } | undefined {
  const [name = "", year = ""] = words;
  const month = words.length === 2 && /^\d{4}$/.test(year) ? monthNamed(name) : undefined;
  return month && Number(year) >= EARLIEST_YEAR ? { year: Number(year), month } : undefined;
}

function nextMonth({ year, month }: { year: number; month: number }): Day {
  return month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 };
}

/** Undefined for a day that no calendar has. */
function checked(year: number, month: number, day: number): Day | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= EARLIEST_YEAR ? { year, month, day } : undefined;
}

function moved({ year, month, day }: Day, days: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day) + days * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function orderOf({ year, month, day }: Day): number {
  return (year * 100 + month) * 100 + day;
}

function startOf(day: Day, timeZone: string): number {
  return clockOn(day, { hour: 0, minute: 0 }, timeZone);
}

function dayAt(at: number, timeZone: string): Day {
  const [year = 0, month = 1, day = 1] = wallTime(at, timeZone).slice(0, 10).split("-").map(Number);
  return { year, month, day };
}

/** In the hour that autumn has twice the first, in the one that spring leaves out as much later. */
function clockOn({ year, month, day }: Day, { hour, minute }: Clock, timeZone: string): number {
  const [months, days, hours, minutes] = [month, day, hour, minute].map((value) => String(value).padStart(2, "0"));
  const at = instantOf(`${year}-${months}-${days}T${hours}:${minutes}`, timeZone);
  if (at === undefined) throw new Error(`no calendar has ${year}-${months}-${days}`);
  return at;
}
