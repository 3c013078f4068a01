import type { ShopDatabase } from "#storefront/db/client.ts";
import { centres } from "#storefront/db/schema/index.ts";

import { QUAY } from "../fixtures.ts";

const WEEKDAY = [
  ["08:30", "12:00"],
  ["14:00", "18:00"],
] as const;

/** A centre in Lyon, open from Monday to Friday; gives its id. */
export async function quayCentre(db: ShopDatabase): Promise<number> {
  const [centre] = await db
    .insert(centres)
    .values({ ...QUAY, hours: [WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, [], []] })
    .$returningId();
  if (!centre) throw new Error("no centre was made");
  return centre.id;
}
