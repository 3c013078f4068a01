import { WHOLE_DAY } from "./calendar.ts";
import type { ClosedTime } from "./feed.ts";

/** The countries whose holidays a calendar can follow, with the language in which they are called. */
export const HOLIDAY_COUNTRIES = { FR: "fr", ES: "es" } as const;
export type HolidayCountry = keyof typeof HOLIDAY_COUNTRIES;

export function isHolidayCountry(code: string | null): code is HolidayCountry {
  return code !== null && Object.hasOwn(HOLIDAY_COUNTRIES, code);
}

/** Public holidays of a country, with those of a region of it (67 for Bas-Rhin, CT for Catalonia), of whole years. */
export async function publicHolidays(
  country: HolidayCountry,
  region: string | null,
  years: { readonly from: number; readonly to: number },
): Promise<ClosedTime[]> {
  const Holidays = await holidaysLibrary();
  const rules = region === null ? new Holidays(country) : new Holidays(country, region);
  const days: ClosedTime[] = [];
  for (let year = years.from; year <= years.to; year += 1) {
    for (const { date, name, type } of rules.getHolidays(year, HOLIDAY_COUNTRIES[country])) {
      if (type === "public") days.push({ ...WHOLE_DAY, day: date.slice(0, 10), name: name.slice(0, 190) });
    }
  }
  // Two holidays may fall on one day.
  return days.filter(({ day }, index) => days.findIndex((one) => one.day === day) === index);
}

/** Regions with holidays of their own: code and name. */
export async function holidayRegions(country: HolidayCountry): Promise<{ code: string; name: string }[]> {
  const Holidays = await holidaysLibrary();
  const states: Record<string, string> = new Holidays().getStates(country, HOLIDAY_COUNTRIES[country]) ?? {};
  return Object.entries(states).map(([code, name]) => ({ code, name }));
}

/** Its rules of the whole world weigh several megabytes: loaded by those who ask, when they do. */
async function holidaysLibrary() {
  return (await import("date-holidays")).default;
}
