import { ZONE } from "../centres/wall-clock.ts";
import type { Language } from "../paths.ts";

const APPOINTMENTS = formats({ dateStyle: "full", timeStyle: "short", timeZone: ZONE });
const DAYS = formats({ weekday: "long", day: "numeric", month: "long", timeZone: ZONE });
const DATES = formats({ dateStyle: "long", timeZone: ZONE });
const CLOCKS = formats({ hour: "2-digit", minute: "2-digit", timeZone: ZONE });
const WEEKDAYS = formats({ weekday: "long", timeZone: "UTC" });

/** Made once: a format takes a hundred times as long to make as to use. */
function formats(options: Intl.DateTimeFormatOptions): Record<Language, Intl.DateTimeFormat> {
  return { fr: new Intl.DateTimeFormat("fr-FR", options), es: new Intl.DateTimeFormat("es-ES", options) };
}

/** "mercredi 25 novembre 2026 à 08:30", on the centres' clock. */
export function appointmentText(at: Date, language: Language): string {
  return withOrdinal(APPOINTMENTS[language].format(at), language);
}

/** "mercredi 25 novembre", "vendredi 1er janvier". */
export function dayText(at: Date, language: Language): string {
  return withOrdinal(DAYS[language].format(at), language);
}

/** "25 novembre 2026". */
export function dateText(at: Date, language: Language): string {
  return withOrdinal(DATES[language].format(at), language);
}

/** In French the first of a month is "1er". */
function withOrdinal(text: string, language: Language): string {
  return language === "fr" ? text.replace(/(?<=^|\s)1(?=\s)/, "1er") : text;
}

/** "08:30". */
export function clockText(at: Date, language: Language): string {
  return CLOCKS[language].format(at);
}

/** Name of an ISO weekday: 1 is Monday. */
export function weekdayText(weekday: number, language: Language): string {
  const monday = Date.UTC(2026, 10, 23, 12);
  return WEEKDAYS[language].format(monday + (weekday - 1) * 86_400_000);
}
