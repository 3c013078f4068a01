import { and, desc, eq, inArray, isNull, ne, notInArray, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketSignatures, ticketUnrelated } from "#db/schema/ticket-windows.ts";
import { ticketEntries, tickets, ticketWindows } from "#db/schema/tickets.ts";

import type { KeptWindow } from "./kept-window.ts";
import { ALIKE, type Departure, likeness, type Signature, signatureOf } from "./signature.ts";
import type { TicketState } from "./ticket.ts";

/** Keeps what was unlike its usual in a window, in the transaction that keeps the window. */
export async function keepSignature(
  tx: Database,
  of: { readonly windowId: number; readonly ticketId: number; readonly projectId: number; readonly at: Date },
  kept: KeptWindow,
): Promise<void> {
  const signature = signatureOf(kept);
  if (!signature) await tx.delete(ticketSignatures).where(eq(ticketSignatures.windowId, of.windowId));
  else
    await tx
      .insert(ticketSignatures)
      .values({ ...of, signature })
      .onDuplicateKeyUpdate({ set: { signature } });
}

/** A past ticket whose measures left their usual range in the same way. */
export interface SimilarTicket {
  readonly number: number;
  readonly projectId: number;
  readonly subject: string;
  readonly state: TicketState;
  readonly createdAt: Date;
  readonly resolvedAt: Date | null;
  readonly score: number;
  readonly common: readonly Departure[];
  /** When it began, and when this one did: epoch milliseconds. */
  readonly beganAt: number;
  readonly thisBeganAt: number;
}

/** So many windows are compared, the newest first. */
const MOST_COMPARED = 2_000;
const MOST_SHOWN = 3;

interface Eyes {
  /** Projects of the ticket's client that the reader may see. */
  readonly projectIds: readonly number[];
  /** Windows among staff too. */
  readonly withNotes: boolean;
}

/** Tickets of the same client with the signature of this one, the most alike first, without those called unrelated. */
export async function similarTickets(db: Database, ticketId: number, eyes: Eyes): Promise<SimilarTicket[]> {
  const own = await signaturesOf(db, eyes, eq(ticketSignatures.ticketId, ticketId));
  if (own.length === 0) return [];
  const unrelated = await unrelatedTo(db, ticketId);
  const others = await signaturesOf(
    db,
    eyes,
    and(
      ne(ticketSignatures.ticketId, ticketId),
      isNull(tickets.mergedIntoId),
      unrelated.length > 0 ? notInArray(ticketSignatures.ticketId, unrelated) : undefined,
    ),
  );
  const best = new Map<number, SimilarTicket>();
  for (const { signature: theirs, ...ticket } of others) {
    for (const { signature: ours } of own) {
      const { score, common } = likeness(ours, theirs);
      if (score < ALIKE || score <= (best.get(ticket.number)?.score ?? 0)) continue;
      best.set(ticket.number, { ...ticket, score, common, beganAt: theirs.at, thisBeganAt: ours.at });
    }
  }
  return [...best.values()].sort((one, other) => other.score - one.score).slice(0, MOST_SHOWN);
}

async function signaturesOf(db: Database, { projectIds, withNotes }: Eyes, where: ReturnType<typeof and>) {
  if (projectIds.length === 0) return [];
  const rows = await db
    .select({
      ...{ number: tickets.id, projectId: tickets.projectId, subject: tickets.subject, state: tickets.state },
      ...{ createdAt: tickets.createdAt, resolvedAt: tickets.resolvedAt, signature: ticketSignatures.signature },
    })
    .from(ticketSignatures)
    .innerJoin(tickets, eq(tickets.id, ticketSignatures.ticketId))
    .innerJoin(ticketWindows, eq(ticketWindows.id, ticketSignatures.windowId))
    .innerJoin(ticketEntries, eq(ticketEntries.id, ticketWindows.entryId))
    .where(
      and(
        inArray(ticketSignatures.projectId, [...projectIds]),
        withNotes ? undefined : eq(ticketEntries.isPublic, true),
        where,
      ),
    )
    .orderBy(desc(ticketSignatures.at))
    .limit(MOST_COMPARED);
  // The platform alone writes signatures, as `signatureOf` makes them.
  return rows.map((row) => ({ ...row, signature: row.signature as Signature }));
}

async function unrelatedTo(db: Database, id: number): Promise<number[]> {
  const { ticketId, otherId } = ticketUnrelated;
  const rows = await db
    .select({ ticketId, otherId })
    .from(ticketUnrelated)
    .where(or(eq(ticketId, id), eq(otherId, id)));
  return rows.map((row) => (row.ticketId === id ? row.otherId : row.ticketId));
}
