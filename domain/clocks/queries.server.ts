import { asc, inArray } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { calendarHolidays, calendarHours, calendars, deskTerms } from "#db/schema/clocks.ts";
import { startOfDay } from "#domain/projects/effect.ts";
import type { TicketPriority } from "#domain/tickets/ticket.ts";

import type { BusinessCalendar, MinuteRange } from "./calendar.ts";
import type { DeskTerms } from "./clock.ts";

export { publicHolidays } from "./holidays.server.ts";

/** Terms with the rows that they come from. */
export interface StoredTerms extends DeskTerms {
  readonly id: number;
  readonly calendarId: number;
  readonly warnPercent: number;
}

/** Calendars as clocks count by them, by id. */
export async function calendarsById(db: Database, ids: readonly number[]): Promise<Map<number, BusinessCalendar>> {
  const found = new Map<number, BusinessCalendar>();
  if (ids.length === 0) return found;
  const wanted = [...new Set(ids)];
  const [rows, hours, closed] = await Promise.all([
    db.select({ id: calendars.id, timeZone: calendars.timeZone }).from(calendars).where(inArray(calendars.id, wanted)),
    db
      .select()
      .from(calendarHours)
      .where(inArray(calendarHours.calendarId, wanted))
      .orderBy(asc(calendarHours.effectiveOn)),
    db.select().from(calendarHolidays).where(inArray(calendarHolidays.calendarId, wanted)),
  ]);
  for (const { id, timeZone } of rows) {
    const days = new Map<string, MinuteRange[]>();
    for (const { calendarId, day, fromMinute, toMinute } of closed) {
      if (calendarId === id) days.set(day, [...(days.get(day) ?? []), { from: fromMinute, to: toMinute }]);
    }
    found.set(id, { timeZone, hours: hours.filter(({ calendarId }) => calendarId === id), closed: days });
  }
  return found;
}

/** What was and is promised to clients, by client; one without terms is absent. */
export async function termsOfClients(db: Database, clientIds: readonly number[]): Promise<Map<number, StoredTerms[]>> {
  const found = new Map<number, StoredTerms[]>();
  if (clientIds.length === 0) return found;
  const rows = await db
    .select()
    .from(deskTerms)
    .where(inArray(deskTerms.clientId, [...new Set(clientIds)]))
    .orderBy(asc(deskTerms.effectiveOn));
  const byId = await calendarsById(
    db,
    rows.map(({ calendarId }) => calendarId),
  );
  for (const row of rows) {
    const calendar = byId.get(row.calendarId);
    if (!calendar) throw new Error(`No calendar ${row.calendarId}`);
    found.set(row.clientId, [...(found.get(row.clientId) ?? []), storedTerms(row, calendar)]);
  }
  return found;
}

function storedTerms(row: typeof deskTerms.$inferSelect, calendar: BusinessCalendar): StoredTerms {
  const seconds = (minutes: number | null) => (minutes === null ? null : minutes * 60);
  return {
    id: row.id,
    calendarId: row.calendarId,
    priority: row.priority as TicketPriority,
    from: startOfDay(calendar.timeZone, row.effectiveOn).getTime(),
    calendar,
    targets: {
      first_response: seconds(row.firstResponseMinutes),
      next_update: seconds(row.nextUpdateMinutes),
      resolution: seconds(row.resolutionMinutes),
    },
    updateRule: row.updateRule,
    pausesForClient: row.pausesForClient,
    warnPercent: row.warnPercent,
    warnShare: row.warnPercent / 100,
  };
}
