import { createInstance } from "i18next";
import { oneStop } from "#app/ui/format.ts";
import { LOCALES, type Locale } from "#app/ui/locale.ts";

import { texts as en } from "./texts/en.ts";
import { texts as es } from "./texts/es.ts";
import { texts as fr } from "./texts/fr.ts";

/** A text of reports/texts by its key, "availability.title"; a text with a count has one form a plural. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export interface ReportTexts {
  readonly [key: string]: string | ReportTexts;
}

const TEXTS: Readonly<Record<Locale, ReportTexts>> = { fr, en, es };

/**
 * The words of a report, which keeps its language whoever reads it, and is also written where nobody is signed in.
 * A key that is not there throws: a report is frozen, and a key in it would be for ever.
 */
export function wordsOf(locale: Locale): Words {
  return WORDS[locale];
}

const WORDS = Object.fromEntries(LOCALES.map((locale) => [locale, wordsIn(locale)])) as Record<Locale, Words>;

function wordsIn(locale: Locale): Words {
  const instance = createInstance();
  void instance.init({
    lng: locale,
    fallbackLng: false,
    resources: { [locale]: { report: TEXTS[locale] } },
    ns: ["report"],
    defaultNS: "report",
    // React and the text of a PDF escape for themselves.
    interpolation: { escapeValue: false },
    initImmediate: false,
  });
  return (key, values = {}) => {
    const text: unknown = instance.t(key, { ...values });
    if (typeof text !== "string" || text === key) throw new Error(`no text of the report: ${locale} ${key}`);
    return oneStop(text);
  };
}
