import { aliasedTable, and, asc, desc, eq, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { clients, providers } from "#db/schema/clients.ts";
import { user } from "#db/schema/identity.ts";
import { applications, pools, projects } from "#db/schema/projects.ts";
import type { Membership } from "#domain/identity/permissions.ts";

export interface Project {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  /** What the project does, in the client's words. */
  readonly summary: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly clientId: number;
  readonly clientSlug: string;
  readonly clientName: string;
}

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly telephone: string | null;
}

/** Contracted for one application. GHz, and bytes. */
export interface Pool {
  readonly cpuGhz: number;
  readonly memoryBytes: number;
  readonly diskBytes: number;
  /** Day from which it counts, "2026-01-31". */
  readonly effectiveOn: string;
}

export interface ApplicationFacts {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly pool: Pool | null;
}

export interface ProjectHome {
  readonly manager: Person | null;
  readonly deputy: Person | null;
  readonly provider: { readonly name: string; readonly emergencyTelephone: string | null } | null;
  readonly applications: readonly ApplicationFacts[];
}

/** The projects that these memberships make visible, by client and name. Retired ones are left out. */
export async function projectsOf(db: Database, memberships: readonly Membership[]): Promise<Project[]> {
  const scope = scopeOf(memberships);
  if (scope === undefined) return [];
  return selectProjects(db)
    .where(and(isNull(projects.retiredAt), scope === "all" ? undefined : scope))
    .orderBy(asc(clients.name), asc(projects.name));
}

/** Who runs the project and what is contracted for it, on the day of `now`. */
export async function projectHome(db: Database, projectId: number, now = new Date()): Promise<ProjectHome> {
  const [people, provider, facts] = await Promise.all([
    managersOf(db, projectId),
    db
      .select({ name: providers.name, emergencyTelephone: providers.emergencyTelephone })
      .from(providers)
      .orderBy(asc(providers.id))
      .limit(1),
    applicationsOf(db, projectId, now),
  ]);
  return { ...people, provider: provider[0] ?? null, applications: facts };
}

/** The applications of a project, each with the pool in effect on the day of `now` (UTC), if one was contracted. */
export async function applicationsOf(db: Database, projectId: number, now = new Date()): Promise<ApplicationFacts[]> {
  return (await applicationsByProject(db, [projectId], now)).get(projectId) ?? [];
}

/** As `applicationsOf`, of many projects in as many questions as of one; a project without applications is absent. */
export async function applicationsByProject(
  db: Database,
  projectIds: readonly number[],
  now = new Date(),
): Promise<Map<number, ApplicationFacts[]>> {
  const found = new Map<number, ApplicationFacts[]>();
  if (projectIds.length === 0) return found;
  const rows = await db
    .select({
      projectId: applications.projectId,
      id: applications.id,
      slug: applications.slug,
      name: applications.name,
    })
    .from(applications)
    .where(and(inArray(applications.projectId, [...projectIds]), isNull(applications.retiredAt)))
    .orderBy(asc(applications.id));
  if (rows.length === 0) return found;

  const contracted = await db
    .select()
    .from(pools)
    .where(
      and(
        inArray(
          pools.applicationId,
          rows.map((row) => row.id),
        ),
        lte(pools.effectiveOn, now.toISOString().slice(0, 10)),
      ),
    )
    .orderBy(desc(pools.effectiveOn));
  for (const { projectId, ...facts } of rows) {
    const ofProject = found.get(projectId) ?? [];
    found.set(projectId, ofProject);
    ofProject.push({ ...facts, pool: poolOf(contracted.find((pool) => pool.applicationId === facts.id)) });
  }
  return found;
}

function selectProjects(db: Database) {
  return db
    .select({
      id: projects.id,
      slug: projects.slug,
      name: projects.name,
      summary: projects.summary,
      timeZone: projects.timeZone,
      clientId: projects.clientId,
      clientSlug: clients.slug,
      clientName: clients.name,
    })
    .from(projects)
    .innerJoin(clients, eq(clients.id, projects.clientId))
    .$dynamic();
}

/** The condition on projects; "all" for those who work on the whole platform, undefined for those who see none. */
function scopeOf(memberships: readonly Membership[]): SQL | "all" | undefined {
  if (memberships.some(({ role }) => role === "admin" || role === "support")) return "all";
  const ofProjects = memberships.flatMap((m) => (m.role === "project_manager" && m.projectId ? [m.projectId] : []));
  const ofClients = memberships.flatMap((m) => (m.role !== "project_manager" && m.clientId ? [m.clientId] : []));
  return or(
    ofProjects.length > 0 ? inArray(projects.id, ofProjects) : undefined,
    ofClients.length > 0 ? inArray(projects.clientId, ofClients) : undefined,
  );
}

async function managersOf(db: Database, projectId: number): Promise<{ manager: Person | null; deputy: Person | null }> {
  const manager = aliasedTable(user, "manager");
  const deputy = aliasedTable(user, "deputy");
  const [row] = await db
    .select({
      manager: { name: manager.name, email: manager.email, telephone: manager.telephone },
      deputy: { name: deputy.name, email: deputy.email, telephone: deputy.telephone },
    })
    .from(projects)
    .leftJoin(manager, sql`${manager.id} = ${projects.projectManagerId}`)
    .leftJoin(deputy, sql`${deputy.id} = ${projects.deputyManagerId}`)
    .where(eq(projects.id, projectId))
    .limit(1);
  return { manager: row?.manager ?? null, deputy: row?.deputy ?? null };
}

function poolOf(row: Pool | undefined): Pool | null {
  if (!row) return null;
  const { cpuGhz, memoryBytes, diskBytes, effectiveOn } = row;
  return { cpuGhz, memoryBytes, diskBytes, effectiveOn };
}
