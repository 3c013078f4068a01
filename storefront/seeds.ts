import { seedCatalogue } from "./catalogue/seed.ts";
import { seedCentres } from "./centres/seed.ts";
import type { ShopDatabase } from "./db/client.ts";

/** Each writes what the shop begins with where it is missing, and leaves what is there. A part of the shop adds its line. */
export const SEEDS: readonly ((db: ShopDatabase) => Promise<void>)[] = [seedCatalogue, seedCentres];
