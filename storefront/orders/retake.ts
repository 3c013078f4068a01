import { eq } from "drizzle-orm";

import { takeSlot } from "../centres/appointments.ts";
import type { ShopDatabase } from "../db/client.ts";
import { basketLines, baskets } from "../db/schema/baskets.ts";
import { type Order, takenBy } from "./release.ts";
import { takeStock, type Wanted } from "./stock.ts";

/**
 * Takes an order again that was given up before its money came: the appointment, the stock, and the tyres out of the
 * basket in which they were put back. False, with nothing taken, where others have one of them by now or it is too late.
 * The caller holds the order's row.
 */
export async function retakeOrder(tx: ShopDatabase, order: Order, now: Date): Promise<boolean> {
  if (order.status !== "cancelled" || order.paidAt !== null) return false;
  if (order.centreId === null || order.slotAt === null || order.slotAt <= now) return false;
  const basketId = await lockedBasket(tx, order);
  const centre = await takeSlot(tx, order.centreId, order.slotAt, order.placedAt);
  if ("refused" in centre) return false;
  const taken = await takenBy(tx, order.id);
  if (await takeStock(tx, taken)) return false;
  if (basketId !== undefined) await emptyBasket(tx, basketId, taken);
  return true;
}

async function lockedBasket(tx: ShopDatabase, { basketId }: Order): Promise<number | undefined> {
  const asked = eq(baskets.id, basketId ?? 0);
  const [basket] = await tx.select({ id: baskets.id }).from(baskets).where(asked).for("update");
  return basket?.id;
}

/** What else the shopper has put there since stays. */
async function emptyBasket(tx: ShopDatabase, basketId: number, taken: readonly Wanted[]): Promise<void> {
  const lines = await tx.select().from(basketLines).where(eq(basketLines.basketId, basketId));
  const isAsPutBack =
    lines.length === taken.length &&
    taken.every((one) => lines.some((line) => line.productId === one.productId && line.quantity === one.quantity));
  if (isAsPutBack) await tx.delete(basketLines).where(eq(basketLines.basketId, basketId));
}
