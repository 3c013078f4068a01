import type { ActionFunctionArgs } from "@remix-run/node";

import { keptAnswer } from "#app/http/kept-answer.server.ts";
import { requireProject } from "#app/http/require.server.ts";

/** Takes a file while its sender is still writing what it belongs to. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { user, project } = await requireProject(request, params.projectSlug, "ticket.reply");
  return keptAnswer(request, { projectId: project.id, uploaderId: user.id });
}
