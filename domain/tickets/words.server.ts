import { and, asc, eq, inArray } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { attachments } from "#db/schema/attachments.ts";
import { ticketEntries, tickets, ticketWords } from "#db/schema/tickets.ts";

import { indexedWords } from "./words.ts";

/**
 * Writes anew what the search reads of a ticket: subject, messages and names of attachments; the notes among staff and
 * what hangs on them in the second text only. Call it in the transaction that changes any of them.
 */
export async function writeWords(tx: Database, ticketId: number): Promise<void> {
  const [ticket] = await tx.select({ subject: tickets.subject }).from(tickets).where(eq(tickets.id, ticketId));
  if (!ticket) return;
  const entries = await tx
    .select({ id: ticketEntries.id, text: ticketEntries.text, isPublic: ticketEntries.isPublic })
    .from(ticketEntries)
    .where(and(eq(ticketEntries.ticketId, ticketId), inArray(ticketEntries.kind, ["message", "note"])))
    .orderBy(asc(ticketEntries.at), asc(ticketEntries.id));
  const files = await tx
    .select({ name: attachments.name, isPublic: ticketEntries.isPublic })
    .from(attachments)
    .innerJoin(ticketEntries, eq(ticketEntries.id, attachments.ticketEntryId))
    .where(eq(ticketEntries.ticketId, ticketId));
  const texts = [...entries.map(({ text, isPublic }) => ({ text, isPublic })), ...files.map(named)];
  const read = texts.filter(({ isPublic }) => isPublic);
  const wordsOf = (of: typeof texts) => indexedWords([ticket.subject, ...of.map(({ text }) => text)]);
  const words = { publicText: wordsOf(read), fullText: wordsOf(texts) };
  await tx
    .insert(ticketWords)
    .values({ ticketId, ...words })
    .onDuplicateKeyUpdate({ set: words });
}

function named({ name, isPublic }: { readonly name: string; readonly isPublic: boolean }) {
  return { text: name, isPublic };
}
