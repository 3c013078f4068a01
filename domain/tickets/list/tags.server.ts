import { asc, inArray } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketTags } from "#db/schema/tickets.ts";

/** Ticket to its tags, in the order of letters. They are among staff. */
export async function tagsOf(db: Database, ticketIds: readonly number[]): Promise<Map<number, string[]>> {
  const rows = await db
    .select()
    .from(ticketTags)
    .where(inArray(ticketTags.ticketId, [...ticketIds]))
    .orderBy(asc(ticketTags.tag));
  const tags = new Map<number, string[]>();
  for (const { ticketId, tag } of rows) tags.set(ticketId, [...(tags.get(ticketId) ?? []), tag]);
  return tags;
}
