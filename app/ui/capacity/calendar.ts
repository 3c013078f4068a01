/** The one calendar that all dates of time remaining are drawn on. Pure. */

import { dayAfter } from "#domain/capacity/daily.ts";
import { REACH_DAYS } from "#domain/capacity/forecast/history.ts";

const DAY_MS = 86_400_000;

export interface CalendarMonth {
  /** "2027-01-01". */
  readonly day: string;
  /** From 1. */
  readonly month: number;
  readonly year: number;
  /** Where it begins, from 0 to 1. */
  readonly at: number;
}

/** Where a day stands between today and thirteen months later, from 0 to 1. */
export function placeOf(day: string, today: string): number {
  const days = Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);
  return Math.min(1, Math.max(0, days / REACH_DAYS));
}

/** The months that begin on the calendar. */
export function calendarMonths(today: string): CalendarMonth[] {
  const last = dayAfter(today, REACH_DAYS);
  const [year = 0, number = 1] = today.split("-").map(Number);
  const months: CalendarMonth[] = [];
  for (let next = 0; ; next += 1) {
    const day = new Date(Date.UTC(year, number + next, 1)).toISOString().slice(0, 10);
    if (day > last) return months;
    months.push({ day, month: Number(day.slice(5, 7)), year: Number(day.slice(0, 4)), at: placeOf(day, today) });
  }
}
