import { countryOf, grossOf } from "../money/vat.ts";
import type { Language } from "../paths.ts";
import { priceText } from "../words/figures.ts";

/** What so many tyres cost as the shopper reads it, VAT of the language's country included. */
export function tyresPrice(netCents: number, tyres: number, language: Language): string {
  return priceText(grossOf(netCents * tyres, countryOf(language)), language);
}
