import { and, asc, desc, eq, gt, isNotNull, isNull, or, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { serviceParts } from "#db/schema/availability.ts";
import { incidentEntries, incidents } from "#db/schema/incidents.ts";
import { machines } from "#db/schema/machines.ts";
import { ticketIncidents } from "#db/schema/ticket-windows.ts";
import { tickets } from "#db/schema/tickets.ts";
import { projectReaders } from "#domain/identity/readers.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import { addEntry } from "./entries.server.ts";
import { courseKey, tellIncidentNews } from "./incident-news.server.ts";
import { commonLocale, incidentTicketWords } from "./incident-words.ts";
import { type LockedTicket, lockTicket } from "./locks.server.ts";
import { openTicketIn } from "./opening.server.ts";
import { PLATFORM } from "./thread.ts";
import { watch } from "./watchers.server.ts";
import { REFRESH_MS, requestWindow } from "./window-requests.server.ts";

/** What was written down longer ago is history, not news: it opens nothing. */
const NEWS_MS = 24 * 3_600_000;
/** What came before an incident shows its cause. */
const BEFORE_MS = 60 * 60_000;

type Incident = typeof incidents.$inferSelect;
type LockedProject = NonNullable<Awaited<ReturnType<typeof lockProject>>>;

/**
 * Opens a ticket for each new incident of the ledger, and tells in it when the service recovered, fell again, and that
 * people closed the incident. One ticket a cause: an incident of the same check joins the ticket that is still open.
 * Nothing of it closes a ticket. May be run again, and by two at once: an incident has one ticket.
 */
export async function followIncidents(db: Database, now = new Date()): Promise<void> {
  await tellIncidentNews(db, now);
  for (const { id, projectId } of await withoutTicket(db, now)) {
    await db.transaction(async (tx) => {
      const project = await lockProject(tx, projectId);
      if (project) await giveTicket(tx, project, id, now);
    });
  }
}

async function withoutTicket(db: Database, now: Date) {
  return db
    .select({ id: incidents.id, projectId: incidents.projectId })
    .from(incidents)
    .leftJoin(ticketIncidents, eq(ticketIncidents.incidentId, incidents.id))
    .where(
      and(
        isNull(ticketIncidents.incidentId),
        isNull(incidents.closedAt),
        gt(incidents.createdAt, new Date(now.getTime() - NEWS_MS)),
      ),
    )
    .orderBy(asc(incidents.startedAt), asc(incidents.id));
}

async function giveTicket(tx: Database, project: LockedProject, incidentId: number, now: Date): Promise<void> {
  const [incident] = await tx.select().from(incidents).where(eq(incidents.id, incidentId)).for("update");
  // The project's row is held: whoever looks for the same incident waits, and finds it here.
  const [known] = await tx.select().from(ticketIncidents).where(eq(ticketIncidents.incidentId, incidentId));
  if (!incident || known) return;
  const standing = await standingTicket(tx, project.id, incident);
  const ticketId = standing ? await join(tx, standing, incident, now) : await open(tx, project, incident, now);
  const [first] = await tx
    .select({ id: incidentEntries.id })
    .from(incidentEntries)
    .where(eq(incidentEntries.incidentId, incidentId))
    .orderBy(asc(incidentEntries.id))
    .limit(1);
  await tx.insert(ticketIncidents).values({ incidentId, ticketId, since: now, toldEntryId: first?.id ?? null });
  await requestIncidentWindows(tx, ticketId, incident, now);
}

/** The open ticket that somebody bound to the incident, or that an earlier incident of the same check opened. */
async function standingTicket(tx: Database, projectId: number, { id, checkId }: Incident) {
  const [found] = await tx
    .select({ id: tickets.id })
    .from(tickets)
    .leftJoin(ticketIncidents, eq(ticketIncidents.ticketId, tickets.id))
    .leftJoin(incidents, eq(incidents.id, ticketIncidents.incidentId))
    .where(
      and(
        eq(tickets.projectId, projectId),
        isNull(tickets.mergedIntoId),
        or(
          eq(tickets.incidentId, id),
          checkId === null
            ? undefined
            : and(eq(incidents.checkId, checkId), sql`${tickets.state} not in ('resolved', 'closed')`),
        ),
      ),
    )
    .orderBy(desc(sql`${tickets.incidentId} <=> ${id}`), desc(tickets.id))
    .limit(1);
  return found && lockTicket(tx, projectId, found.id);
}

async function join(tx: Database, ticket: LockedTicket, incident: Incident, now: Date): Promise<number> {
  if (ticket.incidentId === incident.id) return ticket.id;
  if (ticket.incidentId === null)
    await tx.update(tickets).set({ incidentId: incident.id }).where(eq(tickets.id, ticket.id));
  const changes = [{ field: "incidentAgain", from: null, to: incident.startedAt.toISOString() } as const];
  await addEntry(tx, ticket, { kind: "change", isPublic: true, author: PLATFORM, changes }, now);
  return ticket.id;
}

async function open(tx: Database, project: LockedProject, incident: Incident, now: Date): Promise<number> {
  const readers = await projectReaders(tx, project);
  const locale = commonLocale(readers.filter(({ isStaff }) => !isStaff).map((reader) => reader.locale));
  const level = incident.impact === "down" ? "high" : "medium";
  const opened = await openTicketIn(
    tx,
    project,
    {
      ...incidentTicketWords(incident, locale, project.timeZone),
      ...{ kind: "incident", impact: level, urgency: level, source: "incident", author: PLATFORM },
      ...{ incidentId: incident.id, since: incident.startedAt },
      machineIds: await judgedMachines(tx, project.id, incident.checkId),
    },
    now,
  );
  if ("refused" in opened) throw new Error(`The ticket of incident ${incident.id} was refused: ${opened.refused}`);
  await watch(tx, opened.id, [project.projectManagerId, project.deputyManagerId], now);
  return opened.id;
}

/** The machines of the services that the check is a part of. */
async function judgedMachines(tx: Database, projectId: number, checkId: number | null): Promise<number[]> {
  if (checkId === null) return [];
  const ofCheck = tx.select({ id: serviceParts.serviceId }).from(serviceParts).where(eq(serviceParts.checkId, checkId));
  const rows = await tx
    .selectDistinct({ id: machines.id })
    .from(serviceParts)
    .innerJoin(machines, eq(machines.id, serviceParts.machineId))
    .where(
      and(
        sql`${serviceParts.serviceId} in (${ofCheck})`,
        eq(machines.projectId, projectId),
        isNull(machines.retiredAt),
        isNotNull(serviceParts.machineId),
      ),
    );
  return rows.map(({ id }) => id);
}

/** One window as the ticket was opened, and one that goes on until the service is well again. */
async function requestIncidentWindows(tx: Database, ticketId: number, incident: Incident, now: Date): Promise<void> {
  const window = {
    ...{ machineIds: [], about: incident.startedAt, isPublic: true, author: PLATFORM },
    from: new Date(incident.startedAt.getTime() - BEFORE_MS),
  };
  await requestWindow(tx, ticketId, { ...window, to: now, onceKey: `incident-${incident.id}-opened` }, now);
  const dueAt = new Date(now.getTime() + REFRESH_MS);
  await requestWindow(tx, ticketId, { ...window, to: null, dueAt, onceKey: courseKey(incident.id) }, now);
}
