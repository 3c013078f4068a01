import { ZONE } from "../centres/wall-clock.ts";
import type { Language } from "../paths.ts";

const LOCALES: Record<Language, string> = { fr: "fr-FR", es: "es-ES" };

/** "mercredi 25 novembre 2026 à 08:30", on the centres' clock. */
export function appointmentText(at: Date, language: Language): string {
  const options = { dateStyle: "full", timeStyle: "short", timeZone: ZONE } as const;
  return withOrdinal(new Intl.DateTimeFormat(LOCALES[language], options).format(at), language);
}

/** "mercredi 25 novembre", "vendredi 1er janvier". */
export function dayText(at: Date, language: Language): string {
  const options = { weekday: "long", day: "numeric", month: "long", timeZone: ZONE } as const;
  return withOrdinal(new Intl.DateTimeFormat(LOCALES[language], options).format(at), language);
}

/** "25 novembre 2026". */
export function dateText(at: Date, language: Language): string {
  const options = { dateStyle: "long", timeZone: ZONE } as const;
  return withOrdinal(new Intl.DateTimeFormat(LOCALES[language], options).format(at), language);
}

/** In French the first of a month is "1er". */
function withOrdinal(text: string, language: Language): string {
  return language === "fr" ? text.replace(/(?<=^|\s)1(?=\s)/, "1er") : text;
}

/** "08:30". */
export function clockText(at: Date, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { timeStyle: "short", timeZone: ZONE }).format(at);
}

/** Name of an ISO weekday: 1 is Monday. */
export function weekdayText(weekday: number, language: Language): string {
  const monday = Date.UTC(2026, 10, 23, 12);
  const at = new Date(monday + (weekday - 1) * 86_400_000);
  return new Intl.DateTimeFormat(LOCALES[language], { weekday: "long", timeZone: "UTC" }).format(at);
}
