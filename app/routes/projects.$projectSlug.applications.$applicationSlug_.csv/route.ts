import type { LoaderFunctionArgs } from "@remix-run/node";

import { groupCsv } from "#app/http/group-csv.server.ts";
import { applicationGroup } from "#app/http/groups.server.ts";
import { notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";

/** The charts of an application as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { project } = await requireProject(request, params.projectSlug, "machine.read");
  const group = await applicationGroup(project, params.applicationSlug, new Date());
  if (!group) throw notFound();
  const name = `${project.slug}/${group.application.slug}`;
  return groupCsv(group, name, new URL(request.url).searchParams, project.timeZone);
}
