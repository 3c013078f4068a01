import { amountsOfLine } from "../checkout/amounts.ts";
import type { Centre } from "../db/schema/centres.ts";
import type { Language } from "../paths.ts";
import { priceText } from "../words/figures.ts";

/** What the fitting of so many tyres costs at a centre, VAT of its own country included. */
export function fittingPrice({ fittingCents, country }: Centre, tyres: number, language: Language): string {
  return priceText(amountsOfLine(fittingCents, tyres, country).totalCents, language);
}

const DISTANCES: Record<Language, Intl.NumberFormat> = {
  fr: new Intl.NumberFormat("fr-FR", { maximumSignificantDigits: 2 }),
  es: new Intl.NumberFormat("es-ES", { maximumSignificantDigits: 2 }),
};

/** Kilometres without their unit: "0,4", "2,3", "17"; whole ones from 100 on. */
export function distanceText(kilometres: number, language: Language): string {
  const km = kilometres < 10 ? Math.round(kilometres * 10) / 10 : Math.round(kilometres);
  return km < 100 ? DISTANCES[language].format(km) : String(km);
}
