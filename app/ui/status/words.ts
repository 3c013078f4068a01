import { useTranslation } from "react-i18next";

import type { State } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { useViewer } from "#app/ui/viewer.tsx";
import type { StatusVerdict } from "#domain/status/days.ts";
import type { Headline } from "#domain/status/headline.ts";
import { nameFor, type StatusLocale } from "#domain/status/page.ts";
import { incidentTitle } from "#domain/status/told.ts";

/** The mark of each verdict. */
export const STATUS_MARKS: Readonly<Record<StatusVerdict, State>> = {
  up: "ok",
  degraded: "warn",
  down: "crit",
  maintenance: "plan",
  unmonitored: "mute",
};

/** "since 14:02", "since 23 Nov at 14:02": an adverb in each language. */
export function useSince(now: number): (at: number) => string {
  const { t } = useTranslation("status");
  const format = useFormat();
  return (at) => {
    const isToday = format.fullDay(at) === format.fullDay(now);
    return t(isToday ? "since.today" : "since.day", { day: format.day(at), time: format.clock(at) });
  };
}

/** The page's first sentence and its mark. `page` is the language that names without a word in the reader's are in. */
export function useHeadline(headline: Headline, page: StatusLocale, now: number): { state: State; sentence: string } {
  const { t } = useTranslation("status");
  const { locale } = useViewer();
  const since = useSince(now);
  switch (headline.kind) {
    case "nothing":
      return { state: "never", sentence: t("headline.nothing") };
    case "up":
      return { state: "ok", sentence: t("headline.up") };
    case "incident": {
      const { incident } = headline;
      const title = incidentTitle(incident, locale, page);
      const sentence = t("headline.incident", { title, since: since(incident.startedAt) });
      return { state: incident.impact === "down" ? "crit" : "warn", sentence };
    }
    default: {
      const { kind, names, count, of } = headline;
      const told = { name: nameFor(names, locale, page), count, of, since: since(headline.since) };
      return { state: STATUS_MARKS[kind], sentence: t(`headline.${kind}`, told) };
    }
  }
}
