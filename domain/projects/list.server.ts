import { aliasedTable, and, asc, count, eq, inArray, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { clients } from "#db/schema/clients.ts";
import { user } from "#db/schema/identity.ts";
import { machines } from "#db/schema/machines.ts";
import { projects } from "#db/schema/projects.ts";

/** These projects, by client and name, each with who manages it and how many living machines it has. */
export async function projectRegistry(db: Database, projectIds: readonly number[]) {
  if (projectIds.length === 0) return [];
  const manager = aliasedTable(user, "manager");
  const deputy = aliasedTable(user, "deputy");
  return db
    .select({
      id: projects.id,
      slug: projects.slug,
      name: projects.name,
      clientName: clients.name,
      managerName: manager.name,
      deputyName: deputy.name,
      machines: count(machines.id),
    })
    .from(projects)
    .innerJoin(clients, eq(clients.id, projects.clientId))
    .leftJoin(manager, eq(manager.id, projects.projectManagerId))
    .leftJoin(deputy, eq(deputy.id, projects.deputyManagerId))
    .leftJoin(machines, and(eq(machines.projectId, projects.id), isNull(machines.retiredAt)))
    .where(and(inArray(projects.id, [...projectIds]), isNull(projects.retiredAt)))
    .groupBy(projects.id, clients.name, manager.name, deputy.name)
    .orderBy(asc(clients.name), asc(projects.name));
}
