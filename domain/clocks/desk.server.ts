import { and, asc, desc, eq, gte, isNull, lt } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { clients } from "#db/schema/clients.ts";
import { calendarHolidays, calendarHours, calendars, deskTerms } from "#db/schema/clocks.ts";
import { dayIn, inEffectOn, isWithdrawable } from "#domain/projects/effect.ts";

/** Calendars as administration lists them, with the hours in force, those to come, and the next closed days. */
export async function calendarList(db: Database, now = new Date()) {
  const [rows, hours] = await Promise.all([
    db.select().from(calendars).orderBy(asc(calendars.name)),
    db.select().from(calendarHours).orderBy(asc(calendarHours.effectiveOn)),
  ]);
  return Promise.all(
    rows.map(async (calendar) => {
      const today = dayIn(calendar.timeZone, now);
      const ofCalendar = hours.filter(({ calendarId }) => calendarId === calendar.id);
      return {
        ...calendar,
        week: inEffectOn(ofCalendar, today)?.week ?? [],
        coming: ofCalendar.filter(({ effectiveOn }) => effectiveOn > today).map(({ effectiveOn }) => effectiveOn),
        closed: await closedSoon(db, calendar.id, today),
      };
    }),
  );
}

const SHOWN_DAYS = 6;

async function closedSoon(db: Database, calendarId: number, today: string) {
  const { day, name, source } = calendarHolidays;
  const nextYear = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  return db
    .select({ day, name, source, fromMinute: calendarHolidays.fromMinute, toMinute: calendarHolidays.toMinute })
    .from(calendarHolidays)
    .where(and(eq(calendarHolidays.calendarId, calendarId), gte(day, today), lt(day, nextYear)))
    .orderBy(asc(day))
    .limit(SHOWN_DAYS);
}

/** What each living client is promised: agreements by day, the newest first, with their rows by priority. */
export async function deskAgreements(db: Database, now = new Date()) {
  const [rows, living] = await Promise.all([
    db
      .select({ terms: deskTerms, calendarName: calendars.name, timeZone: calendars.timeZone })
      .from(deskTerms)
      .innerJoin(calendars, eq(calendars.id, deskTerms.calendarId))
      .orderBy(desc(deskTerms.effectiveOn), asc(deskTerms.priority)),
    db
      .select({ id: clients.id, name: clients.name })
      .from(clients)
      .where(isNull(clients.retiredAt))
      .orderBy(asc(clients.name)),
  ]);
  return living.map((client) => {
    const ofClient = rows.filter(({ terms }) => terms.clientId === client.id);
    const days = [...new Set(ofClient.map(({ terms }) => terms.effectiveOn))];
    const inEffect = days.find((day) =>
      ofClient.some(({ terms, timeZone }) => terms.effectiveOn === day && day <= dayIn(timeZone, now)),
    );
    const agreements = days.map((effectiveOn) => {
      const ofDay = ofClient.filter(({ terms }) => terms.effectiveOn === effectiveOn);
      return {
        effectiveOn,
        isInEffect: effectiveOn === inEffect,
        isWithdrawable: ofDay.every(({ terms, timeZone }) => isWithdrawable(terms, timeZone, now)),
        rows: ofDay.map(({ terms, calendarName }) => ({ ...terms, calendarName })),
      };
    });
    return { ...client, agreements };
  });
}
