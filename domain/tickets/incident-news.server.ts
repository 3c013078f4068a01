import { and, asc, eq, gt, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { incidentEntries, incidents } from "#db/schema/incidents.ts";
import { ticketIncidents } from "#db/schema/ticket-windows.ts";

import { addEntry } from "./entries.server.ts";
import { type LockedTicket, lockTicket } from "./locks.server.ts";
import { PLATFORM, type TicketField } from "./thread.ts";
import { endWindow } from "./window-requests.server.ts";

/** What comes after a recovery shows whether it is over. */
const AFTER_MS = 10 * 60_000;

/** Of the window that goes on until the service is well again. */
export function courseKey(incidentId: number): string {
  return `incident-${incidentId}-course`;
}

/** Tells in the tickets of incidents that the service recovered, fell again, and that people closed the incident. */
export async function tellIncidentNews(db: Database, now: Date): Promise<void> {
  for (const { incidentId, ticketId, projectId } of await withNews(db)) {
    await db.transaction((tx) => tellNews(tx, projectId, ticketId, incidentId, now));
  }
}

const TOLD: Readonly<Record<string, TicketField>> = {
  recovered: "incidentRecovered",
  again: "incidentAgain",
  closed: "incidentClosed",
};

/** Incidents that have said something since their ticket last told of them. */
function withNews(db: Database) {
  return db
    .selectDistinct({
      ...{ incidentId: ticketIncidents.incidentId, ticketId: ticketIncidents.ticketId },
      projectId: incidents.projectId,
    })
    .from(ticketIncidents)
    .innerJoin(incidents, eq(incidents.id, ticketIncidents.incidentId))
    .innerJoin(incidentEntries, eq(incidentEntries.incidentId, ticketIncidents.incidentId))
    .where(gt(incidentEntries.id, sql`coalesce(${ticketIncidents.toldEntryId}, 0)`));
}

async function tellNews(tx: Database, projectId: number, ticketId: number, incidentId: number, now: Date) {
  const ticket = await livingTicket(tx, projectId, ticketId);
  const [link] = await tx
    .select()
    .from(ticketIncidents)
    .where(eq(ticketIncidents.incidentId, incidentId))
    .for("update");
  const [incident] = await tx.select().from(incidents).where(eq(incidents.id, incidentId));
  if (!ticket || !link || !incident) return;
  const news = await tx
    .select()
    .from(incidentEntries)
    .where(and(eq(incidentEntries.incidentId, incidentId), gt(incidentEntries.id, link.toldEntryId ?? 0)))
    .orderBy(asc(incidentEntries.id));
  const last = news.at(-1);
  if (!last) return;
  for (const { kind, at } of news) {
    const field = TOLD[kind];
    // What staff write in the incident is read there.
    if (!field) continue;
    const changes = [{ field, from: null, to: at.toISOString() }];
    await addEntry(tx, ticket, { kind: "change", isPublic: true, author: PLATFORM, changes }, now);
  }
  await tx.update(ticketIncidents).set({ toldEntryId: last.id }).where(eq(ticketIncidents.incidentId, incidentId));
  if (!news.some(({ kind }) => TOLD[kind])) return;
  const end = incident.recoveredAt && new Date(incident.recoveredAt.getTime() + AFTER_MS);
  await endWindow(tx, ticketId, courseKey(incidentId), end, now);
}

/** Where the thread of a merged ticket goes on. */
async function livingTicket(tx: Database, projectId: number, ticketId: number): Promise<LockedTicket | undefined> {
  let ticket = await lockTicket(tx, projectId, ticketId);
  for (let merges = 0; ticket?.mergedIntoId && merges < 10; merges += 1) {
    ticket = await lockTicket(tx, projectId, ticket.mergedIntoId);
  }
  return ticket;
}
