import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { products, stockChanges } from "#storefront/db/schema/index.ts";

import { SHELF } from "../fixtures.ts";
import { type TestShop, withShop } from "../support.ts";
import { flat, signedIn } from "./owner.ts";

const BOREAL = `/admin/stock/${SHELF.boreal.slug}`;

test.each([
  ["", 8],
  ["?q=calenda", 2],
  ["?q=brisance+zéphyr", 3],
  ["?q=205/55+R16", 5],
  ["?q=nordane+2055516", 1],
  ["?q=205/55+R16+94W", 1],
  ["?bas=1", 3],
  ["?q=nordane&bas=1", 2],
  ["?q=%25", 0],
])("the stock list %s shows %i tyres", (query, expected) =>
  withShop(async (shop) => {
    const page = await (await signedIn(shop)).page(`/admin/stock${query}`);

    expect(page.match(/<th scope="row">/g) ?? []).toHaveLength(expected);
  }));

test("of low stocks the emptiest come first, in words", () =>
  withShop(async (shop) => {
    const page = await (await signedIn(shop)).page("/admin/stock?bas=1");

    expect(page.indexOf("Fjord")).toBeLessThan(page.indexOf("Boréal"));
    expect(page).toContain(">épuisé<");
    expect(page).toContain(">bas<");
  }));

test("a stock is changed with a reason, which stays", () =>
  withShop(async (shop) => {
    const owner = await signedIn(shop);
    const changed = await owner.post(BOREAL, { seen: "4", stock: "12", reason: "Inventaire du lundi" });

    expect(changed.status).toBe(303);
    expect(await stockOf(shop)).toBe(12);
    const page = await owner.page(changed.headers.get("location") ?? "");
    expect(page).toContain("Le stock est changé.");
    expect(page).toContain("de 4 à 12");
    expect(page).toContain("Inventaire du lundi");
    const rows = await shop.db.select().from(stockChanges);
    expect(rows).toMatchObject([{ fromStock: 4, toStock: 12, reason: "Inventaire du lundi" }]);
  }));

test("a sale in the meantime refuses the change, and the page shows what is there now", () =>
  withShop(async (shop) => {
    const owner = await signedIn(shop);
    await shop.db.update(products).set({ stock: 2 }).where(eq(products.slug, SHELF.boreal.slug));
    const refused = await owner.post(BOREAL, { seen: "4", stock: "12", reason: "Inventaire" });
    const page = flat(await refused.text());

    expect(refused.status).toBe(409);
    expect(page).toContain("a porté le stock à 2.");
    expect(page).toContain('name="seen" value="2"');
    expect(page).toContain('value="Inventaire"');
    expect([await stockOf(shop), await shop.db.$count(stockChanges)]).toEqual([2, 0]);
  }));

test("of two changes from the same page one is kept", () =>
  withShop(async (shop) => {
    const owner = await signedIn(shop);
    const answers = await Promise.all(
      ["7", "9"].map((stock) => owner.post(BOREAL, { seen: "4", stock, reason: "Livraison" })),
    );

    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
    expect(await shop.db.$count(stockChanges)).toBe(1);
  }));

test.each([
  ["no number", { stock: "douze", reason: "Inventaire" }, "Indiquez un nombre entier"],
  ["less than nothing", { stock: "-1", reason: "Inventaire" }, "Indiquez un nombre entier"],
  ["too much", { stock: "1000001", reason: "Inventaire" }, "Indiquez un nombre entier"],
  ["no reason", { stock: "12", reason: "  " }, "Indiquez le motif"],
  ["nothing new", { stock: "4", reason: "Inventaire" }, "il n’y a rien à changer"],
])("%s is refused in a sentence", (_sentence, typed, sentence) =>
  withShop(async (shop) => {
    const refused = await (await signedIn(shop)).post(BOREAL, { seen: "4", ...typed });

    expect(refused.status).toBe(422);
    expect(flat(await refused.text())).toContain(sentence);
    expect(await stockOf(shop)).toBe(4);
  }));

test("there is no stock of a tyre that is none", () =>
  withShop(async (shop) => {
    const owner = await signedIn(shop);
    expect((await owner.get("/admin/stock/aucun")).status).toBe(404);
    expect((await owner.post("/admin/stock/aucun", { seen: "4", stock: "5", reason: "Rien" })).status).toBe(404);
  }));

async function stockOf({ db }: TestShop): Promise<number | undefined> {
  const [product] = await db.select().from(products).where(eq(products.slug, SHELF.boreal.slug));
  return product?.stock;
}
