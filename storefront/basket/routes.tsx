import { type Request, type Response, Router } from "express";

import { answer } from "../http/answer.ts";
import { fieldOf, queryOf } from "../http/fields.ts";
import { pageContext, sendPage } from "../http/page.tsx";
import { hasTestSecret } from "../http/test-secret.ts";
import { bothPaths, languageOf, pathOf } from "../paths.ts";
import type { Shop } from "../shop.ts";
import type { Words } from "../words/words.ts";
import { basketOf, openedBasket } from "./basket.ts";
import { addTyres, changeQuantity, chooseCentre, parseQuantity, tyreNamed } from "./commands.ts";
import { awaitingPayment, contentsOf } from "./contents.ts";
import { BasketPage } from "./page.tsx";

type Problem = keyof Words["basket"]["problems"];

/** The basket. Every write answers 303 to a page, so that reloading it sends nothing twice. */
export function basketRoutes(shop: Shop): Router {
  const router = Router();
  router.get(
    bothPaths("basket"),
    answer(async (request, response) => {
      const { language, words } = pageContext(request);
      const basket = await basketOf(shop.db, request);
      const contents = await contentsOf(shop.db, basket, language);
      const awaiting = await awaitingPayment(shop.db, basket);
      const problem = problemIn(words, queryOf(request, "problem"));
      const page = <BasketPage {...{ contents, awaiting, problem, language, words }} />;
      sendPage(request, response, { title: words.basket.title, isPrivate: true }, page);
    }),
  );
  router.post(
    bothPaths("basket"),
    answer(async (request, response) => {
      toBasket(request, response, await writtenTyres(shop, request, response));
    }),
  );
  router.post(
    bothPaths("basketCentre"),
    answer(async (request, response) => {
      const basket = await openedBasket(shop, request, response, new Date());
      const isCheck = hasTestSecret(request, shop.settings.testSecret);
      const refusal = await chooseCentre(shop.db, basket, fieldOf(request, "centre"), isCheck);
      const isInCheckout = basket.checkout?.address !== undefined;
      if (refusal || !isInCheckout) toBasket(request, response, refusal?.refused);
      else response.redirect(303, pathOf("checkout", languageOf(request.path)));
    }),
  );
  return router;
}

/** Adds, changes or takes out what the form says; gives what was wrong with it. */
async function writtenTyres(shop: Shop, request: Request, response: Response): Promise<Problem | undefined> {
  const { db, settings } = shop;
  const isRemoval = fieldOf(request, "remove") !== "";
  const isChange = fieldOf(request, "change") !== "";
  const quantity = isRemoval ? 0 : parseQuantity(fieldOf(request, "quantity"));
  if (quantity === null) return "quantity";
  // What is in the basket may be withdrawn by now, and still be taken out.
  const mayBeHidden = isRemoval || hasTestSecret(request, settings.testSecret);
  const tyre = await tyreNamed(db, fieldOf(request, "product"), mayBeHidden);
  if (!tyre) return "tyre";
  const basket = await openedBasket(shop, request, response, new Date());
  if (isRemoval || isChange) return void (await changeQuantity(db, basket.id, tyre.id, quantity));
  return (await addTyres(db, basket.id, tyre, quantity))?.refused;
}

function toBasket(request: Request, response: Response, problem: Problem | undefined): void {
  const address = pathOf("basket", languageOf(request.path));
  response.redirect(303, problem ? `${address}?problem=${problem}` : address);
}

/** The sentence of a problem that an address names; anything else that stands there says nothing. */
function problemIn({ basket, checkout }: Words, named: string): string | undefined {
  const sentences: Record<string, string> = { ...checkout.refusals, ...basket.problems };
  return Object.hasOwn(sentences, named) ? sentences[named] : undefined;
}
