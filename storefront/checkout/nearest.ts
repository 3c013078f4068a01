import { eq } from "drizzle-orm";

import { type ListedCentre, searchCentres } from "../centres/search.ts";
import type { ShopDatabase } from "../db/client.ts";
import { type Country, centres } from "../db/schema/centres.ts";

/** The centres nearest to a postcode or a town, nearest first; null where we know no such place. */
export async function nearestCentres(
  db: ShopDatabase,
  query: string,
  country: Country,
): Promise<readonly ListedCentre[] | null> {
  const visible = await db.select().from(centres).where(eq(centres.hidden, false));
  const { place, listed } = searchCentres(visible, { q: query, country, page: 1 }, country);
  return place ? listed : null;
}
