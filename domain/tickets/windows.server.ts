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
import { REFRESH_MS } from "./window-requests.server.ts";

/** After a failure; twice as long after the next, up to the longest. */
const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 30 * 60_000;
/** In one round. */
const MOST_AT_ONCE = 20;

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

/** The kept windows of these entries, as they are stored. */
export async function storedWindows(db: Database, entryIds: readonly number[]) {
  if (entryIds.length === 0) return [];
  const { id, entryId, picture } = ticketWindows;
  return db
    .select({ id, entryId, picture })
    .from(ticketWindows)
    .where(inArray(entryId, [...entryIds]));
}
