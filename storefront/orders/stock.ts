import { asc, eq, inArray, sql } from "drizzle-orm";

import type { ShopDatabase } from "../db/client.ts";
import { type Product, products } from "../db/schema/products.ts";

export interface Wanted {
  readonly productId: number;
  readonly quantity: number;
}

export type StockRefusal = { readonly refused: "outOfStock"; readonly product: Product };

/**
 * Takes tyres off the stock of what is wanted, all of it or, refusing, nothing. The products' rows are
 * locked in the order of their ids until the transaction ends: of two shoppers for the last set the second waits here and
 * then finds it gone.
 */
export async function takeStock(tx: ShopDatabase, wanted: readonly Wanted[]): Promise<StockRefusal | undefined> {
  const locked = await tx
    .select()
    .from(products)
    .where(
      inArray(
        products.id,
        wanted.map(({ productId }) => productId),
      ),
    )
    .orderBy(asc(products.id))
    .for("update");
  for (const product of locked) {
    if (quantityOf(wanted, product.id) > product.stock) return { refused: "outOfStock", product };
  }
  for (const { id } of locked) {
    await tx
      .update(products)
      .set({ stock: sql`${products.stock} - ${quantityOf(wanted, id)}` })
      .where(eq(products.id, id));
  }
}

/** Puts tyres back that were taken and not sold. */
export async function giveBackStock(tx: ShopDatabase, taken: readonly Wanted[]): Promise<void> {
  for (const { productId, quantity } of taken.toSorted((one, other) => one.productId - other.productId)) {
    await tx
      .update(products)
      .set({ stock: sql`${products.stock} + ${quantity}` })
      .where(eq(products.id, productId));
  }
}

function quantityOf(wanted: readonly Wanted[], productId: number): number {
  return wanted.reduce((sum, line) => sum + (line.productId === productId ? line.quantity : 0), 0);
}
