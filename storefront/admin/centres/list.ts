import { and, asc, count, eq, gt, inArray, like, notInArray, or, type SQL } from "drizzle-orm";

import type { ShopDatabase } from "../../db/client.ts";
import { centres, orders } from "../../db/schema/index.ts";
import { literally, pageAsked, textAsked } from "../asked.ts";
import { placeOf, ROWS_A_PAGE } from "../paging.ts";

export interface CentreFilter {
  readonly q: string;
  readonly onlyHidden: boolean;
  readonly page: number;
}

export function centreFilterOf(query: Readonly<Record<string, unknown>>): CentreFilter {
  return { q: textAsked(query.q), onlyHidden: query.masques === "1", page: pageAsked(query.page) };
}

export function askedOf({ q, onlyHidden }: CentreFilter, page = 1) {
  return { q, masques: onlyHidden ? 1 : undefined, page: page > 1 ? page : undefined };
}

/** By country, town and name, each with its appointments to come. */
export async function foundCentres(db: ShopDatabase, filter: CentreFilter, now = new Date()) {
  const where = and(filter.onlyHidden ? eq(centres.hidden, true) : undefined, ...wordsIn(filter.q));
  const [counted] = await db.select({ total: count() }).from(centres).where(where);
  const total = counted?.total ?? 0;
  const { page, pages, offset } = placeOf(filter.page, total);
  const rows = await db
    .select()
    .from(centres)
    .where(where)
    .orderBy(asc(centres.country), asc(centres.town), asc(centres.name), asc(centres.id))
    .limit(ROWS_A_PAGE)
    .offset(offset);
  const coming = await comingAt(
    db,
    rows.map(({ id }) => id),
    now,
  );
  return { rows: rows.map((centre) => ({ ...centre, coming: coming.get(centre.id) ?? 0 })), total, page, pages };
}

export type FoundCentres = Awaited<ReturnType<typeof foundCentres>>;

async function comingAt(db: ShopDatabase, ids: readonly number[], now: Date): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ centreId: orders.centreId, coming: count() })
    .from(orders)
    .where(
      and(
        inArray(orders.centreId, [...ids]),
        gt(orders.slotAt, now),
        notInArray(orders.status, ["cancelled", "refunded"]),
      ),
    )
    .groupBy(orders.centreId);
  return new Map(rows.map(({ centreId, coming }) => [centreId ?? 0, coming]));
}

function wordsIn(q: string): (SQL | undefined)[] {
  const words = q.split(" ").filter((word) => word !== "");
  return words.map((word) =>
    or(
      like(centres.name, `%${literally(word)}%`),
      like(centres.town, `%${literally(word)}%`),
      like(centres.postcode, `${literally(word)}%`),
    ),
  );
}
