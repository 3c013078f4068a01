import { aliasedTable, and, asc, desc, eq, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketChecklist, ticketLinks, ticketSatisfactions, tickets, ticketTime } from "#db/schema/tickets.ts";

import { tagsOf } from "../list/tags.server.ts";
import type { TicketLinkKind, TicketState } from "../ticket.ts";

/** Another ticket of the project, and what it is to this one. */
export interface LinkedTicket {
  readonly id: number;
  readonly subject: string;
  readonly state: TicketState;
  readonly kind: TicketLinkKind;
  /** Said of this ticket ("this is a part of that"); else of the other. */
  readonly isOwn: boolean;
}

/** What hangs on a ticket beside its thread. Tags, checklist and time are null where the reader does not work. */
export async function deskOf(
  db: Database,
  projectId: number,
  ticketId: number,
  { withNotes }: { readonly withNotes: boolean },
) {
  const [links, merged, rating, work] = await Promise.all([
    linksOf(db, projectId, ticketId),
    mergedInto(db, projectId, ticketId),
    ratingOf(db, ticketId),
    withNotes ? workOf(db, ticketId) : null,
  ]);
  return { links, merged, rating, work };
}

export type TicketDesk = Awaited<ReturnType<typeof deskOf>>;

async function linksOf(db: Database, projectId: number, ticketId: number): Promise<LinkedTicket[]> {
  const other = aliasedTable(tickets, "other");
  const rows = await db
    .select({ link: ticketLinks, id: other.id, subject: other.subject, state: other.state })
    .from(ticketLinks)
    .innerJoin(
      other,
      or(
        and(eq(ticketLinks.ticketId, ticketId), eq(other.id, ticketLinks.otherId)),
        and(eq(ticketLinks.otherId, ticketId), eq(other.id, ticketLinks.ticketId)),
      ),
    )
    .where(
      and(or(eq(ticketLinks.ticketId, ticketId), eq(ticketLinks.otherId, ticketId)), eq(other.projectId, projectId)),
    )
    .orderBy(desc(ticketLinks.at), desc(other.id));
  return rows.map(({ link, ...found }) => ({ ...found, kind: link.kind, isOwn: link.ticketId === ticketId }));
}

/** The tickets that go on in this one. */
function mergedInto(db: Database, projectId: number, ticketId: number) {
  return db
    .select({ id: tickets.id, subject: tickets.subject })
    .from(tickets)
    .where(and(eq(tickets.projectId, projectId), eq(tickets.mergedIntoId, ticketId)))
    .orderBy(asc(tickets.id));
}

async function ratingOf(db: Database, ticketId: number) {
  const { rating, comment, authorName, at } = ticketSatisfactions;
  const [found] = await db
    .select({ rating, comment, authorName, at })
    .from(ticketSatisfactions)
    .where(eq(ticketSatisfactions.ticketId, ticketId));
  return found ?? null;
}

async function workOf(db: Database, ticketId: number) {
  const [tags, steps, times] = await Promise.all([
    tagsOf(db, [ticketId]),
    db
      .select()
      .from(ticketChecklist)
      .where(eq(ticketChecklist.ticketId, ticketId))
      .orderBy(asc(ticketChecklist.position), asc(ticketChecklist.id)),
    db.select().from(ticketTime).where(eq(ticketTime.ticketId, ticketId)).orderBy(desc(ticketTime.at)),
  ]);
  const spentSeconds = times.reduce((total, { seconds }) => total + seconds, 0);
  return { tags: tags.get(ticketId) ?? [], steps, times, spentSeconds };
}
