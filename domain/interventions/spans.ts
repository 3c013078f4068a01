type Locale = "fr" | "en" | "es";

/** A window in words, on the project's clock: "jeudi 26 novembre 2026 de 22:00 à 23:30 (Europe/Paris)". */
export function windowInWords(
  locale: Locale,
  { from, to }: { readonly from: Date; readonly to: Date },
  timeZone: string,
): string {
  const day = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "full" });
  const time = new Intl.DateTimeFormat(locale, { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const [first, last] = [day.format(from), day.format(to)];
  const words = { first, last, begins: time.format(from), ends: time.format(to), timeZone };
  return first === last ? ONE_DAY[locale](words) : SEVERAL[locale](words);
}

/** Money in words, taxes excluded; null is free of charge. */
export function priceInWords(locale: Locale, priceCents: number | null, currency: string): string {
  if (priceCents === null) return FREE[locale];
  const amount = new Intl.NumberFormat(locale, { style: "currency", currency }).format(priceCents / 100);
  return WITHOUT_TAXES[locale](amount);
}

interface Words {
  readonly first: string;
  readonly last: string;
  readonly begins: string;
  readonly ends: string;
  readonly timeZone: string;
}

const ONE_DAY: Readonly<Record<Locale, (words: Words) => string>> = {
  fr: ({ first, begins, ends, timeZone }) => `${first} de ${begins} à ${ends} (${timeZone})`,
  en: ({ first, begins, ends, timeZone }) => `${first} from ${begins} to ${ends} (${timeZone})`,
  es: ({ first, begins, ends, timeZone }) => `${first} de ${begins} a ${ends} (${timeZone})`,
};

const SEVERAL: Readonly<Record<Locale, (words: Words) => string>> = {
  fr: ({ first, last, begins, ends, timeZone }) => `du ${first} à ${begins} au ${last} à ${ends} (${timeZone})`,
  en: ({ first, last, begins, ends, timeZone }) => `from ${first} at ${begins} to ${last} at ${ends} (${timeZone})`,
  es: ({ first, last, begins, ends, timeZone }) =>
    `del ${first} a las ${begins} al ${last} a las ${ends} (${timeZone})`,
};

const FREE: Readonly<Record<Locale, string>> = {
  fr: "sans supplément",
  en: "at no extra cost",
  es: "sin coste adicional",
};

const WITHOUT_TAXES: Readonly<Record<Locale, (amount: string) => string>> = {
  fr: (amount) => `${amount} HT`,
  en: (amount) => `${amount} without taxes`,
  es: (amount) => `${amount} sin IVA`,
};
