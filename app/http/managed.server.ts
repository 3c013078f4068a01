import type { Action } from "#domain/identity/permissions.ts";

import { requirePlatform, requireProject } from "./require.server.ts";

/**
 * For administration's pages of one project. To those who are not staff no address of administration exists, not even
 * of their own project: 404. Staff get what `requireProject` says.
 */
export async function requireManagedProject(request: Request, projectSlug: string | undefined, action: Action) {
  await requirePlatform(request, "admin.read");
  return requireProject(request, projectSlug, action);
}
