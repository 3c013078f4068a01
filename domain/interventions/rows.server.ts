import { and, asc, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import {
  interventionAnswers,
  interventionApprovers,
  interventionMachines,
  interventionServices,
  interventions,
} from "#db/schema/interventions.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import type { Answer, Approver } from "./agreement.ts";
import type { Plan } from "./intervention.ts";

export type InterventionRow = typeof interventions.$inferSelect;
export type LockedProject = NonNullable<Awaited<ReturnType<typeof lockProject>>>;

/** An intervention with what is agreed to in it. */
export interface Locked {
  readonly project: LockedProject;
  readonly row: InterventionRow;
  readonly plan: Plan;
}

/** An intervention of a living project, both rows locked until the transaction ends. */
export async function lockIntervention(tx: Database, projectId: number, id: number): Promise<Locked | undefined> {
  const project = await lockProject(tx, projectId);
  if (!project) return undefined;
  const [row] = await tx
    .select()
    .from(interventions)
    .where(and(eq(interventions.id, id), eq(interventions.projectId, projectId)))
    .for("update");
  return row && { project, row, plan: await planOf(tx, row) };
}

/** What is agreed to, read from the rows: what the hash is made of. */
export async function planOf(db: Database, row: InterventionRow): Promise<Plan> {
  const [machines, services] = await Promise.all([
    db
      .select({ id: interventionMachines.machineId })
      .from(interventionMachines)
      .where(eq(interventionMachines.interventionId, row.id)),
    db
      .select({ id: interventionServices.serviceId })
      .from(interventionServices)
      .where(eq(interventionServices.interventionId, row.id)),
  ]);
  return { ...row, machineIds: machines.map(({ id }) => id), serviceIds: services.map(({ id }) => id) };
}

/** Who is asked, in the order in which they were named. */
export async function approversOf(db: Database, interventionId: number): Promise<Approver[]> {
  return db
    .select()
    .from(interventionApprovers)
    .where(and(eq(interventionApprovers.interventionId, interventionId), isNull(interventionApprovers.removedAt)))
    .orderBy(asc(interventionApprovers.id));
}

/** Every answer that was ever given, to whichever plan, oldest first. From where it came stays in the table. */
export async function answersOf(db: Database, interventionId: number): Promise<Answer[]> {
  const { approverId, planHash, answer, reason, name, byLink, at } = interventionAnswers;
  return db
    .select({ approverId, planHash, answer, reason, name, byLink, at })
    .from(interventionAnswers)
    .where(eq(interventionAnswers.interventionId, interventionId))
    .orderBy(asc(interventionAnswers.id));
}
