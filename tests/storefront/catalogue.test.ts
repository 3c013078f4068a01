import { count, eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { BRANDS } from "#storefront/catalogue/brands.ts";
import { parseDimension, topSpeed } from "#storefront/catalogue/dimension.ts";
import { noiseClassOf } from "#storefront/catalogue/label.ts";
import { catalogueOf } from "#storefront/catalogue/rule.ts";
import { seedCatalogue, TEST_TYRE_SLUG } from "#storefront/catalogue/seed.ts";
import { CAR_VERSIONS } from "#storefront/catalogue/vehicles.ts";
import { products, vehicleDimensions, vehicles } from "#storefront/db/schema/index.ts";
import { grossOf, vatOf } from "#storefront/money/vat.ts";
import { withShopDatabase } from "./support.ts";

const CATALOGUE = catalogueOf(2026);

test("the catalogue has some 3,000 tyres, each with an address of its own", () => {
  expect(CATALOGUE.length).toBeGreaterThan(2_700);
  expect(CATALOGUE.length).toBeLessThan(3_400);
  expect(new Set(CATALOGUE.map(({ slug }) => slug)).size).toBe(CATALOGUE.length);
});

test("the same seed makes the same catalogue, another seed another", () => {
  expect(catalogueOf(2026)).toEqual(CATALOGUE);
  expect(catalogueOf(2027)).not.toEqual(CATALOGUE);
});

test("every tyre has a price, a label and a dimension that can be", () => {
  for (const tyre of CATALOGUE) {
    const { width, ratio, diameter, priceCents, noiseDb, noiseClass, season, speed, stock } = tyre;
    expect(parseDimension(`${width}/${ratio} R${diameter}`), tyre.slug).toBeDefined();
    expect(topSpeed(speed)).toBeGreaterThanOrEqual(160);
    expect(priceCents).toBeGreaterThan(2_000);
    expect(priceCents).toBeLessThan(45_000);
    expect(noiseClass).toBe(noiseClassOf(noiseDb, width, season !== "summer"));
    expect(stock).toBeGreaterThanOrEqual(0);
  }
});

test("a dearer tier costs more in the same dimension", () => {
  const mean = (tier: number) => {
    const names = BRANDS.filter((brand) => brand.tier === tier).map(({ name }) => name);
    const prices = CATALOGUE.filter(
      ({ brand, width, ratio, diameter }) => names.includes(brand) && width === 205 && ratio === 55 && diameter === 16,
    ).map(({ priceCents }) => priceCents);
    return prices.reduce((sum, price) => sum + price, 0) / prices.length;
  };

  expect(mean(1)).toBeGreaterThan(mean(2));
  expect(mean(2)).toBeGreaterThan(mean(3));
});

test("every car finds tyres of each season", () => {
  for (const { make, model, dimensions } of CAR_VERSIONS) {
    for (const season of ["summer", "winter", "all_season"]) {
      const fitting = CATALOGUE.filter(
        (tyre) =>
          tyre.season === season &&
          dimensions.some(
            ({ width, ratio, diameter }) => tyre.width === width && tyre.ratio === ratio && tyre.diameter === diameter,
          ),
      );
      expect(fitting.length, `${make} ${model}, ${season}`).toBeGreaterThan(0);
    }
  }
});

test.each([
  [68, 205, false, "A"],
  [69, 205, false, "B"],
  [71, 205, false, "B"],
  [72, 205, false, "C"],
  [69, 205, true, "A"],
  [67, 185, false, "A"],
  [75, 295, false, "C"],
])("%i dB of a tyre %i mm wide (snow: %s) is class %s", (noiseDb, width, isForSnow, expected) => {
  expect(noiseClassOf(noiseDb, width, isForSnow)).toBe(expected);
});

test("seeding fills an empty shop once: tyres, cars and the hidden tyre of checks", () =>
  withShopDatabase(async (db) => {
    await seedCatalogue(db);
    await seedCatalogue(db);

    expect(await db.select({ rows: count() }).from(products)).toEqual([{ rows: CATALOGUE.length + 1 }]);
    expect(await db.select({ rows: count() }).from(vehicles)).toEqual([{ rows: CAR_VERSIONS.length }]);
    expect((await db.select({ rows: count() }).from(vehicleDimensions))[0]?.rows).toBeGreaterThan(200);
    const hidden = await db.select({ slug: products.slug }).from(products).where(eq(products.hidden, true));
    expect(hidden).toEqual([{ slug: TEST_TYRE_SLUG }]);
  }));

test.each([
  [10_000, "FR", 2_000],
  [10_000, "ES", 2_100],
  [3, "FR", 1],
  [2, "FR", 0],
  [7_490, "ES", 1_573],
] as const)("VAT on %i cents in %s is %i cents", (net, country, vat) => {
  expect(vatOf(net, country)).toBe(vat);
  expect(grossOf(net, country)).toBe(net + vat);
});
