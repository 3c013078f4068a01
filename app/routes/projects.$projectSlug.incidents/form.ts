import { z } from "zod";

import { instantOn, line, paragraph, paragraphOrNull, rowId, version } from "#app/http/form-fields.ts";
import { INCIDENT_IMPACTS, INCIDENT_LIMITS } from "#domain/incidents/incident.ts";

/** The forms of incidents. Their times are on the clock of the project, as their fields say. */
export function openForm(timeZone: string) {
  return z.object({
    title: line(INCIDENT_LIMITS.title),
    impact: z.enum(INCIDENT_IMPACTS, "admin:problems.choose"),
    startedAt: instantOn(timeZone),
    text: paragraphOrNull(INCIDENT_LIMITS.text),
  });
}

export const TellForm = z.object({
  incidentId: rowId,
  text: paragraph(INCIDENT_LIMITS.text),
  readers: z.enum(["client", "staff"], "admin:problems.choose").default("staff"),
});

export function closeForm(timeZone: string) {
  return z.object({
    incidentId: rowId,
    version,
    recoveredAt: instantOn(timeZone),
    cause: paragraph(INCIDENT_LIMITS.text),
    summary: paragraph(INCIDENT_LIMITS.text),
  });
}
