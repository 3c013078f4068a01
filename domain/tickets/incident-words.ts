import type { IncidentImpact } from "#domain/incidents/incident.ts";
import { STATUS_WORDS } from "#domain/status/words.ts";

export type TicketLocale = keyof typeof STATUS_WORDS;

interface Opened {
  readonly title: string;
  readonly impact: IncidentImpact;
  readonly startedAt: Date;
}

const TEXTS: Readonly<Record<TicketLocale, (title: string, when: string) => string>> = {
  fr: (title, when) =>
    `${title}, depuis le ${when}.\n\nTimonerie a ouvert ce ticket avec l’incident. Les mesures de l’heure qui précède sont gardées ci-dessous. Le rétablissement sera noté ici ; il ne fermera pas le ticket.`,
  en: (title, when) =>
    `${title}, since ${when}.\n\nTimonerie opened this ticket with the incident. The measures of the hour before are kept below. The recovery will be noted here; it will not close the ticket.`,
  es: (title, when) =>
    `${title}, desde el ${when}.\n\nTimonerie ha abierto este ticket con la incidencia. Las medidas de la hora anterior se conservan abajo. El restablecimiento se anotará aquí; no cerrará el ticket.`,
};

/** Subject and first message of the ticket that an incident opens, for the client to read. */
export function incidentTicketWords(
  { title, impact, startedAt }: Opened,
  locale: TicketLocale,
  timeZone: string,
): { subject: string; text: string } {
  const subject = STATUS_WORDS[locale].title[impact](title);
  const day = new Intl.DateTimeFormat(locale, { timeZone, day: "numeric", month: "long", year: "numeric" });
  const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: "numeric", minute: "2-digit", hour12: false });
  const joint = { fr: " à ", en: " at ", es: " a las " }[locale];
  return { subject, text: TEXTS[locale](subject, day.format(startedAt) + joint + clock.format(startedAt)) };
}

/** The language in which most of the client's people read; French where nobody said. */
export function commonLocale(locales: readonly (string | null)[]): TicketLocale {
  const counts = new Map<TicketLocale, number>();
  for (const locale of locales) {
    if (locale === "fr" || locale === "en" || locale === "es") counts.set(locale, (counts.get(locale) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? "fr";
}
