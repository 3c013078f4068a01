import { expect, test } from "vitest";

import { criteriaOf, queryOf } from "#storefront/catalogue/criteria.ts";
import { catalogueOf } from "#storefront/catalogue/rule.ts";
import { ITEMS_A_PAGE, search } from "#storefront/catalogue/search.ts";
import { type Item, type Shelf, shelfReader } from "#storefront/catalogue/shelf.ts";
import { products } from "#storefront/db/schema/index.ts";
import { fillShelf, SHELF } from "./fixtures.ts";
import { withShopDatabase } from "./support.ts";

/** Names of the fixtures that a query finds, in the order in which the shopper reads them. */
function found(query: Record<string, string>): Promise<string[]> {
  return withShopDatabase(async (db) => {
    await fillShelf(db);
    const shelf = await shelfReader(db)();
    return search(shelf, criteriaOf(query), "FR").items.map(nameOf);
  });
}

function nameOf({ slug }: Item): string {
  return Object.entries(SHELF).find(([, fixture]) => fixture.slug === slug)?.[0] ?? slug;
}

test.each<[string, Record<string, string>, string[]]>([
  [
    "a size finds it in every season",
    { width: "205", ratio: "55", diameter: "16", sort: "price" },
    ["constante", "zephyr", "zephyrReinforced", "boreal", "zephyrRunFlat"],
  ],
  ["a typed dimension is a size", { q: "1856515" }, ["small", "soldOut"]],
  ["load and speed are the least", { q: "205/55 R16 94V" }, ["zephyrReinforced"]],
  ["a season", { season: "winter" }, ["boreal", "soldOut"]],
  ["run-flat only", { runflat: "1" }, ["zephyrRunFlat"]],
  ["a brand", { brand: "Nordane", sort: "price" }, ["soldOut", "boreal"]],
  ["words without accents, begun only", { q: "zeph rft" }, []],
  ["words and a size", { q: "calenda 205 55 16" }, ["constante"]],
  [
    "prices are those with VAT",
    { minPrice: "84", maxPrice: "99", season: "summer", sort: "price" },
    ["zephyr", "zephyrReinforced"],
  ],
  ["a car finds what it may bear", { make: "Renault", model: "Clio V", version: "TCe 90" }, ["small", "soldOut"]],
  ["a car of another year is none", { make: "Renault", model: "Clio V", version: "TCe 90", year: "2012" }, []],
  ["the hidden tyre is found by nobody", { width: "155" }, []],
])("%s", async (_sentence, query, expected) => {
  expect(await found(query)).toEqual(expected);
});

function wholeShelf(): Shelf {
  const items = catalogueOf(2026).map(
    (product, index) =>
      ({ ...product, id: index + 1, hidden: false, runFlat: product.runFlat ?? false, text: "" }) as Item,
  );
  return { items, cars: [] };
}

test("pages hold every tyre once, whatever the order", () => {
  const shelf = { items: wholeShelf().items.filter(({ id }) => id % 10 === 0), cars: [] };
  for (const sort of ["best", "price", "price_down", "wet", "energy", "noise"] as const) {
    const first = search(shelf, { sort, page: 1 }, "FR");
    const seen = new Set<number>();
    for (let page = 1; page <= first.pages; page += 1) {
      for (const { id } of search(shelf, { sort, page }, "FR").items) seen.add(id);
    }
    expect(first.items.length).toBe(ITEMS_A_PAGE);
    expect(seen.size).toBe(shelf.items.length);
  }
});

test("what a facet counts is what its link finds, the other criteria kept", () => {
  const shelf = wholeShelf();
  const criteria = criteriaOf({ q: "205/55 R16", season: "winter", brand: "Nordane" });
  const { facets } = search(shelf, criteria, "ES");

  for (const [brand, count] of facets.brands) expect(search(shelf, { ...criteria, brand }, "ES").total).toBe(count);
  for (const [season, count] of facets.seasons) expect(search(shelf, { ...criteria, season }, "ES").total).toBe(count);
});

test("a page past the last one shows the last one", () => {
  const { page, pages, items } = search(wholeShelf(), { sort: "price", page: 9_999 }, "FR");

  expect(page).toBe(pages);
  expect(items.length).toBeGreaterThan(0);
});

test("an address says what was looked for, and nonsense is left out", () => {
  expect(queryOf(criteriaOf({ q: "205/55 R16", season: "winter", page: "2" }))).toBe(
    "?width=205&ratio=55&diameter=16&season=winter&page=2",
  );
  expect(queryOf(criteriaOf({ width: "wide", season: "spring", speed: "Z", page: "-1", sort: "luck" }))).toBe("");
});

test("the shelf is read again once it is old, behind the answer", () =>
  withShopDatabase(async (db) => {
    let now = 0;
    const shelf = shelfReader(db, () => now);
    expect((await shelf()).items).toEqual([]);

    await db.insert(products).values(SHELF.zephyr);
    expect((await shelf()).items).toEqual([]);
    now = 10_000;
    await shelf();
    await expect.poll(async () => (await shelf()).items.length).toBe(1);
  }));
