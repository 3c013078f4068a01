import { type Request, Router } from "express";

import { answer } from "../../http/answer.ts";
import { sendNotFound } from "../../http/failures.tsx";
import type { Shop } from "../../shop.ts";
import { ownerOrders as words } from "../../words/fr/owner-orders.ts";
import { requestCancellation } from "../../workflow/cancellation.ts";
import { sendOwnerPage } from "../page.tsx";
import { OWNER_PATHS, ownerPath } from "../paths.ts";
import { foundOrders, orderFilterOf } from "./list.ts";
import { OrderListPage } from "./list-page.tsx";
import { orderRecord } from "./order.ts";
import { OrderPage } from "./order-page.tsx";

export function orderRoutes({ db }: Shop): Router {
  const recordAsked = (request: Request) => orderRecord(db, request.params.number ?? "");
  const router = Router();
  router.get(
    OWNER_PATHS.orders,
    answer(async (request, response) => {
      const filter = orderFilterOf(request.query);
      const found = await foundOrders(db, filter);
      const page = <OrderListPage filter={filter} found={found} />;
      sendOwnerPage(response, { title: words.title, section: "orders" }, page);
    }),
  );
  router.get(
    OWNER_PATHS.order,
    answer(async (request, response) => {
      const record = await recordAsked(request);
      if (!record) return sendNotFound(request, response);
      const title = words.of(record.order.number);
      sendOwnerPage(response, { title, section: "orders" }, <OrderPage record={record} />);
    }),
  );
  router.post(
    OWNER_PATHS.cancel,
    answer(async (request, response) => {
      const record = await recordAsked(request);
      if (!record) return sendNotFound(request, response);
      const { id, number } = record.order;
      const asked = await requestCancellation(db, id);
      if ("requested" in asked) return response.redirect(303, ownerPath("order", number));
      const page = <OrderPage record={record} trouble={words.cancelRefused[asked.refused]} />;
      sendOwnerPage(response, { title: words.of(number), section: "orders", status: 409 }, page);
    }),
  );
  return router;
}
