import { and, asc, count, desc, eq, gt, inArray, isNull, like, type SQL, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { clients } from "#db/schema/clients.ts";
import { machineRoles, machines } from "#db/schema/machines.ts";
import { sourceSeen } from "#db/schema/metrics.ts";
import { applications, projects } from "#db/schema/projects.ts";
import { enrolmentTokens, sources, sourceTokens } from "#db/schema/sources.ts";

import { parentLinks } from "./details.server.ts";

/** none: nothing was issued; waiting: a command line was shown and not used yet; enrolled: the machine has its token. */
export type Enrolment = "none" | "waiting" | "enrolled";

export interface MachineFilter {
  readonly clientId?: number;
  readonly projectId?: number;
  readonly role?: string;
  readonly enrolment?: Enrolment;
  /** Part of the machine's name. */
  readonly search?: string;
  /** Retired machines instead of the living ones. */
  readonly retired?: boolean;
}

const PAGE = 50;

/** The machines of these projects, by client, project and name, a page of 50 at a time. */
export async function machineRegistry(
  db: Database,
  projectIds: readonly number[],
  filter: MachineFilter,
  page = 1,
  now = new Date(),
) {
  if (projectIds.length === 0) return { machines: [], total: 0, pages: 1 };
  const where = and(inArray(machines.projectId, [...projectIds]), matching(filter, now));
  const [rows, total] = await Promise.all([
    selectRegistry(db, now)
      .where(where)
      .orderBy(asc(clients.name), asc(projects.name), asc(machines.name))
      .limit(PAGE)
      .offset((page - 1) * PAGE),
    db
      .select({ machines: count() })
      .from(machines)
      .innerJoin(projects, eq(projects.id, machines.projectId))
      .innerJoin(clients, eq(clients.id, projects.clientId))
      .leftJoin(sources, eq(sources.machineId, machines.id))
      .where(where),
  ]);
  const machinesFound = total[0]?.machines ?? 0;
  return { machines: rows.map(registered), total: machinesFound, pages: Math.max(1, Math.ceil(machinesFound / PAGE)) };
}

/** The living machines of a project, for its administration page. */
export async function machinesOfProject(db: Database, projectId: number, now = new Date()) {
  const rows = await selectRegistry(db, now)
    .where(and(eq(machines.projectId, projectId), isNull(machines.retiredAt)))
    .orderBy(asc(machineRoles.tierOrder), asc(machines.name));
  return rows.map(registered);
}

/** Everything staff can say of one living machine, with its version and how it is enrolled. */
export async function machineRecord(db: Database, projectId: number, name: string, now = new Date()) {
  const [machine] = await db
    .select()
    .from(machines)
    .where(and(eq(machines.projectId, projectId), eq(machines.name, name), isNull(machines.retiredAt)));
  if (!machine) return undefined;

  const [source] = await db
    .select({ id: sources.id, seenAt: sourceSeen.seenAt })
    .from(sources)
    .leftJoin(sourceSeen, eq(sourceSeen.sourceId, sources.id))
    .where(and(eq(sources.projectId, projectId), eq(sources.machineId, machine.id)));
  const [token, waiting] = source
    ? await Promise.all([activeToken(db, source.id), waitingEnrolment(db, source.id, now)])
    : [undefined, undefined];
  const links = await parentLinks(db, projectId);
  return {
    ...machine,
    seenAt: source?.seenAt ?? null,
    token: token ?? null,
    waiting: waiting ?? null,
    parentIds: links.filter((link) => link.machineId === machine.id).map((link) => link.parentId),
  };
}

/** The roles from which a machine takes its own, as a visit travels, each with the number of machines that have it. */
export async function machineRoleList(db: Database) {
  return db
    .select({
      slug: machineRoles.slug,
      nameFr: machineRoles.nameFr,
      nameEn: machineRoles.nameEn,
      nameEs: machineRoles.nameEs,
      tierOrder: machineRoles.tierOrder,
      version: machineRoles.version,
      machines: count(machines.id),
    })
    .from(machineRoles)
    .leftJoin(machines, eq(machines.role, machineRoles.slug))
    .groupBy(machineRoles.slug)
    .orderBy(asc(machineRoles.tierOrder), asc(machineRoles.slug));
}

function selectRegistry(db: Database, now: Date) {
  return db
    .select({
      id: machines.id,
      name: machines.name,
      position: machines.position,
      role: machines.role,
      roleNames: { fr: machineRoles.nameFr, en: machineRoles.nameEn, es: machineRoles.nameEs },
      application: applications.name,
      projectSlug: projects.slug,
      projectName: projects.name,
      clientName: clients.name,
      simulated: machines.simulated,
      retiredAt: machines.retiredAt,
      seenAt: sourceSeen.seenAt,
      hasToken: sql<number>`${hasToken()}`.mapWith(Number),
      isWaiting: sql<number>`${isWaiting(now)}`.mapWith(Number),
    })
    .from(machines)
    .innerJoin(projects, eq(projects.id, machines.projectId))
    .innerJoin(clients, eq(clients.id, projects.clientId))
    .innerJoin(machineRoles, eq(machineRoles.slug, machines.role))
    .leftJoin(applications, eq(applications.id, machines.applicationId))
    .leftJoin(sources, eq(sources.machineId, machines.id))
    .leftJoin(sourceSeen, eq(sourceSeen.sourceId, sources.id))
    .$dynamic();
}

function registered<Row extends { hasToken: number; isWaiting: number }>({ hasToken, isWaiting, ...row }: Row) {
  const enrolment: Enrolment = hasToken ? "enrolled" : isWaiting ? "waiting" : "none";
  return { ...row, enrolment };
}

function hasToken(): SQL {
  return sql`exists (select 1 from ${sourceTokens} where ${sourceTokens.sourceId} = ${sources.id} and ${sourceTokens.revokedAt} is null)`;
}

function isWaiting(now: Date): SQL {
  return sql`exists (select 1 from ${enrolmentTokens} where ${enrolmentTokens.sourceId} = ${sources.id} and ${enrolmentTokens.usedAt} is null and ${enrolmentTokens.expiresAt} > ${now})`;
}

function matching(filter: MachineFilter, now: Date): SQL | undefined {
  const wanted: Record<Enrolment, SQL> = {
    enrolled: hasToken(),
    waiting: sql`(${isWaiting(now)} and not ${hasToken()})`,
    none: sql`(not ${hasToken()} and not ${isWaiting(now)})`,
  };
  return and(
    filter.retired ? sql`${machines.retiredAt} is not null` : isNull(machines.retiredAt),
    filter.clientId ? eq(projects.clientId, filter.clientId) : undefined,
    filter.projectId ? eq(machines.projectId, filter.projectId) : undefined,
    filter.role ? eq(machines.role, filter.role) : undefined,
    filter.enrolment ? wanted[filter.enrolment] : undefined,
    filter.search ? like(machines.name, `%${filter.search.replaceAll(/[\\%_]/g, "\\$&")}%`) : undefined,
  );
}

async function activeToken(db: Database, sourceId: number) {
  const [token] = await db
    .select({ createdAt: sourceTokens.createdAt, lastUsedAt: sourceTokens.lastUsedAt })
    .from(sourceTokens)
    .where(and(eq(sourceTokens.sourceId, sourceId), isNull(sourceTokens.revokedAt)))
    .orderBy(desc(sourceTokens.id))
    .limit(1);
  return token;
}

async function waitingEnrolment(db: Database, sourceId: number, now: Date) {
  const [waiting] = await db
    .select({ createdAt: enrolmentTokens.createdAt, expiresAt: enrolmentTokens.expiresAt })
    .from(enrolmentTokens)
    .where(
      and(eq(enrolmentTokens.sourceId, sourceId), isNull(enrolmentTokens.usedAt), gt(enrolmentTokens.expiresAt, now)),
    )
    .limit(1);
  return waiting;
}
