import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import { expect, test } from "vitest";

import { countingOf } from "#storefront/figures/counting.ts";
import { ShopFigures } from "#storefront/figures/figures.ts";

const SECRET = "secret-of-the-shop-tests";

/** Every page answers at once, but /pneus/broken. */
async function withCountedPages(use: (url: string, figures: ShopFigures) => Promise<void>): Promise<void> {
  const figures = new ShopFigures();
  const app = express();
  app.use(countingOf(figures, SECRET));
  app.use(express.urlencoded({ extended: false }));
  app.use((request, response) => {
    response.status(request.path.endsWith("broken") ? 500 : 200).send("page");
  });
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, figures);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

test("a visit is counted once, and each search and each tyre put into the basket", () =>
  withCountedPages(async (url, figures) => {
    const first = await fetch(`${url}/`);
    const cookie = first.headers.get("set-cookie")?.split(";")[0] ?? "";
    const again = (path: string, more: RequestInit = {}) =>
      fetch(url + path, { ...more, headers: { cookie, ...more.headers } });

    await again("/pneus");
    await again("/pneus?width=205&ratio=55&diameter=16");
    await again("/pneus?width=205&ratio=55&diameter=16&page=2");
    await again("/pneus/zephyr");
    await again("/panier", { method: "POST", body: new URLSearchParams({ product: "zephyr", quantity: "4" }) });
    await again("/panier");
    await again("/pneus/broken");

    expect(figures.totals).toEqual({ visits: 1, searches: 1, baskets: 1, errors: 1 });
    const { search, product, basket, centre } = figures.takeLatencies();
    expect([search.count, product.count, basket.count, centre.count]).toEqual([3, 2, 2, 0]);
    expect(figures.takeLatencies().search.count).toBe(0);
  }));

test.each([
  ["a check by its header", { "x-shop-test": SECRET }, 0],
  ["somebody with a wrong secret", { "x-shop-test": "guessed" }, 1],
])("%s is counted so often: %s %i", (_sentence, headers, visits) =>
  withCountedPages(async (url, figures) => {
    await fetch(`${url}/`, { headers });

    expect(figures.totals.visits).toBe(visits);
    expect(figures.takeLatencies().home.count).toBe(visits);
  }));

test("health, assets and the owner's pages are in no figure", () =>
  withCountedPages(async (url, figures) => {
    for (const path of ["/healthz", "/assets/0/shop.css", "/admin/broken"]) await fetch(url + path);

    expect(figures.totals).toEqual({ visits: 0, searches: 0, baskets: 0, errors: 0 });
  }));
