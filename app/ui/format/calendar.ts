import type { Locale } from "#app/ui/locale.ts";

import { HABITS } from "./words.ts";

/** An instant as a wall clock of the time zone shows it. `month` from 1, `weekday` from 0, Sunday. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
}

const readers = new Map<string, Intl.DateTimeFormat>();
/** Zones change their offset at whole quarters of an hour only, and asking costs 20 µs: lists ask a thousand times. */
const QUARTER_MS = 900_000;
const offsets = new Map<string, number>();

export function wallClock(at: number, timeZone: string): WallClock {
  const quarter = Math.floor(at / QUARTER_MS);
  const key = `${quarter} ${timeZone}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    offset = offsetAt(quarter * QUARTER_MS, timeZone);
    if (offsets.size >= 10_000) offsets.clear();
    offsets.set(key, offset);
  }
  const local = new Date(at + offset);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    weekday: local.getUTCDay(),
  };
}

/** What the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  let reader = readers.get(timeZone);
  if (!reader) {
    reader = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    readers.set(timeZone, reader);
  }
  const read: Record<string, number> = {};
  for (const { type, value } of reader.formatToParts(at)) read[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read;
  return Date.UTC(year, month - 1, day, hour, minute, second) - at;
}

/** 14:32, 9:40 */
export function clock(at: number, timeZone: string): string {
  const { hour, minute } = wallClock(at, timeZone);
  return `${hour}:${twoDigits(minute)}`;
}

/** 14:32:07 */
export function clockWithSeconds(at: number, timeZone: string): string {
  return `${clock(at, timeZone)}:${twoDigits(wallClock(at, timeZone).second)}`;
}

/** 24 nov. */
export function day(locale: Locale, at: number, timeZone: string): string {
  const { day: date, month } = wallClock(at, timeZone);
  return `${dateNumber(locale, date)} ${HABITS[locale].months[month - 1]}`;
}

/** mar. 24 */
export function weekday(locale: Locale, at: number, timeZone: string): string {
  const { day: date, weekday: name } = wallClock(at, timeZone);
  return `${HABITS[locale].weekdays[name]} ${date}`;
}

/** mar. 24 nov. */
export function weekdayAndDay(locale: Locale, at: number, timeZone: string): string {
  return `${HABITS[locale].weekdays[wallClock(at, timeZone).weekday]} ${day(locale, at, timeZone)}`;
}

/** mar. 24 nov. 2026 */
export function fullDay(locale: Locale, at: number, timeZone: string): string {
  return `${weekdayAndDay(locale, at, timeZone)} ${wallClock(at, timeZone).year}`;
}

/** mar. 24 nov. 2026, 14:32 */
export function dateTime(locale: Locale, at: number, timeZone: string): string {
  return `${fullDay(locale, at, timeZone)}, ${clock(at, timeZone)}`;
}

/** The clock alone today, with its day on any other: 14:17 or 23 nov., 14:17 */
export function moment(locale: Locale, at: number, now: number, timeZone: string): string {
  const isSameDay = fullDay("en", at, timeZone) === fullDay("en", now, timeZone);
  return isSameDay ? clock(at, timeZone) : `${day(locale, at, timeZone)}, ${clock(at, timeZone)}`;
}

function dateNumber(locale: Locale, date: number): string {
  return locale === "fr" && date === 1 ? "1er" : String(date);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
