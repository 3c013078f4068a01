import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketDrafts, ticketEntries, tickets } from "#db/schema/tickets.ts";

import { OPENING, TICKET_LIMITS } from "./ticket.ts";

/** Whose draft: one of each user a ticket. */
export interface DraftPlace {
  readonly userId: string;
  readonly projectId: number;
  /** Its number, or `OPENING`. */
  readonly ticketId: number;
}

export interface Draft {
  readonly text: string;
  readonly isPublic: boolean;
  readonly savedAt: Date;
}

/** What the user was writing there, on whichever device; only their own. */
export async function draftOf(db: Database, place: DraftPlace): Promise<Draft | undefined> {
  const { text, isPublic, savedAt } = ticketDrafts;
  const [draft] = await db.select({ text, isPublic, savedAt }).from(ticketDrafts).where(at(place));
  return draft;
}

/** What is being written, and the key under which it will be sent. */
export interface WrittenDraft extends Pick<Draft, "text" | "isPublic"> {
  readonly sendKey?: string;
}

/** Keeps what is being written; an empty text forgets it, and so does one that was sent while this was on its way. */
export async function keepDraft(
  db: Database,
  place: DraftPlace,
  { text, isPublic, sendKey }: WrittenDraft,
  now = new Date(),
): Promise<{ savedAt: Date | null } | { refused: "notFound" | "tooLong" }> {
  if (text.length > TICKET_LIMITS.text) return { refused: "tooLong" };
  if (place.ticketId !== OPENING && !(await isOf(db, place))) return { refused: "notFound" };
  if (text.trim() === "" || (sendKey && (await wasSent(db, sendKey)))) {
    await forgetDraft(db, place);
    return { savedAt: null };
  }
  const draft = { text, isPublic, savedAt: now };
  await db
    .insert(ticketDrafts)
    .values({ ...place, ...draft })
    .onDuplicateKeyUpdate({ set: draft });
  // Sent between the look and the writing: its sender forgot the draft before it was there.
  if (sendKey && (await wasSent(db, sendKey))) {
    await forgetDraft(db, place);
    return { savedAt: null };
  }
  return { savedAt: now };
}

/** What was sent is no draft any more. */
export async function forgetDraft(db: Database, place: DraftPlace): Promise<void> {
  await db.delete(ticketDrafts).where(at(place));
}

function at({ userId, projectId, ticketId }: DraftPlace) {
  return and(
    eq(ticketDrafts.userId, userId),
    eq(ticketDrafts.projectId, projectId),
    eq(ticketDrafts.ticketId, ticketId),
  );
}

async function isOf(db: Database, { projectId, ticketId }: DraftPlace): Promise<boolean> {
  const found = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.id, ticketId), eq(tickets.projectId, projectId)));
  return found.length > 0;
}

async function wasSent(db: Database, sendKey: string): Promise<boolean> {
  const found = await db.select({ id: ticketEntries.id }).from(ticketEntries).where(eq(ticketEntries.sendKey, sendKey));
  return found.length > 0;
}
