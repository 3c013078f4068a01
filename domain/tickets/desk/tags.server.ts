import { and, eq, inArray } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketTags } from "#db/schema/tickets.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import { writeChanges } from "../changes.server.ts";
import { tagsOf } from "../list/tags.server.ts";
import { lockTicket } from "../locks.server.ts";
import { staffAuthor } from "./author.ts";
import { isTag, MOST_TAGS } from "./tags.ts";

export type TagRefusal = "notFound" | "badTag" | "tooManyTags";

/** What tags of a ticket become: of the words `add` those that are missing, of `remove` those that are there. */
export interface TagEdit {
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

/** Puts tags on a ticket and takes others off; they are among staff. `changed` is false where nothing differs. */
export async function tagTicket(
  db: Database,
  projectId: number,
  ticketId: number,
  actor: Actor,
  { add = [], remove = [] }: TagEdit,
  now = new Date(),
): Promise<{ changed: boolean } | { refused: TagRefusal }> {
  if (!add.every(isTag)) return { refused: "badTag" };
  return db.transaction(async (tx) => {
    const ticket = await lockTicket(tx, projectId, ticketId);
    if (!ticket) return { refused: "notFound" };
    const before = (await tagsOf(tx, [ticketId])).get(ticketId) ?? [];
    const after = [...new Set([...before, ...add])].filter((tag) => !remove.includes(tag)).sort();
    if (after.length > MOST_TAGS) return { refused: "tooManyTags" };
    const gone = before.filter((tag) => !after.includes(tag));
    const come = after.filter((tag) => !before.includes(tag));
    if (gone.length + come.length === 0) return { changed: false };
    if (gone.length > 0) {
      await tx.delete(ticketTags).where(and(eq(ticketTags.ticketId, ticketId), inArray(ticketTags.tag, gone)));
    }
    if (come.length > 0) await tx.insert(ticketTags).values(come.map((tag) => ({ ticketId, tag })));
    const change = { field: "tags", from: before.join(", ") || null, to: after.join(", ") || null } as const;
    await writeChanges(tx, ticket, staffAuthor(actor), [change], now);
    return { changed: true };
  });
}
