import type { ShopDatabase } from "#storefront/db/client.ts";
import { type centres, products, vehicleDimensions, vehicles } from "#storefront/db/schema/index.ts";

type NewProduct = typeof products.$inferInsert;

const ZEPHYR: NewProduct = {
  slug: "brisance-zephyr-2-205-55-r16-91v",
  brand: "Brisance",
  model: "Zéphyr 2",
  width: 205,
  ratio: 55,
  diameter: 16,
  loadIndex: 91,
  speed: "V",
  season: "summer",
  runFlat: false,
  priceCents: 7_490,
  energy: "B",
  wet: "A",
  noiseDb: 69,
  noiseClass: "A",
  stock: 40,
};

/** The shop's shelf in tests, by name. Prices are net, in cents. */
export const SHELF = {
  zephyr: ZEPHYR,
  zephyrReinforced: {
    ...ZEPHYR,
    slug: "brisance-zephyr-2-205-55-r16-94w",
    loadIndex: 94,
    speed: "W",
    priceCents: 8_190,
  },
  zephyrRunFlat: {
    ...ZEPHYR,
    slug: "brisance-zephyr-2-205-55-r16-91v-rft",
    runFlat: true,
    priceCents: 11_290,
    stock: 6,
  },
  /** The last set of four. */
  boreal: {
    ...ZEPHYR,
    slug: "nordane-boreal-205-55-r16-91h",
    brand: "Nordane",
    model: "Boréal",
    speed: "H",
    season: "winter",
    priceCents: 8_650,
    energy: "C",
    wet: "B",
    noiseDb: 71,
    noiseClass: "B",
    stock: 4,
  },
  constante: {
    ...ZEPHYR,
    slug: "calenda-constante-205-55-r16-91v",
    brand: "Calenda",
    model: "Constante",
    season: "all_season",
    priceCents: 6_990,
    energy: "D",
    wet: "C",
    noiseDb: 72,
    noiseClass: "B",
    stock: 120,
  },
  small: {
    ...ZEPHYR,
    slug: "calenda-petite-185-65-r15-88t",
    brand: "Calenda",
    model: "Petite",
    width: 185,
    ratio: 65,
    diameter: 15,
    loadIndex: 88,
    speed: "T",
    priceCents: 5_250,
    stock: 80,
  },
  soldOut: {
    ...ZEPHYR,
    slug: "nordane-fjord-185-65-r15-88t",
    brand: "Nordane",
    model: "Fjord",
    width: 185,
    ratio: 65,
    diameter: 15,
    loadIndex: 88,
    speed: "T",
    season: "winter",
    stock: 0,
  },
  /** Bought by checks only. */
  test: {
    ...ZEPHYR,
    slug: "test-tyre",
    brand: "POPGOM",
    model: "Test",
    width: 155,
    ratio: 65,
    diameter: 13,
    loadIndex: 73,
    speed: "T",
    stock: 1_000_000,
    hidden: true,
  },
} satisfies Record<string, NewProduct>;

/** A centre in Lyon, as tests open it; its hours are theirs to say. */
export const QUAY = {
  slug: "garage-du-quai",
  name: "Garage du Quai",
  country: "FR",
  postcode: "69002",
  town: "Lyon",
  address: "3, quai Rambaud",
  latitude: 45.74,
  longitude: 4.82,
  hours: [[], [], [], [], [], [], []],
  fittingCents: 1_500,
  capacityPerSlot: 2,
} satisfies typeof centres.$inferInsert;

/** Fills an empty shop: the shelf above and one car. */
export async function fillShelf(db: ShopDatabase): Promise<void> {
  await db.insert(products).values(Object.values(SHELF));
  const [car] = await db
    .insert(vehicles)
    .values({ make: "Renault", model: "Clio V", version: "TCe 90", fromYear: 2019, toYear: null })
    .$returningId();
  if (!car) throw new Error("no car was made");
  await db.insert(vehicleDimensions).values([
    { vehicleId: car.id, width: 185, ratio: 65, diameter: 15, loadIndex: 88, speed: "T" },
    { vehicleId: car.id, width: 205, ratio: 45, diameter: 17, loadIndex: 88, speed: "V" },
  ]);
}
