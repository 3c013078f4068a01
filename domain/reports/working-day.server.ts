import type { Database } from "#db/client.server.ts";
import { type Month, monthStretch } from "#domain/availability/months.ts";
import { type BusinessCalendar, isAlwaysOpen, openOn, type Week, WHOLE_DAY, weekOn } from "#domain/clocks/calendar.ts";
import { publicHolidays, termsOfClients } from "#domain/clocks/queries.server.ts";
import { dayIn } from "#domain/projects/effect.ts";

const DAY_MS = 86_400_000;
const OFFICE_WEEK: Week = Array.from({ length: 7 }, (_, weekday) => (weekday < 5 ? [WHOLE_DAY] : []));
/** Whose holidays are kept where no calendar was agreed. */
const COUNTRY_OF: Readonly<Record<string, "FR" | "ES">> = { "Europe/Paris": "FR", "Europe/Madrid": "ES" };

/**
 * The first day of a month ("2026-11-02") on which somebody works: by the calendar of the client's contract that has closed
 * days, else from Monday to Friday without the public holidays of the zone's country.
 */
export async function firstWorkingDay(
  db: Database,
  project: { readonly clientId: number; readonly timeZone: string },
  month: Month,
): Promise<string> {
  const calendar =
    (await agreedCalendar(db, project.clientId, month)) ?? (await usualCalendar(project.timeZone, month));
  const first = Date.parse(`${month}-01T00:00:00Z`) / DAY_MS;
  const days = Array.from({ length: 28 }, (_, index) => first + index);
  const found = days.find((day) => openOn(calendar, day).length > 0) ?? first;
  return new Date(found * DAY_MS).toISOString().slice(0, 10);
}

/** Whether the first working day of the month that `now` is in has come, on the project's clocks. */
export async function isReportDay(
  db: Database,
  project: { readonly clientId: number; readonly timeZone: string },
  now: Date,
): Promise<boolean> {
  const today = dayIn(project.timeZone, now);
  return today >= (await firstWorkingDay(db, project, today.slice(0, 7)));
}

async function agreedCalendar(db: Database, clientId: number, month: Month): Promise<BusinessCalendar | undefined> {
  const terms = (await termsOfClients(db, [clientId])).get(clientId) ?? [];
  return terms
    .map(({ calendar }) => calendar)
    .findLast((calendar) => {
      const week = weekOn(calendar, `${month}-01`);
      return week !== undefined && !isAlwaysOpen(week) && week.some((day) => day.length > 0);
    });
}

async function usualCalendar(timeZone: string, month: Month): Promise<BusinessCalendar> {
  const country = COUNTRY_OF[timeZone];
  const year = Number(month.slice(0, 4));
  const holidays = country ? await publicHolidays(country, null, { from: year, to: year }) : [];
  return {
    timeZone,
    hours: [{ effectiveOn: "2000-01-01", week: OFFICE_WEEK }],
    closed: new Map(holidays.map(({ day }) => [day, [WHOLE_DAY]])),
  };
}

/** Whether a month is over on the zone's clocks. */
export function isMonthOver(month: Month, timeZone: string, now: number): boolean {
  return monthStretch(month, timeZone).to <= now;
}
