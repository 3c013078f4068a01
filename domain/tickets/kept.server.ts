import { and, asc, eq, inArray } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { incidents } from "#db/schema/incidents.ts";
import { ticketIncidents } from "#db/schema/ticket-windows.ts";
import { ticketEntries, tickets, ticketWindows } from "#db/schema/tickets.ts";

import { frontOf, type ShownWindow, wholeOf } from "./kept-front.ts";
import { decodeWindow } from "./kept-window-codec.server.ts";
import { storedWindows } from "./windows.server.ts";

/** In a thread: the rest is one click away. */
const FRONT = { curves: 2, happenings: 4 } as const;

/**
 * What a thread shows of its windows, by the entry that they stand in; null of one that cannot be read. The caller asks
 * for entries that its reader may see.
 */
export async function frontWindows(
  db: Database,
  entryIds: readonly number[],
): Promise<Map<number, ShownWindow | null>> {
  const rows = await storedWindows(db, entryIds);
  return new Map(
    rows.map(({ entryId, picture }) => {
      const kept = decodeWindow(picture);
      return [entryId, kept && frontOf(kept, FRONT)];
    }),
  );
}

/** All of the window of an entry; undefined for an absent or foreign one, and for a note's where the reader sees none. */
export async function wholeWindow(
  db: Database,
  projectId: number,
  { number, entryId, withNotes }: { readonly number: number; readonly entryId: number; readonly withNotes: boolean },
): Promise<ShownWindow | null | undefined> {
  const [row] = await db
    .select({ picture: ticketWindows.picture })
    .from(ticketWindows)
    .innerJoin(ticketEntries, eq(ticketEntries.id, ticketWindows.entryId))
    .innerJoin(tickets, eq(tickets.id, ticketWindows.ticketId))
    .where(
      and(
        eq(ticketWindows.entryId, entryId),
        eq(tickets.id, number),
        eq(tickets.projectId, projectId),
        withNotes ? undefined : eq(ticketEntries.isPublic, true),
      ),
    );
  if (!row) return undefined;
  const kept = decodeWindow(row.picture);
  return kept && wholeOf(kept);
}

/** The ticket of each of these incidents of the project, by the incident's id. */
export async function ticketsOfIncidents(
  db: Database,
  projectId: number,
  incidentIds: readonly number[],
): Promise<Map<number, number>> {
  if (incidentIds.length === 0) return new Map();
  const rows = await db
    .select({ incidentId: ticketIncidents.incidentId, number: tickets.id, mergedIntoId: tickets.mergedIntoId })
    .from(ticketIncidents)
    .innerJoin(tickets, eq(tickets.id, ticketIncidents.ticketId))
    .where(and(inArray(ticketIncidents.incidentId, [...incidentIds]), eq(tickets.projectId, projectId)));
  return new Map(rows.map(({ incidentId, number, mergedIntoId }) => [incidentId, mergedIntoId ?? number]));
}

/** The incidents that a ticket is about, oldest first. */
export async function incidentsOfTicket(db: Database, ticketId: number) {
  const { id, title, startedAt, recoveredAt, closedAt } = incidents;
  return db
    .select({ id, title, startedAt, recoveredAt, closedAt })
    .from(ticketIncidents)
    .innerJoin(incidents, eq(id, ticketIncidents.incidentId))
    .where(eq(ticketIncidents.ticketId, ticketId))
    .orderBy(asc(startedAt), asc(id));
}
