import { z } from "zod";

import { line, paragraphOrNull, rowId, version } from "#app/http/form-fields.ts";
import { INCIDENT_IMPACTS, INCIDENT_LIMITS } from "#domain/incidents/incident.ts";
import { instantOf } from "#domain/metrics/wall-time.ts";

/** The forms of incidents. Their times are on the clock of the project, as their fields say. */
export function openForm(timeZone: string) {
  return z.object({
    title: line(INCIDENT_LIMITS.title),
    impact: z.enum(INCIDENT_IMPACTS, "admin:problems.choose"),
    startedAt: moment(timeZone),
    text: paragraphOrNull(INCIDENT_LIMITS.text),
  });
}

export const TellForm = z.object({
  incidentId: rowId,
  text: paragraph(),
  readers: z.enum(["client", "staff"], "admin:problems.choose").default("staff"),
});

export function closeForm(timeZone: string) {
  return z.object({
    incidentId: rowId,
    version,
    recoveredAt: moment(timeZone),
    cause: paragraph(),
    summary: paragraph(),
  });
}

function paragraph() {
  return z
    .string("admin:problems.missing")
    .trim()
    .min(1, "admin:problems.missing")
    .max(INCIDENT_LIMITS.text, "admin:problems.tooLong");
}

function moment(timeZone: string) {
  return z.string("admin:problems.missing").transform((text, context) => {
    const at = instantOf(text.trim(), timeZone);
    if (at !== undefined) return new Date(at);
    const message = text.trim() === "" ? "admin:problems.missing" : "marks:problems.badTime";
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
}
