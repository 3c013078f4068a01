import type { LoaderFunctionArgs } from "@remix-run/node";

import { monthTables } from "#app/http/consumption-files.server.ts";
import { csvResponse } from "#app/http/csv-response.ts";
import { notFound } from "#app/http/refusals.ts";
import { tableCsv } from "#domain/consumption/files.server.ts";

/** One table of a month as a file: `?table=days`; what each part used without it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { tables, name } = await monthTables(request, params.projectSlug);
  const asked = new URL(request.url).searchParams.get("table") ?? "usage";
  // A reader without prices has no such table.
  const table = tables.find((one) => one.name === asked);
  if (!table) throw notFound();
  return csvResponse(table.name === "usage" ? name : `${name}-${table.name}`, tableCsv(table));
}
