import { eq } from "drizzle-orm";
import { Router } from "express";

import { orders } from "../db/schema/orders.ts";
import { answer } from "../http/answer.ts";
import { sendNotFound } from "../http/failures.tsx";
import { hasTestSecret } from "../http/test-secret.ts";
import type { Shop } from "../shop.ts";
import { cancelTestOrder } from "./cancel-test.ts";
import { ordersOfBasket } from "./holder.ts";
import { parseOrderNumber } from "./number.ts";

export const CANCEL_TEST_PATH = "/commande/essai/annuler";

/**
 * Where checks cancel what they bought: the order that they name or, where theirs broke off before it had a number to
 * show, the last one of their basket. To everybody else, and for everybody else's orders, there is nothing here.
 */
export function testOrderRoutes({ db, settings }: Shop): Router {
  const router = Router();
  router.post(
    CANCEL_TEST_PATH,
    answer(async (request, response) => {
      const isCheck = hasTestSecret(request, settings.testSecret);
      const typed = typeof request.body?.number === "string" ? request.body.number : "";
      const number = typed === "" ? (await ordersOfBasket(db, request))[0] : parseOrderNumber(typed);
      const [order] = isCheck && number ? await db.select().from(orders).where(eq(orders.number, number)) : [];
      const ended = order ? await cancelTestOrder(db, order.id) : { refused: "noTest" };
      if ("refused" in ended && ended.refused === "noTest") sendNotFound(request, response);
      else response.status("refused" in ended ? 409 : 200).json({ number, ...ended });
    }),
  );
  return router;
}
