import { and, count, eq, sql } from "drizzle-orm";

import { centreBySlug } from "../centres/directory.ts";
import type { ShopDatabase } from "../db/client.ts";
import { basketLines, baskets } from "../db/schema/baskets.ts";
import { type Product, products } from "../db/schema/products.ts";

/** Of one tyre; a car with twin wheels has six. */
export const MOST_TYRES = 8;
const MOST_LINES = 20;

/** A number of tyres that may be asked for; null for anything else that was typed. */
export function parseQuantity(typed: string): number | null {
  return /^[1-8]$/.test(typed) ? Number(typed) : null;
}

/** The tyre that a form names by its slug or its id. Hidden ones exist only for checks. */
export async function tyreNamed(db: ShopDatabase, named: string, isCheck: boolean): Promise<Product | undefined> {
  const [product] = await db
    .select()
    .from(products)
    .where(/^\d{1,9}$/.test(named) ? eq(products.id, Number(named)) : eq(products.slug, named));
  return product && (!product.hidden || isCheck) ? product : undefined;
}

/** Puts tyres in, to those that are there already, up to `MOST_TYRES` of one. Refuses another kind in a full basket. */
export async function addTyres(
  db: ShopDatabase,
  basketId: number,
  { id: productId }: Product,
  quantity: number,
): Promise<{ readonly refused: "full" } | undefined> {
  const [row] = await db.select({ lines: count() }).from(basketLines).where(eq(basketLines.basketId, basketId));
  if ((row?.lines ?? 0) >= MOST_LINES) return { refused: "full" };
  await db
    .insert(basketLines)
    .values({ basketId, productId, quantity })
    .onDuplicateKeyUpdate({ set: { quantity: sql`least(${MOST_TYRES}, ${basketLines.quantity} + ${quantity})` } });
}

/** Changes how many of a tyre are wanted; 0 takes it out. A tyre that is not in the basket stays out. */
export async function changeQuantity(
  db: ShopDatabase,
  basketId: number,
  productId: number,
  quantity: number,
): Promise<void> {
  const line = and(eq(basketLines.basketId, basketId), eq(basketLines.productId, productId));
  if (quantity === 0) await db.delete(basketLines).where(line);
  else await db.update(basketLines).set({ quantity }).where(line);
}

/** Keeps a centre with the basket; refuses one that is not shown. The appointment was another centre's and is dropped. */
export async function chooseCentre(
  db: ShopDatabase,
  basket: Pick<typeof baskets.$inferSelect, "id" | "centreId" | "checkout">,
  slug: string,
  isCheck: boolean,
): Promise<{ readonly refused: "centre" } | undefined> {
  const centre = await centreBySlug(db, slug, { seesHidden: isCheck });
  if (!centre) return { refused: "centre" };
  if (centre.id === basket.centreId) return;
  const { slotAt: _dropped, ...checkout } = basket.checkout ?? {};
  await db.update(baskets).set({ centreId: centre.id, checkout }).where(eq(baskets.id, basket.id));
}
