import type { SerializeFrom } from "@remix-run/node";
import { useTranslation } from "react-i18next";

import { parseInstant, parseOptionalInstant } from "#app/ui/instants.ts";
import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Incident } from "#domain/incidents/incident.ts";

type Told = SerializeFrom<Pick<Incident, "impact" | "startedAt" | "recoveredAt">>;

/** How the service is in an incident, and since when: stopped, degraded, or well again. */
export function IncidentState({ incident: { impact, startedAt, recoveredAt } }: { incident: Told }) {
  const { t } = useTranslation("incidents");
  const format = useFormat();
  const [from, until] = [parseInstant(startedAt), parseOptionalInstant(recoveredAt)];
  if (until !== null) return <StateWord state="ok" word={t("recovered", { when: format.moment(until, from) })} />;
  return (
    <StateWord
      state={impact === "down" ? "crit" : "warn"}
      word={t(`since.${impact}`, { when: format.dateTime(from) })}
    />
  );
}
