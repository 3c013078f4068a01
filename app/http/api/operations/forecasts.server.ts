import { database } from "#db/client.server.ts";
import { newestForecasts } from "#domain/capacity/queries.server.ts";

import { ok } from "../answer.ts";
import { onProject } from "../operation.ts";
import { Forecasts } from "../schemas/forecasts.ts";

export const listForecasts = onProject({
  id: "listForecasts",
  method: "GET",
  path: "/projects/{slug}/forecasts",
  tag: "capacity",
  summary: "What was forecast last of each resource: ninety days, and when it meets its limit",
  scope: "metrics.read",
  action: "capacity.read",
  answers: [{ status: 200, description: "The newest forecasts, all of one day.", schema: Forecasts }],
  async handle({ project }) {
    const made = await newestForecasts(database(), project.id);
    const [first] = made;
    return ok({
      madeOn: first?.madeOn ?? null,
      madeAt: first ? new Date(first.madeAt).toISOString() : null,
      data: made.map(
        ({ subject, subjectName, resource, unit, answer, current, limit, early, likely, late, ...rest }) => ({
          ...{ subject, name: subjectName, resource, unit, answer, current, limit, early, likely, late },
          historyDays: rest.historyDays,
          days: rest.days,
        }),
      ),
    });
  },
});
