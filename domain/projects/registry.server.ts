import { and, asc, count, desc, eq, inArray, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { clients } from "#db/schema/clients.ts";
import { memberships, user } from "#db/schema/identity.ts";
import { machines } from "#db/schema/machines.ts";
import { applications, contractTerms, pools, projects } from "#db/schema/projects.ts";
import { STAFF_ROLES } from "#domain/identity/permissions.ts";

/** A living project as staff edit it: with its version, and the ids behind the names. */
export async function projectRecord(db: Database, projectId: number) {
  const [project] = await db
    .select({ project: projects, clientName: clients.name, clientSlug: clients.slug })
    .from(projects)
    .innerJoin(clients, eq(clients.id, projects.clientId))
    .where(and(eq(projects.id, projectId), isNull(projects.retiredAt)));
  return project && { ...project.project, clientName: project.clientName, clientSlug: project.clientSlug };
}

/** The living projects of a client, each with the number of its living machines. */
export async function projectsOfClient(db: Database, clientId: number) {
  return db
    .select({ id: projects.id, slug: projects.slug, name: projects.name, machines: count(machines.id) })
    .from(projects)
    .leftJoin(machines, and(eq(machines.projectId, projects.id), isNull(machines.retiredAt)))
    .where(and(eq(projects.clientId, clientId), isNull(projects.retiredAt)))
    .groupBy(projects.id)
    .orderBy(asc(projects.name));
}

/** The living applications of a project, each with all it ever had contracted, the newest day of effect first. */
export async function applicationRecords(db: Database, projectId: number) {
  const rows = await db
    .select()
    .from(applications)
    .where(and(eq(applications.projectId, projectId), isNull(applications.retiredAt)))
    .orderBy(asc(applications.name));
  if (rows.length === 0) return [];

  const agreed = await db
    .select()
    .from(pools)
    .where(
      inArray(
        pools.applicationId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(desc(pools.effectiveOn));
  return rows.map((row) => ({ ...row, pools: agreed.filter((pool) => pool.applicationId === row.id) }));
}

/** All that the contract of a project ever promised, the newest day of effect first. */
export async function termsHistory(db: Database, projectId: number) {
  return db
    .select()
    .from(contractTerms)
    .where(eq(contractTerms.projectId, projectId))
    .orderBy(desc(contractTerms.effectiveOn));
}

/** The people who work for the provider, whatever their staff role, by name. */
export async function staffMembers(db: Database) {
  return db
    .selectDistinct({ id: user.id, name: user.name, email: user.email })
    .from(user)
    .innerJoin(memberships, eq(memberships.userId, user.id))
    .where(inArray(memberships.role, [...STAFF_ROLES]))
    .orderBy(asc(user.name), asc(user.id));
}
