import type { ActionFunctionArgs } from "@remix-run/node";

import { liveFeed } from "#app/http/feed.server.ts";
import { notFound } from "#app/http/refusals.ts";
import { requireProject } from "#app/http/require.server.ts";
import { database } from "#db/client.server.ts";
import { machineByName } from "#domain/machines/queries.server.ts";

/** Renews the 30 s lease on samples every second. Sent by a visible page of the machine only. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { project } = await requireProject(request, params.projectSlug, "machine.watch");
  const machine = await machineByName(database(), project.id, params.machineName ?? "");
  if (!machine) throw notFound();

  const watched = machine.sourceId !== null && (await liveFeed().watch(machine.sourceId));
  return new Response(null, watched ? { status: 204 } : { status: 503, headers: { "retry-after": "5" } });
}
