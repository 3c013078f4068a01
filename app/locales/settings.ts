import type { InitOptions } from "i18next";

import type { Texts } from "./index.ts";

/** The same settings for server and browser: what one renders the other must find. React escapes, so i18next does not. */
export function i18nSettings(locale: string, texts: Texts): InitOptions {
  return {
    lng: locale,
    fallbackLng: false,
    resources: { [locale]: texts },
    ns: Object.keys(texts),
    defaultNS: "common",
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  };
}
