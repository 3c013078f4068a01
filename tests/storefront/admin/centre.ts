import type { ShopDatabase } from "#storefront/db/client.ts";
import { centres } from "#storefront/db/schema/index.ts";

const WEEKDAY = [
  ["08:30", "12:00"],
  ["14:00", "18:00"],
] as const;

/** A centre in Lyon, open from Monday to Friday; gives its id. */
export async function quayCentre(db: ShopDatabase): Promise<number> {
  const [centre] = await db
    .insert(centres)
    .values({
      slug: "garage-du-quai",
      name: "Garage du Quai",
      country: "FR",
      postcode: "69002",
      town: "Lyon",
      address: "3, quai Rambaud",
      latitude: 45.74,
      longitude: 4.82,
      hours: [WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, [], []],
      fittingCents: 1_500,
      capacityPerSlot: 2,
    })
    .$returningId();
  if (!centre) throw new Error("no centre was made");
  return centre.id;
}
