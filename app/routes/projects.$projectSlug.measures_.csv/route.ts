import type { LoaderFunctionArgs } from "@remix-run/node";

import { groupCsv } from "#app/http/group-csv.server.ts";
import { projectGroup } from "#app/http/groups.server.ts";
import { requireProject } from "#app/http/require.server.ts";

/** The charts of a project as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { project } = await requireProject(request, params.projectSlug, "machine.read");
  const group = await projectGroup(project, new Date());
  return groupCsv(group, project.slug, new URL(request.url).searchParams, project.timeZone);
}
