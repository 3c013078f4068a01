import type { Country } from "../db/schema/centres.ts";
import type { Language } from "../paths.ts";

/** Per cent, by the country of delivery. */
export const VAT_PER_CENT: Record<Country, number> = { FR: 20, ES: 21 };

/** VAT of a line in cents, of its net amount, half a cent upwards. Whole cents in, whole cents out. */
export function vatOf(netCents: number, country: Country): number {
  return Math.floor((netCents * VAT_PER_CENT[country] + 50) / 100);
}

/** What the shopper pays for a line, VAT included. */
export function grossOf(netCents: number, country: Country): number {
  return netCents + vatOf(netCents, country);
}

/** Whose VAT prices are shown with before an address is known. */
export function countryOf(language: Language): Country {
  return language === "es" ? "ES" : "FR";
}
