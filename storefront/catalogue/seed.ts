import { count } from "drizzle-orm";

import type { ShopDatabase } from "../db/client.ts";
import { products, vehicleDimensions, vehicles } from "../db/schema/index.ts";
import { catalogueOf, type NewProduct } from "./rule.ts";
import { CAR_VERSIONS } from "./vehicles.ts";

const CATALOGUE_SEED = 2026;
const ROWS_AT_ONCE = 500;

export const TEST_TYRE_SLUG = "test-tyre";

/** What checks buy: hidden, and never sold out, so that no shopper's stock is taken. */
export const TEST_TYRE: NewProduct = {
  slug: TEST_TYRE_SLUG,
  brand: "POPGOM",
  model: "Test",
  width: 155,
  ratio: 65,
  diameter: 13,
  loadIndex: 73,
  speed: "T",
  season: "summer",
  runFlat: false,
  priceCents: 1_000,
  energy: "C",
  wet: "C",
  noiseDb: 70,
  noiseClass: "B",
  stock: 1_000_000_000,
  hidden: true,
};

/** Fills an empty catalogue: tyres, the test tyre, cars. Leaves one that has products as it is. */
export async function seedCatalogue(db: ShopDatabase): Promise<void> {
  const [row] = await db.select({ standing: count() }).from(products);
  if (row && row.standing > 0) return;
  await db.transaction(async (tx) => {
    const rows = [...catalogueOf(CATALOGUE_SEED), TEST_TYRE];
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      await tx.insert(products).values(rows.slice(from, from + ROWS_AT_ONCE));
    }
    await tx.delete(vehicles);
    const ids = await tx
      .insert(vehicles)
      .values(CAR_VERSIONS.map(({ dimensions: _theirs, ...version }) => version))
      .$returningId();
    await tx.insert(vehicleDimensions).values(
      CAR_VERSIONS.flatMap(({ dimensions }, index) => {
        const vehicleId = ids[index]?.id;
        if (vehicleId === undefined) throw new Error("a vehicle was written without an id");
        return dimensions.map((dimension) => ({ vehicleId, ...dimension }));
      }),
    );
  });
}
