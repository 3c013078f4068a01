import { and, eq, inArray, isNull, ne, type SQL } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { calendarHours, calendars, ticketClocks } from "#db/schema/clocks.ts";
import { tickets } from "#db/schema/tickets.ts";
import { weekOn } from "#domain/clocks/calendar.ts";
import { CLOCKS, termsAt } from "#domain/clocks/clock.ts";
import { calendarsById } from "#domain/clocks/queries.server.ts";
import { type ClockHours, type ShownClock, shownClock, type TicketClocks } from "#domain/clocks/standing.ts";
import { dayIn } from "#domain/projects/effect.ts";

import { countedClocks } from "./counted-clocks.server.ts";
import type { TicketPriority } from "./ticket.ts";

/** The clocks of a ticket for its page, counted from its thread. The caller has asked for the ticket in its project. */
export async function clocksOfTicket(
  db: Database,
  ticket: { readonly id: number; readonly priority: number },
  now = new Date(),
): Promise<TicketClocks> {
  const at = now.getTime();
  const priority = ticket.priority as TicketPriority;
  const { rounds = [], terms = [] } = (await countedClocks(db, [ticket.id], now)).get(ticket.id) ?? {};
  const inEffect = termsAt(terms, priority, at);
  const clocks = CLOCKS.flatMap((clock) => {
    const round = rounds.findLast((one) => one.clock === clock);
    if (!round || (clock === "next_update" && round.standing === "stopped")) return [];
    const ofRound = termsAt(terms, round.priority, round.stoppedAt ?? at);
    return (ofRound && shownClock(round, ofRound, at, at)) ?? [];
  });
  return {
    priority,
    clocks,
    hours: inEffect ? await hoursOf(db, inEffect.calendarId, now) : null,
  };
}

/** Of each of these tickets the promised clock that is due first, by its copy in the list; one that owes nothing is absent. */
export async function nearestClocks(
  db: Database,
  ticketIds: readonly number[],
  now = new Date(),
): Promise<Map<number, ShownClock>> {
  if (ticketIds.length === 0) return new Map();
  return nearestWhere(db, inArray(ticketClocks.ticketId, [...ticketIds]), now);
}

/**
 * Tickets of these projects with a running promise, the one that is due first before the others: late ones, by how late
 * they are, then by their instant. Computed, as no deadline is stored: a few microseconds for each that runs.
 */
export async function ticketsByDue(
  db: Database,
  projectIds: readonly number[],
  now = new Date(),
): Promise<{ readonly ticketId: number; readonly clock: ShownClock }[]> {
  if (projectIds.length === 0) return [];
  const nearest = await nearestWhere(db, inArray(tickets.projectId, [...projectIds]), now);
  return [...nearest]
    .map(([ticketId, clock]) => ({ ticketId, clock }))
    .sort((one, other) => urgencyOf(one.clock) - urgencyOf(other.clock) || one.ticketId - other.ticketId);
}

async function nearestWhere(db: Database, where: SQL, now: Date): Promise<Map<number, ShownClock>> {
  const rows = await db
    .select({ kept: ticketClocks })
    .from(ticketClocks)
    .innerJoin(tickets, and(eq(tickets.id, ticketClocks.ticketId), isNull(tickets.mergedIntoId)))
    .where(and(ne(ticketClocks.standing, "stopped"), where));
  const byId = await calendarsById(
    db,
    rows.flatMap(({ kept }) => kept.calendarId ?? []),
  );
  const nearest = new Map<number, ShownClock>();
  for (const { kept } of rows) {
    const calendar = byId.get(kept.calendarId ?? 0);
    if (!calendar || kept.warnPercent === null) continue;
    const countedAt = kept.runningSince?.getTime() ?? now.getTime();
    const round = { ...kept, stoppedAt: null };
    const shown = shownClock(round, { calendar, warnShare: kept.warnPercent / 100 }, countedAt, now.getTime());
    const before = nearest.get(kept.ticketId);
    if (shown && (!before || urgencyOf(shown) < urgencyOf(before))) nearest.set(kept.ticketId, shown);
  }
  return nearest;
}

/** Less is more urgent: late ones below zero, running ones by their instant, paused ones last. */
function urgencyOf({ judgement, elapsedSeconds, targetSeconds, dueAt }: ShownClock): number {
  return judgement === "late" ? targetSeconds - elapsedSeconds : (dueAt ?? Number.MAX_SAFE_INTEGER);
}

async function hoursOf(db: Database, calendarId: number, now: Date): Promise<ClockHours | null> {
  const [row] = await db.select().from(calendars).where(eq(calendars.id, calendarId));
  if (!row) return null;
  const hours = await db.select().from(calendarHours).where(eq(calendarHours.calendarId, calendarId));
  hours.sort((one, other) => (one.effectiveOn < other.effectiveOn ? -1 : 1));
  const { timeZone, holidayCountry } = row;
  const week = weekOn({ timeZone, hours, closed: new Map() }, dayIn(timeZone, now));
  return week ? { timeZone, week, holidayCountry } : null;
}
