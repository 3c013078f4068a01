import { eq } from "drizzle-orm";
import { type Request, type Response, Router } from "express";

import { products } from "../db/schema/products.ts";
import { answer } from "../http/answer.ts";
import { sendNotFound } from "../http/failures.tsx";
import { pageContext, sendPage } from "../http/page.tsx";
import { hasTestSecret } from "../http/test-secret.ts";
import { countryOf } from "../money/vat.ts";
import { bothPaths } from "../paths.ts";
import type { Shop } from "../shop.ts";
import type { Words } from "../words/words.ts";
import { type Criteria, criteriaOf } from "./criteria.ts";
import { dimensionText, sizeText } from "./dimension.ts";
import { Home } from "./home.tsx";
import { ProductPage } from "./product.tsx";
import { Results } from "./results.tsx";
import { carsOf, search } from "./search.ts";
import { type Shelf, shelfReader } from "./shelf.ts";
import { asksForVehicle, VehicleSteps } from "./vehicle-steps.tsx";

const ALTERNATIVES = 4;

/** Home, results and products. */
export function catalogueRoutes({ db, settings }: Shop): Router {
  const shelf = shelfReader(db);
  const router = Router();
  router.get(
    bothPaths("home"),
    answer(async (request, response) => {
      const { language, words } = pageContext(request);
      const { homeTitle: title, homeDescription: description } = words.catalogue;
      const page = <Home shelf={await shelf()} language={language} words={words.catalogue} />;
      sendPage(request, response, { title, description }, page);
    }),
  );
  router.get(
    bothPaths("results"),
    answer(async (request, response) => sendResults(request, response, await shelf())),
  );
  router.get(
    bothPaths("product"),
    answer(async (request, response) => {
      const { language, words } = pageContext(request);
      const [product] = await db
        .select()
        .from(products)
        .where(eq(products.slug, request.params.slug ?? ""));
      if (!product || (product.hidden && !hasTestSecret(request, settings.testSecret))) {
        sendNotFound(request, response);
        return;
      }
      const alternatives = search(await shelf(), criteriaOf({ q: sizeText(product) }), countryOf(language))
        .items.filter((item) => item.id !== product.id && item.season === product.season && item.stock > 1)
        .slice(0, ALTERNATIVES);
      const title = `${product.brand} ${product.model} ${dimensionText(product)}`;
      const page = <ProductPage {...{ product, alternatives, language }} words={words.catalogue} />;
      sendPage(request, response, { title, isPrivate: product.hidden }, page);
    }),
  );
  return router;
}

function sendResults(request: Request, response: Response, shelf: Shelf): void {
  const { language, words } = pageContext(request);
  const criteria = criteriaOf(request.query);
  const cars = carsOf(shelf.cars, criteria) ?? [];
  const title = titleOf(criteria, words.catalogue);
  const shared = { criteria, language, words: words.catalogue };
  if (asksForVehicle(criteria)) {
    sendPage(request, response, { title }, <VehicleSteps {...shared} cars={cars} />);
    return;
  }
  const found = search(shelf, criteria, countryOf(language));
  sendPage(request, response, { title }, <Results {...shared} shelf={shelf} found={found} title={title} />);
}

/** "Hiver 205/55 R16", "Dimensions admises pour Renault Clio V TCe 90", or just what the shop sells. */
function titleOf(criteria: Criteria, words: Words["catalogue"]): string {
  const { width, ratio, diameter, make, model, version, brand, season, q } = criteria;
  if (make !== undefined) return words.fits([make, model, version].filter(Boolean).join(" "));
  const size = width && ratio && diameter ? sizeText({ width, ratio, diameter }) : undefined;
  const parts = [season && words.season[season], brand, size, q && `« ${q} »`].filter(Boolean);
  return [words.results, ...parts].join(" ");
}
