import { and, asc, count, eq, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketViews } from "#db/schema/tickets.ts";

import { questionAddress } from "./question.ts";
import { isWorker, type TicketReader } from "./reader.ts";
import { type SavedView, VIEW_LIMITS } from "./views.ts";

/** A reader's own views and, for staff, those that others of staff share. */
export async function viewsOf(db: Database, reader: TicketReader): Promise<SavedView[]> {
  const { ownerId, isShared, name, id } = ticketViews;
  const rows = await db
    .select()
    .from(ticketViews)
    .where(or(eq(ownerId, reader.userId), isWorker(reader) ? eq(isShared, true) : undefined))
    .orderBy(asc(name), asc(id));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    question: addressOf(row.question),
    isShared: row.isShared,
    isOwn: row.ownerId === reader.userId,
  }));
}

/** Keeps a question under a name; only staff share theirs. */
export async function saveView(
  db: Database,
  reader: TicketReader,
  { name, query, isShared }: { readonly name: string; readonly query: URLSearchParams; readonly isShared: boolean },
): Promise<{ id: number } | { refused: "notFound" | "tooMany" }> {
  if (isShared && !isWorker(reader)) return { refused: "notFound" };
  const [mine] = await db.select({ views: count() }).from(ticketViews).where(eq(ticketViews.ownerId, reader.userId));
  if ((mine?.views ?? 0) >= VIEW_LIMITS.views) return { refused: "tooMany" };
  const kept = questionAddress(query);
  const question = Object.fromEntries([...new Set(kept.keys())].map((key) => [key, kept.getAll(key)]));
  const [{ insertId: id }] = await db.insert(ticketViews).values({ ownerId: reader.userId, name, isShared, question });
  return { id };
}

/** Forgets a view of one's own; another's is absent. */
export async function forgetView(
  db: Database,
  { userId }: TicketReader,
  viewId: number,
): Promise<{ forgotten: true } | { refused: "notFound" }> {
  const [gone] = await db.delete(ticketViews).where(and(eq(ticketViews.id, viewId), eq(ticketViews.ownerId, userId)));
  return gone.affectedRows > 0 ? { forgotten: true } : { refused: "notFound" };
}

/** A stored question is read as an address is: what is no question any more is left out. */
function addressOf(question: Readonly<Record<string, string | string[]>>): string {
  const query = new URLSearchParams();
  for (const [key, values] of Object.entries(question)) for (const value of [values].flat()) query.append(key, value);
  return questionAddress(query).toString();
}
