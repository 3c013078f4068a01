import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { isOnLand } from "#storefront/centres/map/land.ts";
import { centresByRule } from "#storefront/centres/rule.ts";
import { seedCentres } from "#storefront/centres/seed.ts";
import { TOWNS } from "#storefront/centres/towns.ts";
import { centres } from "#storefront/db/schema/index.ts";
import { withShopDatabase } from "../support.ts";

test("an empty shop gets every centre of the rule, once however often it starts", () =>
  withShopDatabase(async (db) => {
    await seedCentres(db);
    await seedCentres(db);

    const rows = await db.select().from(centres);
    expect(rows.map(({ id: _own, ...row }) => row)).toEqual(centresByRule());
  }));

test("what the owner has changed stays, and only what is missing is written", () =>
  withShopDatabase(async (db) => {
    const [first, second] = centresByRule().map(({ slug }) => slug);
    if (!first || !second) throw new Error("the rule makes no centres");
    await seedCentres(db);
    await db.update(centres).set({ fittingCents: 1 }).where(eq(centres.slug, first));
    await db.delete(centres).where(eq(centres.slug, second));
    await seedCentres(db);

    const rows = new Map((await db.select().from(centres)).map((row) => [row.slug, row]));
    expect(rows.get(first)?.fittingCents).toBe(1);
    expect(rows.has(second)).toBe(true);
  }));

test("every town and every centre lies on its country's land as the map draws it", () => {
  const shown = centresByRule().filter(({ hidden }) => !hidden);

  expect([...TOWNS, ...shown].filter((place) => !isOnLand(place, place.country))).toEqual([]);
  expect(isOnLand({ latitude: 43.2, longitude: 4.5 }, "FR")).toBe(false);
  expect(isOnLand({ latitude: 38.7, longitude: -9.14 }, "ES")).toBe(false);
});
