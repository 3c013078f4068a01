import { eq, inArray } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketMachines, tickets, ticketTags, ticketWatchers } from "#db/schema/tickets.ts";
import { type Actor, recordAudit } from "#domain/audit/record.server.ts";

import { addEntry } from "../entries.server.ts";
import { type LockedTicket, projectOfTicket } from "../locks.server.ts";
import { endsAfterMove } from "../moves.ts";
import { staffAuthor } from "./author.ts";
import { lockPair } from "./pair.server.ts";

export type MergeRefusal = "notFound" | "sameTicket" | "merged" | "changedMeanwhile";

/**
 * Lets a ticket's thread go on in another of the same project: it is closed for good, its people follow the other, whose
 * machines and tags are those of both. Nothing that was said moves: each thread names the other.
 */
export async function mergeTicket(
  db: Database,
  projectId: number,
  ticketId: number,
  actor: Actor,
  { intoId, version }: { readonly intoId: number; readonly version: number },
  now = new Date(),
): Promise<{ merged: true } | { refused: MergeRefusal }> {
  if (intoId === ticketId) return { refused: "sameTicket" };
  return db.transaction(async (tx) => {
    const pair = await lockPair(tx, projectId, ticketId, intoId);
    if (!pair) return { refused: "notFound" };
    const { ticket, other } = pair;
    if (ticket.version !== version) return { refused: "changedMeanwhile" };
    if (ticket.mergedIntoId !== null || other.mergedIntoId !== null) return { refused: "merged" };
    const ended = await close(tx, ticket, intoId, now);
    await handOver(tx, ticketId, intoId);
    const author = staffAuthor(actor);
    const away = [{ field: "mergedInto", from: null, to: String(intoId) }] as const;
    const here = [{ field: "mergedFrom", from: null, to: String(ticketId) }] as const;
    await addEntry(tx, ended, { kind: "change", isPublic: true, author, changes: away, event: "ticket.merged" }, now);
    await addEntry(tx, other, { kind: "change", isPublic: true, author, changes: here }, now);
    const { clientId } = await projectOfTicket(tx, ticket);
    const subject = { type: "ticket", id: ticketId, name: ticket.subject };
    const detail = { into: intoId };
    await recordAudit(tx, actor, { action: "ticket.merge", subject, clientId, projectId, detail }, now);
    return { merged: true };
  });
}

async function close(tx: Database, ticket: LockedTicket, mergedIntoId: number, now: Date): Promise<LockedTicket> {
  const set = { state: "closed", mergedIntoId, version: ticket.version + 1, ...endsAfterMove("closed", ticket, now) };
  const ended = { ...ticket, ...set } as LockedTicket;
  await tx
    .update(tickets)
    .set({ ...set, state: "closed" })
    .where(eq(tickets.id, ticket.id));
  return ended;
}

/** Who followed the one follows the other; what the one touched and was called, so is the other. */
async function handOver(tx: Database, fromId: number, toId: number): Promise<void> {
  const both = [fromId, toId];
  const watchers = await tx.select().from(ticketWatchers).where(inArray(ticketWatchers.ticketId, both));
  const machines = await tx.select().from(ticketMachines).where(inArray(ticketMachines.ticketId, both));
  const tags = await tx.select().from(ticketTags).where(inArray(ticketTags.ticketId, both));
  const missing = <Row extends { ticketId: number }>(rows: readonly Row[], key: (row: Row) => unknown) => {
    const there = new Set(rows.filter(({ ticketId }) => ticketId === toId).map(key));
    return rows
      .filter((row) => row.ticketId === fromId && !there.has(key(row)))
      .map((row) => ({ ...row, ticketId: toId }));
  };
  const people = missing(watchers, ({ userId }) => userId);
  const touched = missing(machines, ({ machineId }) => machineId);
  const named = missing(tags, ({ tag }) => tag);
  if (people.length > 0) await tx.insert(ticketWatchers).values(people);
  if (touched.length > 0) await tx.insert(ticketMachines).values(touched);
  if (named.length > 0) await tx.insert(ticketTags).values(named);
}
