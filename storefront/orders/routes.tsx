import { type Request, type RequestHandler, type Response, Router } from "express";

import { answer } from "../http/answer.ts";
import { sendNotFound } from "../http/failures.tsx";
import { pageContext, sendPage } from "../http/page.tsx";
import { bothPaths, pathOf } from "../paths.ts";
import { beginPayment } from "../payment/begin.ts";
import type { Shop } from "../shop.ts";
import { ordersOfBasket } from "./holder.ts";
import { parseOrderNumber } from "./number.ts";
import { headingOf, OrderPage } from "./order-page.tsx";
import { giveProof, provenOrder } from "./proof.ts";
import { type ShownOrder, shownOrder } from "./read.ts";

/** An order's own page: the confirmation, and the way back to paying. Other steps of the checkout have other addresses. */
export function orderRoutes(shop: Shop): Router {
  const router = Router();
  router.get(
    bothPaths("order"),
    onlyNumbers,
    answer(async (request, response) => {
      const order = await readableOrder(shop, request);
      if (!order) {
        response.redirect(303, pathOf("tracking", pageContext(request).language));
        return;
      }
      // So that following it from here asks for nothing.
      giveProof(response, shop.settings, order.number);
      sendOrder(request, response, order);
    }),
  );
  router.post(
    bothPaths("order"),
    onlyNumbers,
    answer(async (request, response) => {
      const order = await readableOrder(shop, request);
      if (!order) {
        sendNotFound(request, response);
        return;
      }
      const { payUrl } = await beginPayment(shop, order.number);
      giveProof(response, shop.settings, order.number);
      response.redirect(303, payUrl);
    }),
  );
  return router;
}

/** What is no order's number is some other page's address. */
const onlyNumbers: RequestHandler = (request, _response, next) => {
  next(parseOrderNumber(request.params.number ?? "") === request.params.number ? undefined : "route");
};

/** The order that is asked for, where this browser may read it: it was its basket, or it proved to know it. */
async function readableOrder({ db, settings }: Shop, request: Request): Promise<ShownOrder | null> {
  const number = request.params.number ?? "";
  const mayRead = provenOrder(request, settings) === number || (await ordersOfBasket(db, request)).includes(number);
  return mayRead ? shownOrder(db, number) : null;
}

function sendOrder(request: Request, response: Response, order: ShownOrder): void {
  const { language, words } = pageContext(request);
  const { title } = headingOf(order, words.orders);
  sendPage(request, response, { title, isPrivate: true }, <OrderPage {...{ order, language, words }} />);
}
