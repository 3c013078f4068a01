import { eq } from "drizzle-orm";
import type { Request, Response } from "express";

import type { ShopDatabase } from "../db/client.ts";
import { baskets } from "../db/schema/baskets.ts";
import type { Shop } from "../shop.ts";
import { giveToken, tokenHashOf } from "./cookie.ts";

export type Basket = typeof baskets.$inferSelect;

/** The basket of whoever asks; a cookie that we do not know is as good as none. */
export async function basketOf(db: ShopDatabase, request: Request): Promise<Basket | undefined> {
  const tokenHash = tokenHashOf(request);
  if (tokenHash === undefined) return undefined;
  const [basket] = await db.select().from(baskets).where(eq(baskets.tokenHash, tokenHash));
  return basket;
}

/** The basket of whoever asks, made now where there is none: those who only look leave no row. */
export async function openedBasket(
  { db, settings }: Pick<Shop, "db" | "settings">,
  request: Request,
  response: Response,
  now: Date,
): Promise<Basket> {
  const known = await basketOf(db, request);
  if (known) {
    // Touched first, so that it is not forgotten while something is put in.
    await db.update(baskets).set({ updatedAt: now }).where(eq(baskets.id, known.id));
    return known;
  }
  const tokenHash = giveToken(response, settings);
  const [{ insertId: id }] = await db.insert(baskets).values({ tokenHash, updatedAt: now });
  return { id, tokenHash, centreId: null, checkout: null, customerId: null, updatedAt: now };
}
