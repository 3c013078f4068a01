import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useTranslation } from "react-i18next";

import { type Format, formatFor } from "./format.ts";
import { FALLBACK_LOCALE, isLocale } from "./locale.ts";

const TimeZone = createContext("Europe/Paris");

/** The clock of everything below it: a project's own zone, never the browser's, so that all readers read one hour. */
export function TimeZoneProvider({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  return <TimeZone.Provider value={timeZone}>{children}</TimeZone.Provider>;
}

export function useFormat(): Format {
  const timeZone = useContext(TimeZone);
  const { i18n } = useTranslation();
  const locale = isLocale(i18n.language) ? i18n.language : FALLBACK_LOCALE;
  return useMemo(() => formatFor(locale, timeZone), [locale, timeZone]);
}
