import { and, asc, eq, inArray, isNull, lte } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { ticketWindowRequests } from "#db/schema/ticket-windows.ts";
import { tickets, ticketWindows } from "#db/schema/tickets.ts";

import { addEntry } from "./entries.server.ts";
import { KEPT_LIMITS, type KeptWindow } from "./kept-window.ts";
import { encodeWindow } from "./kept-window-codec.server.ts";
import { readWindow } from "./kept-window-reading.server.ts";
import { lockTicket } from "./locks.server.ts";
import { keepSignature } from "./signatures.server.ts";
import type { TicketAuthor } from "./thread.ts";

export interface WindowRequest {
  readonly machineIds: readonly number[];
  /** [from, to) and the instant that it is about; without `to` it is read again until `endWindow` says where it ends. */
  readonly from: Date;
  readonly to: Date | null;
  readonly about: Date;
  /** Whether the client reads it: of a note's it does not. */
  readonly isPublic: boolean;
  readonly author: TicketAuthor;
  /** Of the ticket: asked twice, one is kept. Up to 60 letters. */
  readonly onceKey: string;
  /** When it is read; left out, at once. */
  readonly dueAt?: Date;
}

/** What lasts is read so often, after a first wait as long: whoever follows the ticket sees how it goes. */
export const REFRESH_MS = 10 * 60_000;
/** After a failure; twice as long after the next, up to the longest. */
const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 30 * 60_000;
/** In one round. */
const MOST_AT_ONCE = 20;

/** Asks for a window in the transaction that opens or answers a ticket. It is kept afterwards, whatever the store does. */
export async function requestWindow(
  tx: Database,
  ticketId: number,
  { machineIds, author, ...wanted }: WindowRequest,
  now: Date,
): Promise<void> {
  await tx
    .insert(ticketWindowRequests)
    .ignore()
    .values({
      ...{ dueAt: now, ...wanted, ticketId, machineIds: [...machineIds], requestedAt: now },
      ...{ side: author.side, authorId: author.id, authorName: author.name },
    });
}

/** What lasted is over: its window ends there and is read a last time. Null: it lasts again. */
export async function endWindow(
  tx: Database,
  ticketId: number,
  onceKey: string,
  to: Date | null,
  now: Date,
): Promise<void> {
  const dueAt = to && to > now ? to : now;
  await tx
    .update(ticketWindowRequests)
    .set({ to, dueAt, settledAt: null })
    .where(and(eq(ticketWindowRequests.ticketId, ticketId), eq(ticketWindowRequests.onceKey, onceKey)));
}

type Request = typeof ticketWindowRequests.$inferSelect;

/**
 * Keeps the windows that are due, of one ticket or of all. What cannot be read is tried again later: the store of metrics
 * may be away for hours and nothing is lost. Two processes at once keep each window once. True where all were kept.
 */
export async function keepWindows(
  db: Database,
  store: MetricStore,
  now = new Date(),
  ticketId?: number,
): Promise<boolean> {
  const rows = await db
    .select({ request: ticketWindowRequests, projectId: tickets.projectId })
    .from(ticketWindowRequests)
    .innerJoin(tickets, eq(tickets.id, ticketWindowRequests.ticketId))
    .where(
      and(
        isNull(ticketWindowRequests.settledAt),
        lte(ticketWindowRequests.dueAt, now),
        ticketId === undefined ? undefined : eq(ticketWindowRequests.ticketId, ticketId),
      ),
    )
    .orderBy(asc(ticketWindowRequests.dueAt))
    .limit(MOST_AT_ONCE);
  let all = true;
  for (const { request, projectId } of rows) {
    const kept = await readRequested(db, store, projectId, request, now);
    if (kept) await keep(db, projectId, request, kept, now);
    else await putOff(db, request, now);
    all &&= kept !== undefined;
  }
  return all;
}

