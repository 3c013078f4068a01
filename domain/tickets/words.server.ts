import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketWords } from "#db/schema/tickets.ts";

import { indexedWords } from "./words.ts";

export interface SaidInTicket {
  /** What the client reads: the subject, public messages, names of their files. */
  readonly publicly: readonly string[];
  /** Notes and names of their files. */
  readonly amongStaff?: readonly string[];
}

/** Adds words to what the search knows of a ticket; the caller has locked the ticket. */
export async function rememberWords(tx: Database, ticketId: number, said: SaidInTicket): Promise<void> {
  const { publicly, amongStaff = [] } = said;
  const [known] = await tx.select().from(ticketWords).where(eq(ticketWords.ticketId, ticketId)).for("update");
  const publicText = indexedWords([known?.publicText ?? "", ...publicly]);
  const fullText = indexedWords([known?.fullText ?? "", ...publicly, ...amongStaff]);
  if (known?.publicText === publicText && known.fullText === fullText) return;
  const words = { publicText, fullText };
  await tx
    .insert(ticketWords)
    .values({ ticketId, ...words })
    .onDuplicateKeyUpdate({ set: words });
}
