import type { SerializeFrom } from "@remix-run/node";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { IncidentState } from "#app/ui/incidents/incident-state.tsx";
import type { OpenIncident } from "#domain/incidents/incident.ts";

const SHOWN = 3;

/** What is the matter with the service, before all else: a line an incident, with the way to it. Nothing while all is well. */
export function OpenIncidents({
  incidents,
  home,
}: {
  incidents: readonly SerializeFrom<OpenIncident>[];
  home: string;
}) {
  const { t } = useTranslation("incidents");
  const more = incidents.length - SHOWN;
  if (incidents.length === 0) return null;
  return (
    <section className="banner-lines" aria-label={t("lasting", { count: incidents.length })}>
      {incidents.slice(0, SHOWN).map((incident) => (
        <p key={incident.id} className="banner">
          <IncidentState incident={incident} />
          <b>{incident.title}</b>
          <Link to={`${home}/incidents#incident-${incident.id}`}>{t("see")}</Link>
        </p>
      ))}
      {more > 0 && (
        <p className="banner">
          <Link to={`${home}/incidents`}>{t("moreOpen", { count: more })}</Link>
        </p>
      )}
    </section>
  );
}
