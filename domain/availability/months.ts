import { daysLater, instantOf, wallTime } from "#domain/metrics/wall-time.ts";

import type { Stretch } from "./ledger.ts";

/** A month of a calendar, "2026-11". */
export type Month = string;

const MONTH = /^(20\d\d)-(0[1-9]|1[0-2])$/;

/** Null for what is no month of this century. */
export function parseMonth(text: string | null): Month | null {
  return text !== null && MONTH.test(text) ? text : null;
}

/** The month on the zone's calendar at an instant. */
export function monthAt(at: number, timeZone: string): Month {
  return wallTime(at, timeZone).slice(0, 7);
}

/** The month some months later, earlier for a negative number. */
export function monthAfter(month: Month, months: number): Month {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** From midnight of the 1st to midnight of the next, on the zone's clocks: an hour less or more where they change. */
export function monthStretch(month: Month, timeZone: string): Stretch {
  return { from: midnight(`${month}-01`, timeZone), to: midnight(`${monthAfter(month, 1)}-01`, timeZone) };
}

/** The days of a month on the zone's clocks, of 23, 24 or 25 hours, oldest first. */
export function daysOf(month: Month, timeZone: string): Stretch[] {
  const { from, to } = monthStretch(month, timeZone);
  const days: Stretch[] = [];
  for (let at = from; at < to; ) {
    const next = daysLater(at, 1, timeZone);
    days.push({ from: at, to: next });
    at = next;
  }
  return days;
}

function midnight(day: string, timeZone: string): number {
  const at = instantOf(day, timeZone);
  if (at === undefined) throw new Error(`no such day: ${day}`);
  return at;
}
