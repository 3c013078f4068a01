import type { ShopDatabase } from "../db/client.ts";
import { centres } from "../db/schema/centres.ts";
import { centresByRule } from "./rule.ts";

/** Writes the centres of the rule that are missing, in one statement; what the owner has changed stays as it is. */
export async function seedCentres(db: ShopDatabase): Promise<void> {
  const standing = new Set((await db.select({ slug: centres.slug }).from(centres)).map(({ slug }) => slug));
  const missing = centresByRule().filter(({ slug }) => !standing.has(slug));
  if (missing.length > 0) await db.insert(centres).values(missing);
}
