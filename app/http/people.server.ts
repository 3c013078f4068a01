import { database } from "#db/client.server.ts";
import type { Role } from "#domain/identity/permissions.ts";
import { allUsers, namedMemberships } from "#domain/identity/queries.server.ts";
import { roleChoice } from "./role-choice.ts";

export interface ListedRole {
  readonly id: number;
  readonly role: Role;
  readonly clientId: number | null;
  /** The client or project that it is on; null for the platform. */
  readonly place: string | null;
}

/** Every user with the roles they have and where; for those who manage all users. */
export async function peopleWithRoles() {
  const [users, memberships] = await Promise.all([allUsers(database()), namedMemberships(database())]);
  const roles = new Map<string, ListedRole[]>();
  for (const { id, userId, role, clientId, clientName, projectName } of memberships) {
    const listed = { id, role, clientId, place: projectName ?? clientName };
    roles.set(userId, [...(roles.get(userId) ?? []), listed]);
  }
  return users.map((user) => ({ ...user, roles: roles.get(user.id) ?? [] }));
}

/** The roles that can be given, each with its place, in the order of the platform, projects and clients. */
export function possibleRoles(
  clients: readonly { id: number; name: string }[],
  projects: readonly { id: number; name: string; clientName: string }[],
) {
  const platform = (["admin", "support"] as const).map((role) =>
    choice({ role, clientId: null, projectId: null }, null),
  );
  const ofProjects = projects.map(({ id, name, clientName }) =>
    choice({ role: "project_manager", clientId: null, projectId: id }, `${name}, ${clientName}`),
  );
  const ofClients = clients.flatMap(({ id, name }) =>
    (["client_admin", "approver", "viewer"] as const).map((role) =>
      choice({ role, clientId: id, projectId: null }, name),
    ),
  );
  return [...platform, ...ofProjects, ...ofClients];
}

function choice(scope: { role: Role; clientId: number | null; projectId: number | null }, place: string | null) {
  return { value: roleChoice(scope), role: scope.role, place };
}
