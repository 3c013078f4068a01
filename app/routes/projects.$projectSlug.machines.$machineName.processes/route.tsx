import { json, type LoaderFunctionArgs } from "@remix-run/node";

import { notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { database } from "#db/client.server.ts";
import { machineByName, topProcessesOf } from "#domain/machines/queries.server.ts";

/** The processes using most of a machine, for its page; names and users of processes are for staff. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { project } = await requireProject(request, params.projectSlug, "machine.processes");
  const machine = await machineByName(database(), project.id, params.machineName ?? "");
  if (!machine) throw notFound();
  return json((await topProcessesOf(database(), project.id, machine.id)) ?? null);
}
