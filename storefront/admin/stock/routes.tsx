import { desc, eq } from "drizzle-orm";
import { type Response, Router } from "express";

import { dimensionText } from "../../catalogue/dimension.ts";
import { type Product, products, stockChanges } from "../../db/schema/index.ts";
import { answer } from "../../http/answer.ts";
import { sendNotFound } from "../../http/failures.tsx";
import type { Shop } from "../../shop.ts";
import { numberText } from "../../words/figures.ts";
import { ownerStock as words } from "../../words/fr/owner-stock.ts";
import { textAsked, wholeNumberAsked } from "../asked.ts";
import { sendOwnerPage } from "../page.tsx";
import { OWNER_PATHS, ownerPath } from "../paths.ts";
import { changeStock, type StockChangeRefusal } from "./change.ts";
import { foundStock, stockFilterOf } from "./list.ts";
import { StockListPage } from "./list-page.tsx";
import { ProductStockPage } from "./product-page.tsx";

const CHANGES = 50;

export function stockRoutes({ db }: Shop): Router {
  const router = Router();
  router.get(
    OWNER_PATHS.stock,
    answer(async (request, response) => {
      const filter = stockFilterOf(request.query);
      const page = <StockListPage filter={filter} found={await foundStock(db, filter)} />;
      sendOwnerPage(response, { title: words.title, section: "stock" }, page);
    }),
  );

  const productOf = async (slug = "") => (await db.select().from(products).where(eq(products.slug, slug)))[0];
  const sendProduct = async (
    response: Response,
    product: Product,
    { status = 200, ...more }: { status?: number; hasChanged?: boolean; typed?: TypedStock },
  ) => {
    const changes = await db
      .select()
      .from(stockChanges)
      .where(eq(stockChanges.productId, product.id))
      .orderBy(desc(stockChanges.id))
      .limit(CHANGES);
    const title = `${product.brand} ${product.model} ${dimensionText(product)}`;
    const page = <ProductStockPage product={product} changes={changes} {...more} />;
    sendOwnerPage(response, { title, section: "stock", status }, page);
  };
  router.get(
    OWNER_PATHS.product,
    answer(async (request, response) => {
      const product = await productOf(request.params.slug);
      if (!product) return sendNotFound(request, response);
      await sendProduct(response, product, { hasChanged: request.query.fait === "1" });
    }),
  );
  router.post(
    OWNER_PATHS.product,
    answer(async (request, response) => {
      const product = await productOf(request.params.slug);
      if (!product) return sendNotFound(request, response);
      const reason = textAsked(request.body.reason, 200);
      const stock = textAsked(request.body.stock, 12);
      const seen = wholeNumberAsked(request.body.seen);
      const done = await changeStock(db, product.id, { seen, wanted: wholeNumberAsked(stock), reason });
      if ("changed" in done) return response.redirect(303, ownerPath("product", product.slug, { fait: 1 }));
      const isConflict = done.refused === "changedMeanwhile";
      const shown = isConflict ? { ...product, stock: done.stock } : product;
      const typed = { stock, reason, trouble: sentenceOf(done) };
      await sendProduct(response, shown, { status: isConflict ? 409 : 422, typed });
    }),
  );
  return router;
}

interface TypedStock {
  readonly stock: string;
  readonly reason: string;
  readonly trouble: string;
}

function sentenceOf(refusal: StockChangeRefusal): string {
  if (refusal.refused !== "changedMeanwhile") return words.refused[refusal.refused];
  return words.refused.changedMeanwhile(numberText(refusal.stock, "fr"));
}
