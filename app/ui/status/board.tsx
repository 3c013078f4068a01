import { useTranslation } from "react-i18next";

import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { Verdict } from "#app/ui/verdict.tsx";
import type { StatusPicture } from "#domain/status/picture.ts";

import { StatusComponents } from "./components.tsx";
import { StatusIncident } from "./incident.tsx";
import { useHeadline } from "./words.ts";

interface StatusBoardProps {
  readonly picture: StatusPicture;
  /** Epoch milliseconds, the server's. */
  readonly now: number;
  /** Of the first sentence: the page's title stands above it or not. */
  readonly as: "h1" | "h2" | "p";
}

/** How the services are: one sentence, then each service with its 90 days, then what was told of incidents. */
export function StatusBoard({ picture, now, as }: StatusBoardProps) {
  const { t } = useTranslation("status");
  const format = useFormat();
  const { headline, locale, components, open, past } = picture;
  const { state, sentence } = useHeadline(headline, locale, now);
  return (
    <>
      <div className="hero-single">
        <Verdict state={state} as={as}>
          {sentence}
        </Verdict>
        <p className="label status-asof">{t("asOf", { when: format.dateTime(now), timeZone: format.timeZone })}</p>
      </div>
      {open.length > 0 && (
        <Section title={t("open")}>
          {open.map((incident) => (
            <StatusIncident key={incident.id} incident={incident} page={locale} now={now} />
          ))}
        </Section>
      )}
      {components.length > 0 && <StatusComponents components={components} page={locale} now={now} />}
      <Section title={t("past")} note={t("pastNote")}>
        {past.length === 0 && <EmptyState title={t("noPast")} />}
        {past.map((incident) => (
          <StatusIncident key={incident.id} incident={incident} page={locale} now={now} />
        ))}
      </Section>
    </>
  );
}
