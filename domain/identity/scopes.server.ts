import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { clients, projects } from "#db/schema/index.ts";

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
