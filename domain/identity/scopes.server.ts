import { and, eq, isNull, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { prepared } from "#db/prepared.ts";
import { clients, projects } from "#db/schema/index.ts";

import type { RoleScope } from "./roles.ts";
import type { ClientScope, ProjectScope } from "./scope.ts";

const CLIENT_COLUMNS = { id: clients.id, slug: clients.slug, name: clients.name };

/** What a right is asked on, by the slug of an address. Retired ones are absent. */
export async function clientScope(db: Database, slug: string): Promise<ClientScope | undefined> {
  const [client] = await db
    .select(CLIENT_COLUMNS)
    .from(clients)
    .where(and(eq(clients.slug, slug), isNull(clients.retiredAt)));
  return client;
}

export async function projectScope(db: Database, slug: string): Promise<ProjectScope | undefined> {
  const [row] = await projectBySlug(db).execute({ slug });
  return row && { ...row.project, client: row.client };
}

const projectBySlug = prepared((db) =>
  db
    .select({ project: projects, client: CLIENT_COLUMNS })
    .from(projects)
    .innerJoin(clients, eq(clients.id, projects.clientId))
    .where(and(eq(projects.slug, sql.placeholder("slug")), isNull(projects.retiredAt), isNull(clients.retiredAt)))
    .prepare(),
);

/** Whether the client or project of a role is there and not retired. The platform always is. */
export async function isPlaceAlive(db: Database, { clientId, projectId }: RoleScope): Promise<boolean> {
  if (clientId !== null) {
    const alive = and(eq(clients.id, clientId), isNull(clients.retiredAt));
    return (await db.select({ id: clients.id }).from(clients).where(alive)).length > 0;
  }
  if (projectId === null) return true;
  const found = await db
    .select({ id: projects.id })
    .from(projects)
    .innerJoin(clients, eq(clients.id, projects.clientId))
    .where(and(eq(projects.id, projectId), isNull(projects.retiredAt), isNull(clients.retiredAt)));
  return found.length > 0;
}
