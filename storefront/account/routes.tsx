import { eq } from "drizzle-orm";
import { type Request, type Response, Router } from "express";

import { basketOf } from "../basket/basket.ts";
import { baskets } from "../db/schema/baskets.ts";
import { customers } from "../db/schema/customers.ts";
import { answer } from "../http/answer.ts";
import { fieldOf, queryOf } from "../http/fields.ts";
import { networkOf } from "../http/network.ts";
import { pageContext, sendPage } from "../http/page.tsx";
import { giveProof, withdrawProof } from "../orders/proof.ts";
import { bothPaths, languageOf, pathOf } from "../paths.ts";
import type { Shop } from "../shop.ts";
import { Attempts } from "../tracking/attempts.ts";
import { forgetOrders, hasOrder, ordersOf } from "./orders.ts";
import { OrdersPage } from "./orders-page.tsx";
import { passwordOf, passwordRoutes } from "./password-routes.tsx";
import { isPassword } from "./passwords.ts";
import { closeSession, openSession, signedIn } from "./session.ts";
import { sendSignIn } from "./sign-in.tsx";

/** The optional account. No answer tells whether an address has one. */
export function accountRoutes(shop: Shop): Router {
  const { db, settings } = shop;
  const attempts = new Attempts();
  const router = Router();
  router.use(passwordRoutes(shop));
  router.get(
    bothPaths("account"),
    answer(async (request, response) => {
      const { language, words } = pageContext(request);
      const customer = await signedIn(shop, request, new Date());
      if (!customer) {
        sendSignIn(request, response, { next: queryOf(request, "next") });
        return;
      }
      const orders = await ordersOf(db, customer.id);
      const page = <OrdersPage {...{ customer, orders, language, words }} />;
      sendPage(request, response, { title: words.account.title, isPrivate: true }, page);
    }),
  );
  router.post(
    bothPaths("accountSignIn"),
    answer(async (request, response) => {
      const { account } = pageContext(request).words;
      const [email, next, now] = [fieldOf(request, "email").toLowerCase(), fieldOf(request, "next"), new Date()];
      if (!attempts.allow([`from ${networkOf(request.ip)}`, `of ${email}`], now.getTime())) {
        sendSignIn(request, response, { problem: account.tooMany, email, next, status: 429 });
        return;
      }
      const [found] = await db.select().from(customers).where(eq(customers.email, email));
      // To the database é is e: tries of one account would be counted under many names.
      const customer = found?.email === email ? found : undefined;
      const isRight = await isPassword(passwordOf(request), customer?.passwordHash ?? null);
      if (!customer || !isRight) {
        sendSignIn(request, response, { problem: account.wrong, email, next, status: 422 });
        return;
      }
      openSession(response, settings, customer, now);
      goTo(request, response, next === "checkout" ? "checkout" : "account");
    }),
  );
  router.post(
    bothPaths("accountSignOut"),
    answer(async (request, response) => {
      // On a computer of several people the next one finds neither name nor address.
      const basket = await basketOf(db, request);
      if (basket?.customerId) await forgetOrders(db, basket.id, basket.customerId);
      if (basket) await db.update(baskets).set({ customerId: null, checkout: null }).where(eq(baskets.id, basket.id));
      closeSession(response, settings);
      withdrawProof(response, settings);
      goTo(request, response, "account");
    }),
  );
  router.get(
    bothPaths("accountOrder"),
    answer(async (request, response) => {
      const number = request.params.number ?? "";
      const customer = await signedIn(shop, request, new Date());
      if (!customer || !(await hasOrder(db, customer, number))) return goTo(request, response, "account");
      giveProof(response, settings, number);
      response.redirect(303, pathOf("order", languageOf(request.path), { number }));
    }),
  );
  return router;
}

function goTo(request: Request, response: Response, page: "account" | "checkout"): void {
  response.redirect(303, pathOf(page, languageOf(request.path)));
}
