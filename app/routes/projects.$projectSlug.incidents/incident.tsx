import { Link, useLocation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { IncidentState } from "#app/ui/incidents/incident-state.tsx";
import { parseInstant, parseOptionalInstant } from "#app/ui/instants.ts";
import { useFormat } from "#app/ui/use-format.tsx";

import { IncidentForms } from "./incident-forms.tsx";
import type { ShownIncident } from "./shown.ts";
import { Thread } from "./thread.tsx";

interface IncidentProps {
  readonly incident: ShownIncident;
  readonly slug: string;
  readonly localNow: string;
  readonly timeZone: string;
  readonly mayManage: boolean;
}

/** An incident: what it is and since when first, then what happened in it; one that is closed is folded. */
export function IncidentCard(props: IncidentProps) {
  const { t } = useTranslation("incidents");
  const { incident, slug } = props;
  const told = (
    <>
      {incident.cause && (
        <p className="mark-detail">
          <b>{t("cause")}</b> {incident.cause}
        </p>
      )}
      <Thread incident={incident} slug={slug} />
      <p>
        <Link to={chartsAddress(slug, incident)}>{t("charts")}</Link> <TicketLink slug={slug} incident={incident} />
      </p>
    </>
  );
  return (
    <article className="incident" id={`incident-${incident.id}`} aria-labelledby={`incident-${incident.id}-title`}>
      <h3 id={`incident-${incident.id}-title`}>{incident.title}</h3>
      <Status incident={incident} />
      {incident.closedAt === null ? (
        <>
          {told}
          {props.mayManage && <IncidentForms {...props} />}
        </>
      ) : (
        <Folded incidentId={incident.id}>{told}</Folded>
      )}
    </article>
  );
}

/** What is closed is folded, but for whoever was sent to it. */
function Folded({ incidentId, children }: { incidentId: number; children: ReactNode }) {
  const { t } = useTranslation("incidents");
  const { hash } = useLocation();
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (hash === `#incident-${incidentId}` && details.current) details.current.open = true;
  }, [hash, incidentId]);
  return (
    <details ref={details}>
      <summary>{t("unfold")}</summary>
      {children}
    </details>
  );
}

function Status({ incident }: Pick<IncidentProps, "incident">) {
  const { t } = useTranslation("incidents");
  const format = useFormat();
  const startedAt = parseInstant(incident.startedAt);
  const recoveredAt = parseOptionalInstant(incident.recoveredAt);
  return (
    <p>
      <IncidentState incident={incident} />{" "}
      {recoveredAt !== null && (
        <span className="dim">
          ·{" "}
          {t(`lasted.${incident.impact}`, {
            from: format.dateTime(startedAt),
            span: format.duration((recoveredAt - startedAt) / 1_000),
          })}
        </span>
      )}
      {incident.check && <span className="dim"> · {t("byCheck", { check: incident.check })}</span>}
    </p>
  );
}

/** The ticket of the incident, or the way to open one that keeps its time. */
function TicketLink({ slug, incident }: Pick<IncidentProps, "slug" | "incident">) {
  const { t } = useTranslation("incidents");
  const tickets = `/projects/${slug}/tickets`;
  const { ticket } = incident;
  if (ticket !== null) return <Link to={`${tickets}/${ticket}`}>{t("ticket", { number: ticket })}</Link>;
  const { from, to } = around(incident);
  const query = new URLSearchParams({ incident: String(incident.id), from, to });
  return <Link to={`${tickets}/new?${query}`}>{t("openTicket")}</Link>;
}

const AROUND_MS = 15 * 60_000;

/** The project's charts from a quarter of an hour before to as long after. */
function chartsAddress(slug: string, incident: IncidentProps["incident"]): string {
  const { from, to } = around(incident);
  return `/projects/${slug}/measures?from=${from}&to=${to}`;
}

function around({ startedAt, recoveredAt }: IncidentProps["incident"]): { from: string; to: string } {
  const from = parseInstant(startedAt) - AROUND_MS;
  const to = (parseOptionalInstant(recoveredAt) ?? Date.now()) + AROUND_MS;
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
