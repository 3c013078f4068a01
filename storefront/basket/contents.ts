import { and, asc, desc, eq } from "drizzle-orm";

import { type Amounts, sumOfAmounts } from "../checkout/amounts.ts";
import type { ShopDatabase } from "../db/client.ts";
import { basketLines } from "../db/schema/baskets.ts";
import { type Centre, type Country, centres } from "../db/schema/centres.ts";
import { orders } from "../db/schema/orders.ts";
import { type Product, products } from "../db/schema/products.ts";
import { countryOf } from "../money/vat.ts";
import { TEST_PRODUCT_SLUG } from "../orders/kind.ts";
import { type PricedLine, pricedLines } from "../orders/lines.ts";
import type { Language } from "../paths.ts";
import type { Basket } from "./basket.ts";

export interface BasketTyre {
  readonly product: Product;
  readonly quantity: number;
}

/** A basket as its page and the checkout show it. */
export interface Contents {
  readonly tyres: readonly BasketTyre[];
  readonly centre: Centre | null;
  /** Whose VAT is shown: of the address, or of the page's language while there is none. */
  readonly country: Country;
  readonly lines: readonly PricedLine[];
  readonly amounts: Amounts;
}

/** Reads a basket's tyres, prices and centre as they are now; of a shopper without one, an empty basket. */
export async function contentsOf(db: ShopDatabase, basket: Basket | undefined, language: Language): Promise<Contents> {
  const country = basket?.checkout?.country ?? countryOf(language);
  if (!basket) return { tyres: [], centre: null, country, lines: [], amounts: sumOfAmounts([]) };
  const tyres = await db
    .select({ product: products, quantity: basketLines.quantity })
    .from(basketLines)
    .innerJoin(products, eq(products.id, basketLines.productId))
    .where(eq(basketLines.basketId, basket.id))
    .orderBy(asc(products.id));
  const [centre = null] =
    basket.centreId === null ? [] : await db.select().from(centres).where(eq(centres.id, basket.centreId));
  const lines = pricedLines(tyres, centre, country, language);
  return { tyres, centre, country, lines, amounts: sumOfAmounts(lines) };
}

/** Of this tyre, how many can be had: none of one that was withdrawn. */
export function stockOf({ slug, hidden, stock }: Product): number {
  return hidden && slug !== TEST_PRODUCT_SLUG ? 0 : stock;
}

/** The tyres of which fewer are left than the basket wants. */
export function shortOf(tyres: readonly BasketTyre[]): BasketTyre[] {
  return tyres.filter(({ product, quantity }) => quantity > stockOf(product));
}

/** The number of the order that a basket became last and that is not paid yet; null where there is none. */
export async function awaitingPayment(db: ShopDatabase, basket: Basket | undefined): Promise<string | null> {
  if (!basket) return null;
  const [order] = await db
    .select({ number: orders.number })
    .from(orders)
    .where(and(eq(orders.basketId, basket.id), eq(orders.status, "placed")))
    .orderBy(desc(orders.id))
    .limit(1);
  return order?.number ?? null;
}
