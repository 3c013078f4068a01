import type { ActionFunctionArgs } from "@remix-run/node";

import { keptAnswer } from "#app/http/kept-answer.server.ts";
import { requirePlatform } from "#app/http/require.server.ts";

/** Takes a picture for an article that is of no project. */
export async function action({ request }: ActionFunctionArgs) {
  const { user } = await requirePlatform(request, "article.write");
  return keptAnswer(request, { projectId: null, uploaderId: user.id });
}
