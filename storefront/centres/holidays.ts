import Holidays from "date-holidays";

import type { Country } from "./towns.ts";
import { ZONE } from "./wall-clock.ts";

const byYear = new Map<string, Set<string>>();

/** Whether the whole country rests that day ("2026-12-25"): no centre takes appointments. Regional feasts are the centre's own. */
export function isPublicHoliday(country: Country, day: string): boolean {
  const year = day.slice(0, 4);
  const key = `${country} ${year}`;
  let days = byYear.get(key);
  if (!days) {
    const found = new Holidays(country, { timezone: ZONE, types: ["public"] }).getHolidays(Number(year));
    days = new Set(found.map(({ date }) => date.slice(0, 10)));
    byYear.set(key, days);
  }
  return days.has(day);
}
