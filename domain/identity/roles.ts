import type { Role } from "./permissions.ts";

export const PLATFORM_ROLES = ["admin", "support"] as const satisfies readonly Role[];
export const CLIENT_ROLES = ["client_admin", "approver", "viewer"] as const satisfies readonly Role[];

/** What a membership is on: the platform, a project (project managers) or a client (its own users). */
export interface RoleScope {
  readonly role: Role;
  readonly clientId: number | null;
  readonly projectId: number | null;
}

/**
 * "platform", "client:3" or "project:7", or null when the role cannot be had there. NULLs are never equal in a unique
 * key, so the membership is unique by this text.
 */
export function scopeOf({ role, clientId, projectId }: RoleScope): string | null {
  if (isOneOf(PLATFORM_ROLES, role)) return clientId === null && projectId === null ? "platform" : null;
  if (role === "project_manager") return projectId !== null && clientId === null ? `project:${projectId}` : null;
  return clientId !== null && projectId === null ? `client:${clientId}` : null;
}

function isOneOf(roles: readonly Role[], role: Role): boolean {
  return roles.includes(role);
}
