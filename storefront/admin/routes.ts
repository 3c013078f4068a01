import { Router } from "express";

import { answer } from "../http/answer.ts";
import { assetRoutes } from "../http/assets.ts";
import type { Shop } from "../shop.ts";
import { owner } from "../words/fr/owner.ts";
import { textAsked } from "./asked.ts";
import { OWNER_STYLE } from "./assets.ts";
import { centreRoutes } from "./centres/routes.tsx";
import { giveToken, takeToken, tokenIn } from "./cookie.ts";
import { ownerKeysOf, ownersOnly, sendClosed, sendSignIn } from "./guard.tsx";
import { orderRoutes } from "./orders/routes.tsx";
import { isOwnerAddress, OWNER_PATHS, ownerPath } from "./paths.ts";
import { signIn, signOut } from "./session.ts";
import { stockRoutes } from "./stock/routes.tsx";
import { workflowRoutes } from "./workflow/routes.tsx";

/** The owner's pages: signing in, and behind one guard all the rest. */
export function ownerRoutes(shop: Shop): Router {
  const { db, settings } = shop;
  const keys = ownerKeysOf(shop);
  const router = Router();
  router.use(assetRoutes([OWNER_STYLE]));
  router.post(
    OWNER_PATHS.home,
    answer(async (request, response) => {
      if (!keys) return sendClosed(response);
      const password = typeof request.body.password === "string" ? request.body.password : "";
      const opened = await signIn(db, keys, { password, address: request.ip ?? "" });
      if ("refused" in opened) {
        sendSignIn(request, response, opened.refused === "wrongPassword" ? 401 : 429, owner[opened.refused]);
        return;
      }
      giveToken(response, opened.token, settings.url);
      const back = textAsked(request.body.back, 500);
      response.redirect(303, isOwnerAddress(back) ? back : ownerPath("orders"));
    }),
  );
  router.use(OWNER_PATHS.home, ownersOnly(shop));
  router.get(
    OWNER_PATHS.home,
    answer((_request, response) => response.redirect(303, ownerPath("orders"))),
  );
  router.post(
    OWNER_PATHS.signOut,
    answer(async (request, response) => {
      if (keys) await signOut(db, keys, tokenIn(request) ?? "");
      takeToken(response, settings.url);
      response.redirect(303, ownerPath("home"));
    }),
  );
  for (const routes of [orderRoutes, workflowRoutes, stockRoutes, centreRoutes]) router.use(routes(shop));
  return router;
}
