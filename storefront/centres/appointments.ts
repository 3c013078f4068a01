import { and, count, eq, gte, notInArray } from "drizzle-orm";

import type { ShopDatabase } from "../db/client.ts";
import { type Centre, centres } from "../db/schema/centres.ts";
import { orders } from "../db/schema/orders.ts";
import { isOffered, type SlotRule, slotsOf } from "./slots.ts";

/** Orders that hold no slot any more. */
const GONE = ["cancelled", "refunded"] as const;

export type SlotRefusal = { readonly refused: "slotNotOffered" | "slotTaken" };

/** What may be booked at a centre, with what is free in each slot. */
export async function freeSlots(db: ShopDatabase, centre: Centre, now: Date) {
  const rows = await db
    .select({ at: orders.slotAt, taken: count() })
    .from(orders)
    .where(and(eq(orders.centreId, centre.id), gte(orders.slotAt, now), notInArray(orders.status, [...GONE])))
    .groupBy(orders.slotAt);
  return slotsOf(ruleOf(centre), new Map(rows.map(({ at, taken }) => [at?.getTime() ?? 0, taken])), now);
}

/**
 * Makes sure of one more order in a slot. The centre's row stays locked until the transaction ends, so that nobody counts
 * the same free place meanwhile.
 */
export async function takeSlot(tx: ShopDatabase, centreId: number, at: Date, now: Date): Promise<Centre | SlotRefusal> {
  const [centre] = await tx.select().from(centres).where(eq(centres.id, centreId)).for("update");
  if (!centre || !isOffered(ruleOf(centre), at, now)) return { refused: "slotNotOffered" };
  const [row] = await tx
    .select({ taken: count() })
    .from(orders)
    .where(and(eq(orders.centreId, centreId), eq(orders.slotAt, at), notInArray(orders.status, [...GONE])));
  return (row?.taken ?? 0) < centre.capacityPerSlot ? centre : { refused: "slotTaken" };
}

function ruleOf({ country, hours, capacityPerSlot }: Centre): SlotRule {
  return { country, hours, capacity: capacityPerSlot };
}
