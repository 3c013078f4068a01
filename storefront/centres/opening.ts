import { isPublicHoliday, type PublicHoliday, publicHolidays } from "./holidays.ts";
import { minutesOf, type OpeningHours, type Span, spansOn } from "./hours.ts";
import type { Country } from "./towns.ts";
import { dayAfter, dayOf, minuteOf, weekdayOf } from "./wall-clock.ts";

export interface Door {
  readonly country: Country;
  readonly hours: OpeningHours;
}

export type Opening =
  /** Until the clock shows so: "18:00". */
  | { readonly state: "open"; readonly closes: string }
  /** Shut now; opens at that hour, today where `days` is 0, tomorrow where it is 1. */
  | { readonly state: "shut"; readonly opens: string; readonly days: number; readonly weekday: number }
  /** Not within the fortnight. */
  | { readonly state: "away" };

const LOOKS_AHEAD_DAYS = 14;

/** Whether a centre is open at `now` on its own clock, and until or from when. */
export function openingAt(door: Door, now: Date): Opening {
  const minute = minuteOf(now);
  const today = dayOf(now);
  for (let days = 0; days <= LOOKS_AHEAD_DAYS; days += 1) {
    const day = dayAfter(today, days);
    for (const [opens, closes] of spansOfDay(door, day)) {
      if (days === 0 && minutesOf(closes) <= minute) continue;
      if (days === 0 && minutesOf(opens) <= minute) return { state: "open", closes };
      return { state: "shut", opens, days, weekday: weekdayOf(day) };
    }
  }
  return { state: "away" };
}

/** The spans in which a centre is open on that very day: none on a public holiday. */
export function spansOfDay({ country, hours }: Door, day: string): readonly Span[] {
  return isPublicHoliday(country, day) ? [] : spansOn(hours, weekdayOf(day));
}

/** The next public holidays that shut a centre on a day on which it would open, from the day of `now` on. */
export function closuresAhead({ country, hours }: Door, now: Date, most: number): PublicHoliday[] {
  const today = dayOf(now);
  const year = Number(today.slice(0, 4));
  return [year, year + 1]
    .flatMap((each) => publicHolidays(country, each))
    .filter(({ day }) => day >= today && spansOn(hours, weekdayOf(day)).length > 0)
    .slice(0, most);
}
