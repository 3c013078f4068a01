import { RemixI18Next } from "remix-i18next/server";

import { localeCookie } from "#app/http/preferences.server.ts";
import { FALLBACK_LOCALE, isLocale, LOCALES, type Locale } from "#app/ui/locale.ts";

/** The language of a request: what its user chose, else the browser's cookie, else what the browser asks for. */
export async function localeOf(request: Request, chosen: string | null): Promise<Locale> {
  if (isLocale(chosen)) return chosen;
  const detected = await detection.getLocale(request);
  return isLocale(detected) ? detected : FALLBACK_LOCALE;
}

const detection = new RemixI18Next({
  detection: {
    supportedLanguages: [...LOCALES],
    fallbackLanguage: FALLBACK_LOCALE,
    cookie: localeCookie,
    order: ["cookie", "header"],
  },
});
