import { randomUUID } from "node:crypto";
import { and, asc, desc, eq, sql } from "drizzle-orm";

import { type SlotRefusal, takeSlot } from "../centres/appointments.ts";
import { sumOfAmounts } from "../checkout/amounts.ts";
import { type Buyer, completeDraft } from "../checkout/draft.ts";
import type { ShopDatabase } from "../db/client.ts";
import { basketLines, baskets } from "../db/schema/baskets.ts";
import { customers } from "../db/schema/customers.ts";
import { orderLines, orders } from "../db/schema/orders.ts";
import { payments } from "../db/schema/payments.ts";
import { products } from "../db/schema/products.ts";
import { inTransaction } from "../db/transaction.ts";
import type { Language } from "../paths.ts";
import { orderKind } from "./kind.ts";
import { pricedLines } from "./lines.ts";
import { newOrderNumber } from "./number.ts";
import { type StockRefusal, takeStock } from "./stock.ts";

export type PlaceRefusal =
  | { readonly refused: "emptyBasket" | "incomplete" | "withdrawn" | "mixed" }
  | StockRefusal
  | SlotRefusal;

export interface PlacedOrder {
  readonly number: string;
}

/**
 * Places the order of a basket: stock, slot, order, its first payment and the emptied basket are one transaction, so it is
 * whole or absent. A form sent twice finds the basket empty and is answered with the order of the first.
 */
export function placeOrder(
  db: ShopDatabase,
  basketId: number,
  language: Language,
  now = new Date(),
): Promise<PlacedOrder | PlaceRefusal> {
  return inTransaction(db, async (tx): Promise<PlacedOrder | PlaceRefusal> => {
    const [basket] = await tx.select().from(baskets).where(eq(baskets.id, basketId)).for("update");
    // Read once: a quantity may be changed meanwhile, and what is priced is what is taken off the stock.
    const tyres = await tx
      .select({ product: products, quantity: basketLines.quantity })
      .from(basketLines)
      .innerJoin(products, eq(products.id, basketLines.productId))
      .where(eq(basketLines.basketId, basketId))
      .orderBy(asc(products.id));
    if (!basket || tyres.length === 0) return (await unpaidOrder(tx, basketId)) ?? { refused: "emptyBasket" };
    const buyer = completeDraft(basket.checkout);
    if (!buyer || basket.centreId === null) return { refused: "incomplete" };

    const centre = await takeSlot(tx, basket.centreId, buyer.slotAt, now);
    if ("refused" in centre) return centre;
    const kind = orderKind(
      tyres.map(({ product }) => product),
      centre,
    );
    if (kind === "mixed" || kind === "withdrawn") return { refused: kind };
    const wanted = tyres.map(({ product, quantity }) => ({ productId: product.id, quantity }));
    const short = await takeStock(tx, wanted);
    if (short) return short;

    const lines = pricedLines(tyres, centre, buyer.country, language);
    const amounts = sumOfAmounts(lines);
    const number = newOrderNumber();
    const customerId = basket.customerId ?? (await customerOf(tx, buyer, now));
    const { slotAt, ...address } = buyer;
    const [{ insertId: orderId }] = await tx.insert(orders).values({
      ...address,
      ...amounts,
      number,
      basketId,
      customerId,
      language,
      centreId: centre.id,
      slotAt,
      isTest: kind === "test",
      placedAt: now,
    });
    await tx.insert(orderLines).values(lines.map((line, position) => ({ ...line, orderId, position })));
    await openPayment(tx, orderId, amounts.totalCents, now);
    await tx.delete(basketLines).where(eq(basketLines.basketId, basketId));
    return { number };
  });
}

/** Another attempt to pay: a row of its own with its own reference. */
export async function openPayment(
  tx: ShopDatabase,
  orderId: number,
  amountCents: number,
  now: Date,
): Promise<{ providerRef: string }> {
  const providerRef = randomUUID();
  await tx.insert(payments).values({ orderId, providerRef, amountCents, createdAt: now, updatedAt: now });
  return { providerRef };
}

/** The order that this basket became a moment ago and that nobody has paid yet. */
async function unpaidOrder(tx: ShopDatabase, basketId: number): Promise<PlacedOrder | undefined> {
  const [order] = await tx
    .select({ number: orders.number })
    .from(orders)
    .where(and(eq(orders.basketId, basketId), eq(orders.status, "placed")))
    .orderBy(desc(orders.id))
    .limit(1);
  return order;
}

/** A guest is remembered by the address alone; a customer's own name is never overwritten by whoever types it. */
async function customerOf(tx: ShopDatabase, { email, name }: Buyer, now: Date): Promise<number> {
  const [{ insertId }] = await tx
    .insert(customers)
    .values({ email, name, createdAt: now })
    .onDuplicateKeyUpdate({ set: { id: sql`last_insert_id(${customers.id})` } });
  return insertId;
}
