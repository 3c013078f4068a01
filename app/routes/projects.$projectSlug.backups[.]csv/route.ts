import type { LoaderFunctionArgs } from "@remix-run/node";

import { csvResponse } from "#app/http/csv-response.ts";
import { notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { database } from "#db/client.server.ts";
import { runsCsv } from "#domain/backups/csv.ts";
import { allRuns } from "#domain/backups/detail.server.ts";

/** The runs of one backup of the project, or of all of them, of the last thirteen months, as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { project } = await requireProject(request, params.projectSlug, "backup.read");
  const slug = new URL(request.url).searchParams.get("job");
  const runs = await allRuns(database(), project.id, slug, new Date());
  if (!runs) throw notFound();
  return csvResponse(`${project.slug}-backups${slug ? `-${slug}` : ""}`, runsCsv(runs));
}
