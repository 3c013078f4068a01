import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireUser } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { database } from "#db/client.server.ts";
import { isAllowed } from "#domain/identity/permissions.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

/** Where one begins: support and administrators at the wall (where nothing stands yet, at the work to do), others at their only project or the list of them. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { memberships } = await requireUser(request);
  const [only, ...others] = await projectsOf(database(), memberships);
  if (!only && isAllowed(memberships, "client.manage", { kind: "platform" })) return safeRedirect("/admin");
  if (isAllowed(memberships, "wall.read", { kind: "platform" })) return safeRedirect("/wall");
  return safeRedirect(only && others.length === 0 ? `/projects/${only.slug}` : "/projects");
}