async function readRequested(
  db: Database,
  store: MetricStore,
  projectId: number,
  { machineIds, from, to, about }: Request,
  now: Date,
): Promise<KeptWindow | undefined> {
  const end = Math.min(to?.getTime() ?? now.getTime(), now.getTime());
  // An incident of weeks keeps its beginning: what came later has its own windows.
  const until = Math.max(Math.min(end, from.getTime() + KEPT_LIMITS.lengthMs), from.getTime() + 1);
  const window = { from: from.getTime(), to: until, about: about.getTime() };
  try {
    return await readWindow(db, store, { projectId, machineIds, ...window, now: now.getTime() });
  } catch (error) {
    console.error("a window of a ticket could not be read; it is tried again", error);
    return undefined;
  }
}

/** Writes a window and its entry; of one that was written already, what was read now. */
async function keep(
  db: Database,
  projectId: number,
  { id, ticketId, requestedAt }: Request,
  kept: KeptWindow,
  now: Date,
): Promise<void> {
  const row = { from: new Date(kept.from), to: new Date(kept.to), frozenAt: now, picture: encodeWindow(kept) };
  await db.transaction(async (tx) => {
    const ticket = await lockTicket(tx, projectId, ticketId);
    const [request] = await tx.select().from(ticketWindowRequests).where(eq(ticketWindowRequests.id, id)).for("update");
    // Another process was faster.
    if (!ticket || !request || request.settledAt || request.dueAt > now) return;
    let { windowId } = request;
    if (windowId === null) {
      const { isPublic, side, authorId, authorName } = request;
      const author = { side, id: authorId, name: authorName };
      const entry = await addEntry(tx, ticket, { kind: "window", isPublic, author }, now);
      const [inserted] = await tx.insert(ticketWindows).values({ ...row, ticketId, entryId: entry.id });
      windowId = inserted.insertId;
    } else await tx.update(ticketWindows).set(row).where(eq(ticketWindows.id, windowId));
    await keepSignature(tx, { windowId, ticketId, projectId, at: requestedAt }, kept);
    const isOver = request.to !== null && request.to <= now;
    const next = request.to && request.to > now ? request.to : new Date(now.getTime() + REFRESH_MS);
    await tx
      .update(ticketWindowRequests)
      .set({ windowId, failures: 0, dueAt: next, settledAt: isOver ? now : null })
      .where(eq(ticketWindowRequests.id, id));
  });
}

async function putOff(db: Database, { id, failures }: Request, now: Date): Promise<void> {
  const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures, 20), LONGEST_RETRY_MS);
  await db
    .update(ticketWindowRequests)
    .set({ failures: failures + 1, dueAt: new Date(now.getTime() + wait) })
    .where(and(eq(ticketWindowRequests.id, id), isNull(ticketWindowRequests.settledAt)));
}

/** Windows that were asked for and are not kept yet, for the thread to say so. The client sees its own only. */
export async function windowsToCome(db: Database, ticketId: number, { withNotes }: { readonly withNotes: boolean }) {
  const { from, to, requestedAt, failures, isPublic, windowId, settledAt } = ticketWindowRequests;
  const rows = await db
    .select({ from, to, requestedAt, failures })
    .from(ticketWindowRequests)
    .where(
      and(
        eq(ticketWindowRequests.ticketId, ticketId),
        isNull(windowId),
        isNull(settledAt),
        withNotes ? undefined : eq(isPublic, true),
      ),
    )
    .orderBy(asc(requestedAt));
  // What goes on is not late before it was tried.
  return rows.filter((row) => row.to !== null || row.failures > 0);
}

/** The kept windows of these entries, as they are stored. */
export async function storedWindows(db: Database, entryIds: readonly number[]) {
  if (entryIds.length === 0) return [];
  const { id, entryId, picture } = ticketWindows;
  return db
    .select({ id, entryId, picture })
    .from(ticketWindows)
    .where(inArray(entryId, [...entryIds]));
}
