import { createInstance } from "i18next";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider, initReactI18next } from "react-i18next";

import { loadTexts } from "#app/locales/index.ts";
import { i18nSettings } from "#app/locales/settings.ts";
import { StillClock } from "#app/ui/clock.tsx";
import type { Locale } from "#app/ui/locale.ts";
import { TimeZoneProvider } from "#app/ui/use-format.tsx";

/** Tuesday 24 November 2026, 14:32 in Paris. */
export const NOW = Date.UTC(2026, 10, 24, 13, 32, 0);

/** The markup of a part as the server writes it. */
export async function rendered(part: ReactNode, { locale = "fr" as Locale, now = NOW } = {}): Promise<string> {
  const i18n = createInstance();
  await i18n.use(initReactI18next).init(i18nSettings(locale, await loadTexts(locale)));
  return renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <TimeZoneProvider timeZone="Europe/Paris">
        <StillClock now={now}>{part}</StillClock>
      </TimeZoneProvider>
    </I18nextProvider>,
  );
}

/** Its words, as a reader sees them. */
export async function wordsOf(part: ReactNode, options?: { locale?: Locale; now?: number }): Promise<string> {
  const markup = await rendered(part, options);
  return markup
    .replace(/<[^>]*>/g, "|")
    .replace(/\|+/g, "|")
    .replace(/^\||\|$/g, "")
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");
}
