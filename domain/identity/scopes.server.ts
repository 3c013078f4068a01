import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { clients, projects } from "#db/schema/index.ts";

import type { RoleScope } from "./roles.ts";

export interface ClientScope {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
}

export interface ProjectScope {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  readonly timeZone: string;
  readonly projectManagerId: string | null;
  readonly deputyManagerId: string | null;
  readonly clientId: number;
  readonly client: ClientScope;
}

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
  const [row] = await db
    .select({ project: projects, client: CLIENT_COLUMNS })
    .from(projects)
    .innerJoin(clients, eq(clients.id, projects.clientId))
    .where(and(eq(projects.slug, slug), isNull(projects.retiredAt), isNull(clients.retiredAt)));
  return row && { ...row.project, client: row.client };
}

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
