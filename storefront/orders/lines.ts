import { type Amounts, amountsOfLine } from "../checkout/amounts.ts";
import type { Centre, Country } from "../db/schema/centres.ts";
import type { Product } from "../db/schema/products.ts";
import type { Language } from "../paths.ts";
import { wordsOf } from "../words/words.ts";

export interface PricedLine extends Amounts {
  /** Null for the fitting. */
  readonly productId: number | null;
  readonly title: string;
  readonly quantity: number;
  /** Without VAT. */
  readonly unitCents: number;
}

/** "Marque Modèle 205/55 R16 91V", as orders and mails call a tyre. */
export function titleOf({ brand, model, width, ratio, diameter, loadIndex, speed }: Product): string {
  return `${brand} ${model} ${width}/${ratio} R${diameter} ${loadIndex}${speed}`;
}

/** The lines of a basket or an order: one a tyre, and their fitting once a centre is chosen. */
export function pricedLines(
  tyres: readonly { readonly product: Product; readonly quantity: number }[],
  centre: Pick<Centre, "fittingCents"> | null,
  country: Country,
  language: Language,
): PricedLine[] {
  const lines: PricedLine[] = tyres.map(({ product, quantity }) => ({
    productId: product.id,
    title: titleOf(product),
    quantity,
    unitCents: product.priceCents,
    ...amountsOfLine(product.priceCents, quantity, country),
  }));
  if (!centre || tyres.length === 0) return lines;
  const fitted = tyres.reduce((sum, { quantity }) => sum + quantity, 0);
  return [
    ...lines,
    {
      productId: null,
      title: wordsOf(language).basket.fitting,
      quantity: fitted,
      unitCents: centre.fittingCents,
      ...amountsOfLine(centre.fittingCents, fitted, country),
    },
  ];
}
