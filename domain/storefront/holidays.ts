import Holidays from "date-holidays";

/** The countries that the shop sells in. */
export const COUNTRIES = ["FR", "ES"] as const;
export type Country = (typeof COUNTRIES)[number];

const calendars = new Map<Country, Holidays>();
const years = new Map<string, ReadonlySet<string>>();

/** The countries in which a day (2026-11-01) is a public holiday everywhere; regional ones are nobody's here. */
export function holidaysOn(day: string): Country[] {
  const year = Number(day.slice(0, 4));
  return COUNTRIES.filter((country) => publicHolidays(country, year).has(day));
}

function publicHolidays(country: Country, year: number): ReadonlySet<string> {
  const known = years.get(`${country} ${year}`);
  if (known) return known;
  const calendar = calendars.get(country) ?? new Holidays(country);
  calendars.set(country, calendar);
  const days = new Set(
    calendar.getHolidays(year).flatMap(({ type, date }) => (type === "public" ? [date.slice(0, 10)] : [])),
  );
  years.set(`${country} ${year}`, days);
  return days;
}
