export type Country = "FR" | "ES";

/** The normal rate, in percent, on tyres and on their fitting. */
export const VAT_PERCENT: Readonly<Record<Country, number>> = { FR: 20, ES: 21 };

export interface Amounts {
  /** Without VAT, in cents. */
  readonly netCents: number;
  readonly vatCents: number;
  /** What the shopper pays, in cents. */
  readonly totalCents: number;
}

/**
 * A line's amounts: VAT on the whole line, rounded to the cent with halves up, in integers throughout. `netCents` and
 * `quantity` are whole and not negative.
 */
export function amountsOfLine(netCents: number, quantity: number, country: Country): Amounts {
  const net = netCents * quantity;
  const vat = Math.floor((net * VAT_PERCENT[country] + 50) / 100);
  return { netCents: net, vatCents: vat, totalCents: net + vat };
}

/** The sum of lines, each rounded by itself: what stands under the lines is what they add up to. */
export function sumOfAmounts(lines: readonly Amounts[]): Amounts {
  return lines.reduce(
    (sum, line) => ({
      netCents: sum.netCents + line.netCents,
      vatCents: sum.vatCents + line.vatCents,
      totalCents: sum.totalCents + line.totalCents,
    }),
    { netCents: 0, vatCents: 0, totalCents: 0 },
  );
}
