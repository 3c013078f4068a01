import type { LoaderFunctionArgs } from "@remix-run/node";

import { csvResponse } from "#app/http/csv-response.ts";
import { requireProject } from "#app/http/require.server.ts";
import { storefrontSeries } from "#app/http/storefront-picture.server.ts";
import { seriesCsv } from "#domain/metrics/csv.ts";

/** The curves of the shop and the expected band of its orders as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { project } = await requireProject(request, params.projectSlug);
  const series = await storefrontSeries(project, new URL(request.url).searchParams, Date.now());
  return csvResponse(`timonerie-${project.slug}-storefront`, seriesCsv(series));
}
