import { eq } from "drizzle-orm";

import { distanceKm } from "../centres/distance.ts";
import { placeOf } from "../centres/places.ts";
import type { ShopDatabase } from "../db/client.ts";
import { type Centre, type Country, centres } from "../db/schema/centres.ts";

const OFFERED = 8;

export interface NearCentre {
  readonly centre: Centre;
  /** As the crow flies. */
  readonly kilometres: number;
}

/** The centres nearest to a postcode or a town, nearest first; null where we know no such place. */
export async function nearestCentres(db: ShopDatabase, query: string, at: Country): Promise<NearCentre[] | null> {
  const place = placeOf(query, at);
  if (!place) return null;
  const visible = await db.select().from(centres).where(eq(centres.hidden, false));
  return visible
    .map((centre) => ({ centre, kilometres: distanceKm(place, centre) }))
    .sort((one, other) => one.kilometres - other.kilometres)
    .slice(0, OFFERED);
}
