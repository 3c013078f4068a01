import { and, count, eq, gte, inArray, notInArray } from "drizzle-orm";

import type { ShopDatabase } from "../db/client.ts";
import { type Centre, centres } from "../db/schema/centres.ts";
import { orders } from "../db/schema/orders.ts";
import { firstFreeSlot, isOffered, type SlotRule, slotsOf } from "./slots.ts";

/** Orders that hold no slot any more. */
const GONE = ["cancelled", "refunded"] as const;

const NOTHING: ReadonlyMap<number, number> = new Map();

export type SlotRefusal = { readonly refused: "slotNotOffered" | "slotTaken" };

/** What may be booked at a centre, with what is free in each slot. */
export async function freeSlots(db: ShopDatabase, centre: Centre, now: Date) {
  return slotsOf(ruleOf(centre), (await takenSlots(db, [centre.id], now)).get(centre.id) ?? NOTHING, now);
}

/** The first appointment that each of these centres can still give, by its id; a centre that is full is left out. */
export async function firstFreeSlots(db: ShopDatabase, some: readonly Centre[], now: Date): Promise<Map<number, Date>> {
  const taken = await takenSlots(
    db,
    some.map(({ id }) => id),
    now,
  );
  const first = new Map<number, Date>();
  for (const centre of some) {
    const slot = firstFreeSlot(ruleOf(centre), taken.get(centre.id) ?? NOTHING, now);
    if (slot) first.set(centre.id, slot.at);
  }
  return first;
}

/** Orders that hold a slot from `now` on: by the centre's id, then by the slot's epoch milliseconds. */
async function takenSlots(db: ShopDatabase, centreIds: readonly number[], now: Date) {
  const taken = new Map<number, Map<number, number>>();
  if (centreIds.length === 0) return taken;
  const rows = await db
    .select({ centreId: orders.centreId, at: orders.slotAt, orders: count() })
    .from(orders)
    .where(and(inArray(orders.centreId, [...centreIds]), gte(orders.slotAt, now), notInArray(orders.status, [...GONE])))
    .groupBy(orders.centreId, orders.slotAt);
  for (const row of rows) {
    if (row.centreId === null || row.at === null) continue;
    const slots = taken.get(row.centreId) ?? new Map<number, number>();
    taken.set(row.centreId, slots.set(row.at.getTime(), row.orders));
  }
  return taken;
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
