import type { IncidentEntryKind, IncidentImpact } from "#domain/incidents/incident.ts";

import type { StatusLocale } from "./page.ts";

/** What page, feed and mails call alike. */
interface StatusWords {
  /** An incident that a check opened, by the business words of what it is about. */
  readonly title: Readonly<Record<IncidentImpact, (names: string) => string>>;
  readonly kinds: Readonly<Record<Exclude<IncidentEntryKind, "note">, string>>;
}

export const STATUS_WORDS: Readonly<Record<StatusLocale, StatusWords>> = {
  fr: {
    title: { down: (names) => `${names} : interruption`, degraded: (names) => `${names} : perturbations` },
    kinds: {
      opened: "Début de l’incident",
      again: "Nouvelle interruption",
      recovered: "Service rétabli",
      update: "Point de situation",
      closed: "Bilan",
    },
  },
  en: {
    title: { down: (names) => `${names}: interrupted`, degraded: (names) => `${names}: disrupted` },
    kinds: {
      opened: "Incident began",
      again: "Interrupted again",
      recovered: "Service restored",
      update: "Update",
      closed: "Summary",
    },
  },
  es: {
    title: { down: (names) => `${names}: interrupción`, degraded: (names) => `${names}: perturbaciones` },
    kinds: {
      opened: "Comienzo de la incidencia",
      again: "Nueva interrupción",
      recovered: "Servicio restablecido",
      update: "Novedades",
      closed: "Balance",
    },
  },
};
