import type { LoaderFunctionArgs } from "@remix-run/node";

import { csvResponse } from "#app/http/csv-response.ts";
import { requireProject } from "#app/http/require.server.ts";
import { database } from "#db/client.server.ts";
import { monthAt, parseMonth } from "#domain/availability/months.ts";
import { attainedRounds } from "#domain/tickets/attainment.server.ts";
import { attainmentCsv } from "#domain/tickets/attainment-csv.ts";

/** The contract's clocks of a month, each promise a line. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { project } = await requireProject(request, params.projectSlug, "ticket.read");
  const now = new Date();
  const asked = parseMonth(new URL(request.url).searchParams.get("month"));
  const month = asked ?? monthAt(now.getTime(), project.timeZone);
  const rounds = await attainedRounds(database(), project, month, now);
  return csvResponse(`${project.slug}-clocks-${month}`, attainmentCsv(rounds));
}
