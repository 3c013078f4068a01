import { and, asc, eq, inArray, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { projects } from "#db/schema/projects.ts";
import { ticketEntries, tickets } from "#db/schema/tickets.ts";
import type { ClockRound } from "#domain/clocks/clock.ts";
import { countClocks } from "#domain/clocks/count.ts";
import { type StoredTerms, termsOfClients } from "#domain/clocks/queries.server.ts";

import { type ClockedEntry, historyOf } from "./clock-history.ts";
import type { TicketChange } from "./thread.ts";

export interface CountedClocks {
  readonly rounds: readonly ClockRound[];
  /** All that was ever promised to its client, oldest first; empty where nothing was. */
  readonly terms: readonly StoredTerms[];
}

/**
 * The clocks of tickets, counted from their threads up to `until`: the truth, of which `ticket_clocks` is a copy. By
 * ticket, in three questions however many they are.
 */
export async function countedClocks(
  db: Database,
  ticketIds: readonly number[],
  until: Date,
): Promise<Map<number, CountedClocks>> {
  const found = new Map<number, CountedClocks>();
  if (ticketIds.length === 0) return found;
  const wanted = [...new Set(ticketIds)];
  const { id, createdAt, state, impact, urgency, priority } = tickets;
  const rows = await db
    .select({ id, createdAt, state, impact, urgency, priority, clientId: projects.clientId })
    .from(tickets)
    .innerJoin(projects, eq(projects.id, tickets.projectId))
    .where(inArray(tickets.id, wanted));
  const entries = await entriesOf(db, wanted);
  const terms = await termsOfClients(
    db,
    rows.map(({ clientId }) => clientId),
  );
  for (const { clientId, ...ticket } of rows) {
    const ofClient = terms.get(clientId) ?? [];
    const history = historyOf(ticket, entries.get(ticket.id) ?? []);
    found.set(ticket.id, { rounds: countClocks(history, ofClient, until.getTime()), terms: ofClient });
  }
  return found;
}

/** What moves clocks, without the words, in the order in which it was written. */
async function entriesOf(db: Database, ticketIds: readonly number[]): Promise<Map<number, ClockedEntry[]>> {
  const { ticketId, at, kind, isPublic, side, data } = ticketEntries;
  const rows = await db
    .select({ ticketId, at, kind, isPublic, side, data })
    .from(ticketEntries)
    .where(and(inArray(ticketId, [...ticketIds]), or(eq(kind, "change"), and(eq(kind, "message"), eq(isPublic, true)))))
    .orderBy(asc(ticketId), asc(at), asc(ticketEntries.id));
  const found = new Map<number, ClockedEntry[]>();
  for (const { ticketId: ticket, data: detail, ...entry } of rows) {
    const ofTicket = found.get(ticket) ?? [];
    found.set(ticket, ofTicket);
    ofTicket.push({ ...entry, changes: (detail?.changes ?? []) as TicketChange[] });
  }
  return found;
}
