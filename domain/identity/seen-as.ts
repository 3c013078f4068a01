import type { Membership } from "./permissions.ts";

/** As whom staff may look at what a client sees. */
export const SEEN_AS_ROLES = ["client_admin", "approver", "viewer"] as const;
export type SeenAsRole = (typeof SEEN_AS_ROLES)[number];

/** A look that nobody ended ends itself after this long. */
export const LONGEST_LOOK_MS = 2 * 3_600_000;

export interface SeenAs {
  readonly role: SeenAsRole;
  readonly client: { readonly id: number; readonly slug: string; readonly name: string };
}

/** What the looked-as may see: one role on the one client. */
export function membershipsSeenAs({ role, client }: SeenAs): Membership[] {
  return [{ role, clientId: client.id, projectId: null }];
}

/**
 * Whether these memberships reach everything of a client, so that looking as its people shows nothing new: admins and
 * support do, a project manager where all its living projects are theirs.
 */
export function reachesWholeClient(memberships: readonly Membership[], projectIds: readonly number[]): boolean {
  if (memberships.some(({ role }) => role === "admin" || role === "support")) return true;
  const managed = new Set(
    memberships.flatMap(({ role, projectId }) => (role === "project_manager" ? [projectId] : [])),
  );
  return projectIds.length > 0 && projectIds.every((id) => managed.has(id));
}
