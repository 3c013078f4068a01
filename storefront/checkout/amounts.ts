import type { Country } from "../db/schema/centres.ts";
import { vatOf } from "../money/vat.ts";

export interface Amounts {
  /** Without VAT, in cents. */
  readonly netCents: number;
  readonly vatCents: number;
  /** What the shopper pays, in cents. */
  readonly totalCents: number;
}

/** A line's amounts: VAT on the whole line, rounded to the cent. `unitCents` and `quantity` are whole and not negative. */
export function amountsOfLine(unitCents: number, quantity: number, country: Country): Amounts {
  const netCents = unitCents * quantity;
  const vatCents = vatOf(netCents, country);
  return { netCents, vatCents, totalCents: netCents + vatCents };
}

/** The sum of lines, each rounded by itself: what stands under the lines is what they add up to. */
export function sumOfAmounts(lines: readonly Amounts[]): Amounts {
  const sum = { netCents: 0, vatCents: 0, totalCents: 0 };
  for (const line of lines) {
    sum.netCents += line.netCents;
    sum.vatCents += line.vatCents;
    sum.totalCents += line.totalCents;
  }
  return sum;
}
