import { and, eq, gt, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { clients, projects, sessionViews } from "#db/schema/index.ts";

import { isStaff, type Membership } from "./permissions.ts";
import { LONGEST_LOOK_MS, reachesWholeClient, type SeenAs } from "./seen-as.ts";

/** As whom the session looks now; null for as oneself, and as soon as its user's own rights no longer reach the client. */
export async function seenAs(
  db: Database,
  sessionId: string,
  own: readonly Membership[],
  now = new Date(),
): Promise<SeenAs | null> {
  if (!isStaff(own)) return null;
  const [row] = await db
    .select({ role: sessionViews.role, id: clients.id, slug: clients.slug, name: clients.name })
    .from(sessionViews)
    .innerJoin(clients, eq(clients.id, sessionViews.clientId))
    .where(
      and(eq(sessionViews.sessionId, sessionId), gt(sessionViews.since, new Date(now.getTime() - LONGEST_LOOK_MS))),
    );
  if (!row) return null;
  const { role, ...client } = row;
  return reachesWholeClient(own, await livingProjects(db, client.id)) ? { role, client } : null;
}

/** Ids of the client's projects that are not retired. */
export async function livingProjects(db: Database, clientId: number): Promise<number[]> {
  const rows = await db
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.clientId, clientId), isNull(projects.retiredAt)));
  return rows.map(({ id }) => id);
}
