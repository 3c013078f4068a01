import Holidays from "date-holidays";

import type { Country } from "./towns.ts";
import { ZONE } from "./wall-clock.ts";

export interface PublicHoliday {
  /** "2026-12-25". */
  readonly day: string;
  /** What it falls on each year: "12-25", "easter 39". Texts are kept by it. */
  readonly rule: string;
  /** As its own country calls it. */
  readonly name: string;
}

const byYear = new Map<string, readonly PublicHoliday[]>();

/** The days of a year on which the whole country rests, in order. Regional feasts are the centre's own. */
export function publicHolidays(country: Country, year: number): readonly PublicHoliday[] {
  const key = `${country} ${year}`;
  let days = byYear.get(key);
  if (!days) {
    const found = new Holidays(country, { timezone: ZONE, types: ["public"] }).getHolidays(year);
    days = found.map(({ date, rule, name }) => ({ day: date.slice(0, 10), rule, name }));
    byYear.set(key, days);
  }
  return days;
}

/** Whether the whole country rests that day ("2026-12-25"): no centre takes appointments. */
export function isPublicHoliday(country: Country, day: string): boolean {
  return publicHolidays(country, Number(day.slice(0, 4))).some((holiday) => holiday.day === day);
}
