import { useTranslation } from "react-i18next";

import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { useViewer } from "#app/ui/viewer.tsx";
import type { StatusLocale } from "#domain/status/page.ts";
import { incidentTitle, type ToldIncident } from "#domain/status/told.ts";
import { STATUS_WORDS } from "#domain/status/words.ts";

import { useSince } from "./words.ts";

interface StatusIncidentProps {
  readonly incident: ToldIncident;
  readonly page: StatusLocale;
  readonly now: number;
}

/** An incident as those outside read it; one that is closed is folded to its title and its time. */
export function StatusIncident({ incident, page, now }: StatusIncidentProps) {
  const { t } = useTranslation("status");
  const { locale } = useViewer();
  const id = `incident-${incident.id}`;
  const written = page === locale ? undefined : page;
  return (
    <article className="incident" id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} lang={"text" in incident.title ? written : undefined}>
        {incidentTitle(incident, locale, page)}
      </h3>
      <Lasting incident={incident} now={now} />
      {incident.closedAt === null ? (
        <Thread incident={incident} written={written} />
      ) : (
        <details className="disclosure">
          <summary>{t("unfold")}</summary>
          <Thread incident={incident} written={written} />
        </details>
      )}
    </article>
  );
}

function Lasting({ incident, now }: { incident: ToldIncident; now: number }) {
  const { t } = useTranslation("status");
  const format = useFormat();
  const since = useSince(now);
  const { impact, startedAt, recoveredAt } = incident;
  if (recoveredAt === null) {
    const word = t("standing", { word: t(`verdicts.${impact}`), since: since(startedAt) });
    return (
      <p>
        <StateWord state={impact === "down" ? "crit" : "warn"} word={word} />
      </p>
    );
  }
  const lasted = format.duration((recoveredAt - startedAt) / 1_000);
  return (
    <p>
      <StateWord state="ok" word={t("restored")} />{" "}
      <span className="dim">· {t("lasts", { from: format.dateTime(startedAt), lasted })}</span>
    </p>
  );
}

/** `written`: the language of what people wrote, where it is not the reader's. */
function Thread({ incident, written }: { incident: ToldIncident; written: StatusLocale | undefined }) {
  const { t } = useTranslation("status");
  const { locale } = useViewer();
  const format = useFormat();
  return (
    <ol className="mark-rows" aria-label={t("thread")}>
      {incident.entries.map(({ id, at, kind, text }) => (
        <li key={id}>
          <p className="label">
            <time dateTime={new Date(at).toISOString()}>{format.dateTime(at)}</time>
          </p>
          <div>
            <p>{STATUS_WORDS[locale].kinds[kind]}</p>
            {text && (
              <p className="mark-detail" lang={written}>
                {text}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
