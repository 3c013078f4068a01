import { and, asc, desc, eq, gt, inArray, lt, or, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { attachments } from "#db/schema/attachments.ts";
import { user } from "#db/schema/identity.ts";
import { incidents } from "#db/schema/incidents.ts";
import { interventions } from "#db/schema/interventions.ts";
import { applications } from "#db/schema/projects.ts";
import { teams, ticketEntries, tickets, ticketWatchers } from "#db/schema/tickets.ts";

import { boundMachines } from "./bindings.server.ts";
import type { TicketChange, TicketEntry, TicketFile } from "./thread.ts";
import type { TicketState } from "./ticket.ts";

interface Eyes {
  /** Staff: notes, and what stays among staff. */
  readonly withNotes: boolean;
}

/** A ticket of the project by its number, with what it is bound to. The client reads neither team nor intervention drafts. */
export async function ticketOf(db: Database, projectId: number, number: number, { withNotes }: Eyes) {
  const [row] = await db
    .select({
      ticket: tickets,
      assigneeName: user.name,
      teamName: teams.name,
      application: { id: applications.id, slug: applications.slug, name: applications.name },
      incidentTitle: incidents.title,
      interventionTitle: interventions.title,
      interventionState: interventions.state,
    })
    .from(tickets)
    .leftJoin(user, eq(user.id, tickets.assigneeId))
    .leftJoin(teams, eq(teams.id, tickets.teamId))
    .leftJoin(applications, eq(applications.id, tickets.applicationId))
    .leftJoin(incidents, eq(incidents.id, tickets.incidentId))
    .leftJoin(interventions, eq(interventions.id, tickets.interventionId))
    .where(and(eq(tickets.id, number), eq(tickets.projectId, projectId)));
  if (!row) return undefined;
  const { ticket, assigneeName, application, incidentTitle } = row;
  const showsIntervention = withNotes || row.interventionState !== "draft";
  return {
    ...ticket,
    number: ticket.id,
    teamId: withNotes ? ticket.teamId : null,
    lastEntryAt: withNotes ? ticket.lastEntryAt : ticket.lastPublicAt,
    interventionId: showsIntervention ? ticket.interventionId : null,
    assigneeName,
    teamName: withNotes ? row.teamName : null,
    application,
    incidentTitle,
    interventionTitle: showsIntervention ? row.interventionTitle : null,
    machines: await boundMachines(db, ticket.id),
  };
}

export type Ticket = NonNullable<Awaited<ReturnType<typeof ticketOf>>>;

/** The thread, oldest first, with the files of each entry; `afterId` gives what was written since that entry. */
export async function threadOf(
  db: Database,
  projectId: number,
  ticketId: number,
  { withNotes, afterId }: Eyes & { readonly afterId?: number },
): Promise<TicketEntry[]> {
  const rows = await db
    .select({ entry: ticketEntries })
    .from(ticketEntries)
    .innerJoin(tickets, and(eq(tickets.id, ticketEntries.ticketId), eq(tickets.projectId, projectId)))
    .where(
      and(
        eq(ticketEntries.ticketId, ticketId),
        withNotes ? undefined : eq(ticketEntries.isPublic, true),
        afterId === undefined ? undefined : gt(ticketEntries.id, afterId),
      ),
    )
    .orderBy(asc(ticketEntries.at), asc(ticketEntries.id));
  const files = await filesOf(
    db,
    rows.map(({ entry }) => entry.id),
  );
  return rows.map(({ entry: { ticketId: _, sendKey: __, data, ...entry } }) => ({
    ...entry,
    changes: (data?.changes ?? []) as TicketChange[],
    files: files.get(entry.id) ?? [],
  }));
}

async function filesOf(db: Database, entryIds: readonly number[]): Promise<Map<number, TicketFile[]>> {
  const found = new Map<number, TicketFile[]>();
  if (entryIds.length === 0) return found;
  const { ticketEntryId, publicId, name, mediaType, sizeBytes } = attachments;
  const rows = await db
    .select({ ticketEntryId, publicId, name, mediaType, sizeBytes })
    .from(attachments)
    .where(inArray(ticketEntryId, [...entryIds]))
    .orderBy(asc(attachments.id));
  for (const { ticketEntryId: id, ...file } of rows) {
    if (id !== null) found.set(id, [...(found.get(id) ?? []), file]);
  }
  return found;
}

/** Who follows a ticket, by name; the client reads its own people only. */
export async function watchersOf(db: Database, ticketId: number) {
  return db
    .select({ id: user.id, name: user.name })
    .from(ticketWatchers)
    .innerJoin(user, eq(user.id, ticketWatchers.userId))
    .where(eq(ticketWatchers.ticketId, ticketId))
    .orderBy(asc(user.name));
}

export interface TicketQuestion extends Eyes {
  readonly states?: readonly TicketState[];
  /** The last ticket of the page before. */
  readonly after?: { readonly at: Date; readonly id: number };
  readonly limit: number;
}

/** Tickets of a project, the one that moved last first. To the client a note moves nothing. */
export async function ticketPage(db: Database, projectId: number, { withNotes, states, after, limit }: TicketQuestion) {
  const movedAt = withNotes ? tickets.lastEntryAt : tickets.lastPublicAt;
  const { id, subject, kind, state, priority, requesterName, lastPublicSide, createdAt } = tickets;
  return db
    .select({
      ...{ number: id, subject, kind, state, priority, requesterName, lastPublicSide, createdAt, movedAt },
      assigneeName: user.name,
    })
    .from(tickets)
    .leftJoin(user, eq(user.id, tickets.assigneeId))
    .where(
      and(
        eq(tickets.projectId, projectId),
        states ? inArray(state, [...states]) : undefined,
        after && or(lt(movedAt, after.at), and(eq(movedAt, after.at), lt(id, after.id))),
      ),
    )
    .orderBy(desc(movedAt), desc(id))
    .limit(limit);
}

/** How many tickets of the project are not ended, and how many wait for this side to act. */
export async function ticketCounts(db: Database, projectId: number, { withNotes }: Eyes) {
  const forStaff = sql`${tickets.state} = 'new' or (${tickets.state} = 'open' and ${tickets.lastPublicSide} <> 'staff')`;
  const acts = withNotes ? forStaff : sql`${tickets.state} = 'waiting_client'`;
  const [row] = await db
    .select({
      open: sql<number>`count(*)`.mapWith(Number),
      toAct: sql<number>`coalesce(sum(${acts}), 0)`.mapWith(Number),
    })
    .from(tickets)
    .where(
      and(eq(tickets.projectId, projectId), inArray(tickets.state, ["new", "open", "waiting_client", "waiting_third"])),
    );
  return { open: row?.open ?? 0, toAct: row?.toAct ?? 0 };
}
