import type { Format } from "#app/ui/format.ts";

const SIGNS: Readonly<Record<string, string>> = { EUR: "€", GBP: "£", USD: "$" };

/** "38 €", "12,50 €": whole where it is. */
export function moneyWords(format: Format, amount: number, currency: string): string {
  const decimals = Math.round(amount * 100) % 100 === 0 ? 0 : 2;
  return `${format.number(amount, decimals)}\u00a0${SIGNS[currency] ?? currency}`;
}
