import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { tickets, ticketWords } from "#db/schema/tickets.ts";

import { type AskedWord, askedWords, matchQuestion, wordPatterns } from "../words.ts";
import { type AskedPlaces, placesOf } from "./order.server.ts";
import type { ListPlace } from "./place.ts";
import type { TicketReader } from "./reader.ts";

/**
 * So many tickets of the list's beginning are read word by word before the full-text index is asked: a word that is in
 * most tickets fills a page from them, where the index would first gather all that hold it.
 */
const READ_FIRST = 1_000;

/**
 * The ticket whose number a text is, or those that say all its words. Notes are looked into only where the reader works.
 * Nothing for a text that is nothing but marks.
 */
export async function placesSaying(
  db: Database,
  reader: TicketReader,
  text: string,
  asked: AskedPlaces,
): Promise<ListPlace[]> {
  const number = numberSaid(text);
  const numbered = number === null ? [] : await placesOf(db, within(asked, eq(tickets.id, number)));
  if (numbered.length > 0) return numbered;
  const words = askedWords(text);
  if (words.length === 0) return [];
  const read = await readFirst(db, { reader, words }, asked);
  const found = read.filter(({ says }) => says);
  if (found.length >= asked.limit || read.length < READ_FIRST) return found.slice(0, asked.limit);
  return placesOf(db, within(asked, indexed(db, { reader, words })));
}

function within(asked: AskedPlaces, narrower: SQL | undefined): AskedPlaces {
  return { ...asked, where: and(asked.where, narrower) ?? asked.where };
}

interface Sought {
  readonly reader: TicketReader;
  readonly words: readonly AskedWord[];
}

async function readFirst(db: Database, { reader, words }: Sought, { where, order }: AskedPlaces) {
  const holding = (column: SQL) =>
    and(...wordPatterns(words).map((pattern) => sql`concat(' ', ${column}, ' ') like ${pattern}`));
  return db
    .select({
      rank: order.rank,
      at: tickets.lastPublicAt,
      id: tickets.id,
      says: sql<boolean>`coalesce(${eachSide(reader, holding)}, false)`.mapWith(Boolean),
    })
    .from(tickets)
    .leftJoin(ticketWords, eq(ticketWords.ticketId, tickets.id))
    .where(where)
    .orderBy(...order.by)
    .limit(READ_FIRST);
}

function indexed(db: Database, { reader, words }: Sought): SQL | undefined {
  const question = matchQuestion(words);
  const holding = (column: SQL) =>
    inArray(
      tickets.id,
      db
        .select({ id: ticketWords.ticketId })
        .from(ticketWords)
        .where(sql`match (${column}) against (${question} in boolean mode)`),
    );
  return eachSide(reader, holding);
}

/** The condition on all words where the reader works, on the public ones where the client reads. */
function eachSide({ workProjects, clientProjects }: TicketReader, holding: (column: SQL) => SQL | undefined) {
  const full = sql`${ticketWords.fullText}`;
  const read = sql`${ticketWords.publicText}`;
  if (clientProjects.length === 0) return holding(full);
  if (workProjects.length === 0) return holding(read);
  return or(
    and(inArray(tickets.projectId, [...workProjects]), holding(full)),
    and(inArray(tickets.projectId, [...clientProjects]), holding(read)),
  );
}

/** "4817", "#4817", "n° 4817", "nº4817". */
export function numberSaid(text: string): number | null {
  const [, digits] = /^\s*(?:#|n\s?[°º.]|no\.?)?\s*(\d{1,9})\s*$/i.exec(text) ?? [];
  return digits ? Number(digits) : null;
}
