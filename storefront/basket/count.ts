import { eq, sum } from "drizzle-orm";
import { Router } from "express";

import { basketLines, baskets } from "../db/schema/baskets.ts";
import type { Shop } from "../shop.ts";
import { tokenHashOf } from "./cookie.ts";

/**
 * Counts the tyres beside the basket's link, on every page. Who has no cookie costs no query; while the database is away
 * the catalogue is still shown, without the number.
 */
export function countTyres({ db }: Shop): Router {
  const router = Router();
  router.use(async (request, response, next) => {
    const tokenHash = tokenHashOf(request);
    if (tokenHash !== undefined) {
      const rows = await db
        .select({ tyres: sum(basketLines.quantity) })
        .from(baskets)
        .innerJoin(basketLines, eq(basketLines.basketId, baskets.id))
        .where(eq(baskets.tokenHash, tokenHash))
        .catch(() => []);
      response.locals.basketTyres = Number(rows[0]?.tyres ?? 0);
    }
    next();
  });
  return router;
}
