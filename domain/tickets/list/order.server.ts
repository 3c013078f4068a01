import { and, asc, desc, eq, lt, or, type SQL, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { tickets } from "#db/schema/tickets.ts";

import { isNearItsClock } from "./near.server.ts";
import type { ListPlace } from "./place.ts";
import { isWorker, type TicketReader } from "./reader.ts";

/** An order of tickets that pages can be taken of. */
export interface ListOrder {
  readonly rank: SQL<number>;
  readonly by: readonly SQL[];
  /** What stands behind a place. */
  behind(place: ListPlace): SQL | undefined;
}

/** What a page is taken of. */
export interface AskedPlaces {
  readonly where: SQL;
  readonly order: ListOrder;
  readonly limit: number;
}

const { id, state, priority, lastPublicAt } = tickets;

export const NEWEST_FIRST: ListOrder = {
  rank: sql<number>`0`.mapWith(Number),
  by: [desc(lastPublicAt), desc(id)],
  behind: (place) => or(lt(lastPublicAt, place.at), and(eq(lastPublicAt, place.at), lt(id, place.id))),
};

/** First those that wait for the reader's own side; of them those near their clock, then by priority and the longest silence. */
export function pressingFirst(reader: TicketReader): ListOrder {
  const rank = isWorker(reader)
    ? sql<number>`(case ${state} when 'new' then 5 when 'open' then 5 when 'waiting_third' then 15 else 25 end
        + ${priority} - if(${isNearItsClock}, 5, 0))`
    : sql<number>`(case ${state} when 'waiting_client' then 5 when 'waiting_third' then 25 else 15 end + ${priority})`;
  const asked = rank.mapWith(Number);
  return {
    rank: asked,
    by: [asc(asked), asc(lastPublicAt), asc(id)],
    behind: (place) => sql`(${asked}, ${lastPublicAt}, ${id}) > (${place.rank}, ${place.at}, ${place.id})`,
  };
}

export async function placesOf(db: Database, { where, order, limit }: AskedPlaces): Promise<ListPlace[]> {
  return db
    .select({ rank: order.rank, at: lastPublicAt, id })
    .from(tickets)
    .where(where)
    .orderBy(...order.by)
    .limit(limit);
}
