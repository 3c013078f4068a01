import { database } from "#db/client.server.ts";
import { machinesOf } from "#domain/machines/queries.server.ts";
import { machineRoleList } from "#domain/machines/registry.server.ts";
import { applicationRecords } from "#domain/projects/registry.server.ts";

/** What the form of a machine offers; `exceptId` is the machine itself, which cannot be its own parent. */
export async function machineChoices(projectId: number, exceptId = 0) {
  const [roles, applications, machines] = await Promise.all([
    machineRoleList(database()),
    applicationRecords(database(), projectId),
    machinesOf(database(), [projectId]),
  ]);
  return {
    roles: roles.map(({ slug, nameFr, nameEn, nameEs }) => ({ slug, nameFr, nameEn, nameEs })),
    applications: applications.map(({ id, name }) => ({ id, name })),
    others: machines.filter(({ id }) => id !== exceptId).map(({ id, name }) => ({ id, name })),
  };
}
