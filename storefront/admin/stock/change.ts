import { eq } from "drizzle-orm";

import type { ShopDatabase } from "../../db/client.ts";
import { products, stockChanges } from "../../db/schema/index.ts";
import { inTransaction } from "../../db/transaction.ts";

const LARGEST = 1_000_000;
const SHORTEST_REASON = 3;

export interface StockChange {
  /** What the page showed; a sale since then refuses the change. */
  readonly seen: number | undefined;
  readonly wanted: number | undefined;
  readonly reason: string;
}

export type StockChangeRefusal =
  | { readonly refused: "noNumber" | "noReason" | "same" }
  | { readonly refused: "changedMeanwhile"; readonly stock: number };

/** Sets the stock of a product under its row's lock, and keeps the reason in `stock_changes`. In tyres. */
export async function changeStock(
  db: ShopDatabase,
  productId: number,
  { seen, wanted, reason }: StockChange,
  now = new Date(),
): Promise<{ changed: true } | StockChangeRefusal> {
  if (wanted === undefined || wanted > LARGEST) return { refused: "noNumber" };
  if (reason.length < SHORTEST_REASON) return { refused: "noReason" };
  return inTransaction(db, async (tx): Promise<{ changed: true } | StockChangeRefusal> => {
    const [product] = await tx
      .select({ stock: products.stock })
      .from(products)
      .where(eq(products.id, productId))
      .for("update");
    if (!product) throw new Error(`there is no product ${productId}`);
    if (product.stock !== seen) return { refused: "changedMeanwhile", stock: product.stock };
    if (product.stock === wanted) return { refused: "same" };
    await tx.update(products).set({ stock: wanted }).where(eq(products.id, productId));
    await tx.insert(stockChanges).values({ productId, at: now, fromStock: product.stock, toStock: wanted, reason });
    return { changed: true };
  });
}
