import { and, asc, eq, inArray, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { incidents } from "#db/schema/incidents.ts";
import { interventions } from "#db/schema/interventions.ts";
import { machines } from "#db/schema/machines.ts";
import { applications } from "#db/schema/projects.ts";
import { teams, ticketMachines } from "#db/schema/tickets.ts";
import { projectReaders } from "#domain/identity/readers.server.ts";

/** What a ticket can be bound to, by id; null unbinds, undefined leaves it. */
export interface Bindings {
  readonly assigneeId?: string | null;
  readonly teamId?: number | null;
  readonly applicationId?: number | null;
  readonly incidentId?: number | null;
  readonly interventionId?: number | null;
}

/** What the ids stand for; null for nothing. */
export type BoundNames = { readonly [Of in keyof Bindings]-?: string | null };

interface Place {
  readonly id: number;
  readonly clientId: number;
}

/** Names of what the ids stand for; undefined where one is not of this project, exactly as if it did not exist. */
export async function boundNames(tx: Database, project: Place, bound: Bindings): Promise<BoundNames | undefined> {
  const names = {
    assigneeId: await assigneeName(tx, project, bound.assigneeId),
    teamId: await teamName(tx, bound.teamId),
    applicationId: await applicationName(tx, project.id, bound.applicationId),
    incidentId: await incidentName(tx, project.id, bound.incidentId),
    interventionId: await interventionName(tx, project.id, bound.interventionId),
  };
  if (Object.values(names).some((name) => name === undefined)) return undefined;
  return names as BoundNames;
}

/** Names of living machines of the project by id, in the order of their names; undefined where one is not of it. */
export async function machineNames(tx: Database, projectId: number, ids: readonly number[]) {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const rows = await tx
    .select({ id: machines.id, name: machines.name })
    .from(machines)
    .where(and(eq(machines.projectId, projectId), inArray(machines.id, wanted)))
    .orderBy(asc(machines.name));
  return rows.length === wanted.length ? rows : undefined;
}

/** Of the ticket. */
export async function boundMachines(tx: Database, ticketId: number) {
  return tx
    .select({ id: machines.id, name: machines.name })
    .from(ticketMachines)
    .innerJoin(machines, eq(machines.id, ticketMachines.machineId))
    .where(eq(ticketMachines.ticketId, ticketId))
    .orderBy(asc(machines.name));
}

/** Binds the ticket to these machines and no others. */
export async function bindMachines(tx: Database, ticketId: number, ids: readonly number[]): Promise<void> {
  await tx.delete(ticketMachines).where(eq(ticketMachines.ticketId, ticketId));
  const rows = [...new Set(ids)].map((machineId) => ({ ticketId, machineId }));
  if (rows.length > 0) await tx.insert(ticketMachines).values(rows);
}

/** Only staff who may see the project take its tickets. */
async function assigneeName(tx: Database, project: Place, id: string | null = null) {
  if (id === null) return null;
  const readers = await projectReaders(tx, project);
  return readers.find((reader) => reader.id === id && reader.isStaff)?.name;
}

async function teamName(tx: Database, id: number | null = null) {
  if (id === null) return null;
  const [row] = await tx.select({ name: teams.name }).from(teams).where(eq(teams.id, id));
  return row?.name;
}

async function applicationName(tx: Database, projectId: number, id: number | null = null) {
  if (id === null) return null;
  const [row] = await tx
    .select({ name: applications.name })
    .from(applications)
    .where(and(eq(applications.id, id), eq(applications.projectId, projectId), isNull(applications.retiredAt)));
  return row?.name;
}

async function incidentName(tx: Database, projectId: number, id: number | null = null) {
  if (id === null) return null;
  const [row] = await tx
    .select({ name: incidents.title })
    .from(incidents)
    .where(and(eq(incidents.id, id), eq(incidents.projectId, projectId)));
  return row?.name;
}

async function interventionName(tx: Database, projectId: number, id: number | null = null) {
  if (id === null) return null;
  const [row] = await tx
    .select({ name: interventions.title })
    .from(interventions)
    .where(and(eq(interventions.id, id), eq(interventions.projectId, projectId)));
  return row?.name;
}
