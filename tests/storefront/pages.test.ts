import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { products } from "#storefront/db/schema/index.ts";
import { es } from "#storefront/words/es.ts";
import { fr } from "#storefront/words/fr.ts";
import { SHELF } from "./fixtures.ts";
import { withShop } from "./support.ts";

const PRODUCT = `/pneus/${SHELF.zephyr.slug}`;

test.each([
  ["/", 200, "Tout est écrit sur le flanc."],
  ["/es/", 200, "Todo está escrito en el flanco."],
  ["/pneus?width=205&ratio=55&diameter=16", 200, "5 pneus trouvés"],
  ["/es/neumaticos?q=nordane", 200, "2 neumáticos encontrados"],
  ["/pneus?q=introuvable", 200, "Aucun pneu ne correspond"],
  ["/pneus?make=Renault", 200, "Quel modèle de Renault"],
  ["/pneus?make=Renault&model=Clio+V", 200, "TCe 90"],
  ["/pneus?make=Renault&model=Clio+V&version=TCe+90", 200, "Dimensions admises pour Renault Clio V TCe 90"],
  [PRODUCT, 200, "Freinage sur sol mouillé : classe A"],
  ["/pneus/aucun", 404, "Cette page a crevé"],
  ["/pneus/test-tyre", 404, "Cette page a crevé"],
  ["/pneus?page=99999999&width[]=1&brand=%00%F0", 200, "Aucun pneu"],
])("%s answers %i with “%s”", (path, status, words) =>
  withShop(async ({ url }) => {
    const answer = await fetch(url + path);

    expect(answer.status).toBe(status);
    expect((await answer.text()).replace(/\s/g, " ")).toContain(words);
  }));

test("what a shopper types stands on the page as text", () =>
  withShop(async ({ url }) => {
    const page = await (await fetch(`${url}/pneus?q=${encodeURIComponent("<script>alert(1)</script>")}`)).text();

    expect(page).not.toContain("<script>alert");
    expect(page).toContain("&lt;script&gt;");
  }));

test("prices carry the VAT of the page's country: 74,90 € net", () =>
  withShop(async ({ url }) => {
    const [french, spanish] = await Promise.all(
      [PRODUCT, PRODUCT.replace("/pneus", "/es/neumaticos")].map(async (path) => (await fetch(url + path)).text()),
    );

    expect(french).toMatch(/89,88\s€/);
    expect(french).toMatch(/359,52\s€/);
    expect(spanish).toMatch(/90,63\s€/);
  }));

test.each([
  [120, "En stock", ["2", "4"]],
  [4, "Plus que 4 en stock", ["2", "4"]],
  [3, "Plus que 3 en stock", ["2"]],
  [1, "Plus qu’un seul en stock", []],
  [0, "Épuisé", []],
])("with %i in stock the page says “%s” and sells sets of %j", (stock, words, sets) =>
  withShop(async ({ url, db }) => {
    await db.update(products).set({ stock }).where(eq(products.slug, SHELF.zephyr.slug));
    const page = await (await fetch(url + PRODUCT)).text();

    expect(page).toContain(words);
    expect([...page.matchAll(/name="quantity"[^>]*value="(\d)"/g)].map(([, set]) => set)).toEqual(sets);
    expect(page.includes(`name="product" value="${SHELF.zephyr.slug}"`)).toBe(sets.length > 0);
  }));

test("a check that shows the secret sees the hidden tyre, another does not", () =>
  withShop(async ({ url, settings }) => {
    const status = async (secret: string) =>
      (await fetch(`${url}/pneus/test-tyre`, { headers: { "x-shop-test": secret } })).status;

    expect(await status(settings.testSecret ?? "")).toBe(200);
    // What signs payments is no key to them, so that whoever runs checks need not know it.
    expect(await status(settings.secret)).toBe(404);
    expect(await status("guessed-secret-of-somebody")).toBe(404);
  }));

test("styles, icon and pages have nothing inline, and assets may be kept for ever", () =>
  withShop(async ({ url }) => {
    const page = await (await fetch(`${url}/`)).text();
    const [, style] = /href="(\/assets\/[^"]+\.css)"/.exec(page) ?? [];
    const answer = await fetch(url + style);

    expect(page).not.toMatch(/\sstyle="|<style|<script(?! type="module" src="\/assets)/);
    expect(answer.headers.get("cache-control")).toContain("immutable");
    expect(await answer.text()).toContain(".hero");
  }));

test("French texts have the spaces of French typography", () => {
  const texts = JSON.stringify(fr, (_key, value) =>
    typeof value === "function"
      ? String(value)
          .match(/`[^`]*`|"[^"]*"/g)
          ?.join("|")
      : value,
  );

  expect(texts).not.toMatch(/[\p{L}\d] [;?!%»]|[\p{L}\d] : |'(?=[a-zà-ÿ])/u);
  expect(Object.keys(es)).toEqual(Object.keys(fr));
});
