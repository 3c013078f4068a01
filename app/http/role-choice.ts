import { ROLES, type Role } from "#domain/identity/permissions.ts";
import type { RoleScope } from "#domain/identity/roles.ts";

/** A role with the place it is on, as one value of one list: "admin", "project_manager:7", "viewer:3". */
export function roleChoice({ role, clientId, projectId }: RoleScope): string {
  const place = projectId ?? clientId;
  return place === null ? role : `${role}:${place}`;
}

/** Null for a value that is not one of the list's. Whether the place exists is the command's to say. */
export function parseRoleChoice(value: unknown): RoleScope | null {
  const parts = /^([a-z_]{1,20})(?::(\d{1,9}))?$/.exec(typeof value === "string" ? value : "");
  const role = ROLES.find((name) => name === parts?.[1]);
  if (!parts || !role) return null;
  const place = parts[2] === undefined ? null : Number(parts[2]);
  if ((KINDS[role] === "platform") !== (place === null)) return null;
  return {
    role,
    clientId: KINDS[role] === "client" ? place : null,
    projectId: KINDS[role] === "project" ? place : null,
  };
}

const KINDS: Readonly<Record<Role, "platform" | "project" | "client">> = {
  admin: "platform",
  support: "platform",
  project_manager: "project",
  client_admin: "client",
  approver: "client",
  viewer: "client",
};
