import type { LoaderFunctionArgs } from "@remix-run/node";

import { chartWindow } from "#app/http/chart-window.ts";
import { csvResponse } from "#app/http/csv-response.ts";
import { notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { database } from "#db/client.server.ts";
import { machineByName } from "#domain/machines/queries.server.ts";
import { everySeriesOf } from "#domain/metrics/all-doors.server.ts";
import { seriesCsv } from "#domain/metrics/csv.ts";
import { maxPointsOf } from "#domain/metrics/window.ts";

/** More series than any view of the machine's page has. */
const MOST_SERIES = 300;

/**
 * The charts of a machine as a file: `?series=` once for each key or name, and the window as the page's own address
 * gives it. What came through the open doors is found too. Its steps are those that the charts draw; the column step_seconds says which.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { project } = await requireProject(request, params.projectSlug, "machine.read");
  const machine = await machineByName(database(), project.id, params.machineName ?? "");
  if (!machine) throw notFound();

  const query = new URL(request.url).searchParams;
  const names = query.getAll("series").slice(0, MOST_SERIES);
  const { window } = chartWindow(query, { now: Date.now(), timeZone: project.timeZone }, "6h");
  const steps = { maxPoints: maxPointsOf(window), timeZone: project.timeZone };
  const ranges =
    machine.sourceId === null || names.length === 0
      ? []
      : await everySeriesOf({ sources: [machine.sourceId], names, ...window, ...steps });
  return csvResponse(
    `${project.slug}-${machine.name}`,
    seriesCsv(ranges.map((one) => ({ source: machine.name, ...one }))),
  );
}
