import type { Language } from "../paths.ts";

const LOCALES: Record<Language, string> = { fr: "fr-FR", es: "es-ES" };

const PRICES = formats((locale) => new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" }));
const NUMBERS = formats((locale) => new Intl.NumberFormat(locale));

function formats<T>(make: (locale: string) => T): Record<Language, T> {
  return { fr: make(LOCALES.fr), es: make(LOCALES.es) };
}

/** An amount in euros: "89,90 €". */
export function priceText(cents: number, language: Language): string {
  return PRICES[language].format(cents / 100);
}

export function numberText(value: number, language: Language): string {
  return NUMBERS[language].format(value);
}
