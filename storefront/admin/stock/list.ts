import { and, asc, count, eq, like, lt, or, type SQL } from "drizzle-orm";

import { findDimension } from "../../catalogue/dimension.ts";
import type { ShopDatabase } from "../../db/client.ts";
import { products } from "../../db/schema/products.ts";
import { literally, pageAsked, textAsked } from "../asked.ts";
import { type Page, placeOf, ROWS_A_PAGE } from "../paging.ts";

/** Below this many tyres a stock is low: two sets of four are not there any more, and the shop counts the last ones. */
export const LOW_STOCK = 8;

export interface StockFilter {
  readonly q: string;
  readonly onlyLow: boolean;
  readonly page: number;
}

export function stockFilterOf(query: Readonly<Record<string, unknown>>): StockFilter {
  return { q: textAsked(query.q), onlyLow: query.bas === "1", page: pageAsked(query.page) };
}

export function askedOf({ q, onlyLow }: StockFilter, page = 1) {
  return { q, bas: onlyLow ? 1 : undefined, page: page > 1 ? page : undefined };
}

/** By brand, model and size; with the low-stock filter the emptiest first. */
export async function foundStock(db: ShopDatabase, filter: StockFilter) {
  const where = and(filter.onlyLow ? lt(products.stock, LOW_STOCK) : undefined, ...wordsIn(filter.q));
  const [counted] = await db.select({ total: count() }).from(products).where(where);
  const total = counted?.total ?? 0;
  const { page, pages, offset } = placeOf(filter.page, total);
  const named = [
    asc(products.brand),
    asc(products.model),
    asc(products.diameter),
    asc(products.width),
    asc(products.id),
  ];
  const rows = await db
    .select()
    .from(products)
    .where(where)
    .orderBy(...(filter.onlyLow ? [asc(products.stock), ...named] : named))
    .limit(ROWS_A_PAGE)
    .offset(offset);
  return { rows, total, page, pages } satisfies Page<unknown>;
}

export type FoundStock = Awaited<ReturnType<typeof foundStock>>;

/** A dimension in what was typed, and every other word somewhere in brand or model. */
function wordsIn(q: string): (SQL | undefined)[] {
  const { dimension, rest } = findDimension(q) ?? { rest: q };
  const { width, ratio, diameter, loadIndex, speed } = products;
  const words = rest.split(" ").filter((word) => word !== "");
  return [
    dimension && and(eq(width, dimension.width), eq(ratio, dimension.ratio), eq(diameter, dimension.diameter)),
    dimension?.loadIndex === undefined ? undefined : eq(loadIndex, dimension.loadIndex),
    dimension?.speed === undefined ? undefined : eq(speed, dimension.speed),
    ...words.map((word) =>
      or(...[products.brand, products.model].map((column) => like(column, `%${literally(word)}%`))),
    ),
  ];
}
