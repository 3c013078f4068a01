import { and, asc, eq, inArray, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { tickets } from "#db/schema/tickets.ts";
import type { ShownClock } from "#domain/clocks/standing.ts";

import { ticketsByDue } from "./shown-clocks.server.ts";

export interface WaitingTicket {
  readonly number: number;
  readonly projectId: number;
  readonly subject: string;
  readonly requesterName: string;
  /** Of the last words that the client reads. */
  readonly lastPublicAt: Date;
  /** The promise that is due first; null where none is near. */
  readonly clock: ShownClock | null;
}

/** The tickets of these projects that wait for staff: those with a promise that is late or near, and the most pressing that nobody has taken. */
export async function pressingTickets(
  db: Database,
  projectIds: readonly number[],
  now = new Date(),
): Promise<WaitingTicket[]> {
  if (projectIds.length === 0) return [];
  const due = (await ticketsByDue(db, projectIds, now)).filter(
    ({ clock: { standing, judgement } }) => standing === "running" && (judgement === "late" || judgement === "near"),
  );
  const clocks = new Map(due.map(({ ticketId, clock }) => [ticketId, clock]));
  const untaken = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(
      and(
        inArray(tickets.projectId, [...projectIds]),
        eq(tickets.state, "new"),
        eq(tickets.priority, 1),
        isNull(tickets.assigneeId),
      ),
    );
  const ids = [...new Set([...clocks.keys(), ...untaken.map(({ id }) => id)])];
  const rows = await linesOf(db, ids);
  return ids.flatMap((id) => {
    const row = rows.get(id);
    return row ? [{ ...row, clock: clocks.get(id) ?? null }] : [];
  });
}

/** The tickets of these projects that wait for the client's words, the longest silence first. */
export async function ticketsWithClient(db: Database, projectIds: readonly number[], limit: number) {
  if (projectIds.length === 0) return [];
  return db
    .select(LINE)
    .from(tickets)
    .where(and(inArray(tickets.projectId, [...projectIds]), eq(tickets.state, "waiting_client")))
    .orderBy(asc(tickets.lastPublicAt))
    .limit(limit);
}

const LINE = {
  number: tickets.id,
  projectId: tickets.projectId,
  subject: tickets.subject,
  requesterName: tickets.requesterName,
  lastPublicAt: tickets.lastPublicAt,
};

async function linesOf(db: Database, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, never>();
  const rows = await db
    .select(LINE)
    .from(tickets)
    .where(inArray(tickets.id, [...ids]));
  return new Map(rows.map((row) => [row.number, row]));
}
