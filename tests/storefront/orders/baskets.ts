import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";

import { freeSlots } from "#storefront/centres/appointments.ts";
import type { ShopDatabase } from "#storefront/db/client.ts";
import { basketLines, baskets, type Centre, centres, products } from "#storefront/db/schema/index.ts";

import { QUAY } from "../fixtures.ts";

export const MONDAY_NOON = new Date("2026-11-23T12:00:00.000Z");

const EVERY_DAY = Array.from({ length: 7 }, () => [["08:00", "20:00"] as const]);

export async function openCentre(db: ShopDatabase, capacityPerSlot: number): Promise<Centre> {
  const [made] = await db
    .insert(centres)
    .values({ ...QUAY, slug: `garage-${randomBytes(4).toString("hex")}`, hours: EVERY_DAY, capacityPerSlot })
    .$returningId();
  const [centre] = await db
    .select()
    .from(centres)
    .where(eq(centres.id, made?.id ?? 0));
  if (!centre) throw new Error("the centre did not open");
  return centre;
}

/** A basket whose shopper has answered everything and has only to press the button; gives its id. */
export async function readyBasket(
  db: ShopDatabase,
  { slug, quantity, centre, slotAt }: { slug: string; quantity: number; centre: Centre; slotAt: Date },
): Promise<number> {
  const [product] = await db.select({ id: products.id }).from(products).where(eq(products.slug, slug));
  const token = randomBytes(32).toString("hex");
  const [basket] = await db
    .insert(baskets)
    .values({
      tokenHash: token,
      centreId: centre.id,
      checkout: {
        name: "Jeanne Morel",
        email: `jeanne-${token.slice(0, 8)}@example.test`,
        phone: "+33 6 12 34 56 78",
        address: "8, rue des Lices",
        postcode: "69005",
        town: "Lyon",
        country: "FR",
        slotAt: slotAt.toISOString(),
      },
      updatedAt: MONDAY_NOON,
    })
    .$returningId();
  if (!product || !basket) throw new Error(`no basket of ${slug}`);
  await db.insert(basketLines).values({ basketId: basket.id, productId: product.id, quantity });
  return basket.id;
}

/** The first appointments that a centre offers, in time's order. */
export async function firstSlots(db: ShopDatabase, centre: Centre, count: number): Promise<Date[]> {
  const slots = await freeSlots(db, centre, MONDAY_NOON);
  return slots.slice(0, count).map(({ at }) => at);
}
