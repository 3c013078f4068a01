import { database } from "#db/client.server.ts";
import { grantMembership } from "#domain/identity/commands.server.ts";
import { isAllowed } from "#domain/identity/permissions.ts";
import { membershipsOf } from "#domain/identity/queries.server.ts";
import { staffMembers } from "#domain/projects/registry.server.ts";

import type { SignedIn } from "./require.server.ts";

interface Project {
  readonly id: number;
  readonly clientId: number;
}

/**
 * Who may be made manager or deputy of the project by this user: all staff by those who give roles, else only those who
 * reach the project already. For a project that is not there yet, leave it out.
 */
export async function possibleManagers({ memberships }: SignedIn, project?: Project) {
  const staff = await staffMembers(database());
  if (!project || isAllowed(memberships, "role.manage", { kind: "platform" })) return staff;
  const reach = await Promise.all(staff.map(({ id }) => managesAlready(id, project)));
  return staff.filter((_person, index) => reach[index]);
}

/** Gives the managers of a project the role without which they could not open it. Whoever has it keeps it. */
export async function letManagersIn({ actor }: SignedIn, project: Project, userIds: readonly (string | null)[]) {
  for (const userId of userIds) {
    if (!userId || (await managesAlready(userId, project))) continue;
    const role = { userId, role: "project_manager", clientId: null, projectId: project.id } as const;
    await grantMembership(database(), actor, role);
  }
}

async function managesAlready(userId: string, project: Project): Promise<boolean> {
  const subject = { kind: "project", clientId: project.clientId, projectId: project.id } as const;
  return isAllowed(await membershipsOf(database(), userId), "project.manage", subject);
}
