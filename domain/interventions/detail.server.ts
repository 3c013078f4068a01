import { and, asc, eq, inArray, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { serviceParts, services } from "#db/schema/availability.ts";
import { interventions } from "#db/schema/interventions.ts";
import { machineParents, machines } from "#db/schema/machines.ts";
import { backupSpans } from "#domain/backups/queries.server.ts";
import { machinesOf } from "#domain/machines/queries.server.ts";

import { standingOf } from "./agreement.ts";
import { type Conflict, conflictsOf } from "./conflicts.ts";
import { freezesBetween } from "./freezes.server.ts";
import { type Impact, type ImpactMachine, type ImpactService, impactOf } from "./impact.ts";
import { isStanding, type Plan } from "./intervention.ts";
import { planHash } from "./plan-hash.ts";
import { entriesOf, interventionsBetween } from "./queries.server.ts";
import { answersOf, approversOf, planOf } from "./rows.server.ts";

/** What an intervention's pages show of it; undefined for a foreign or absent id, and for a draft where those are hidden. */
export async function interventionDetail(
  db: Database,
  projectId: number,
  id: number,
  { withDrafts, withNotes }: { readonly withDrafts: boolean; readonly withNotes: boolean },
) {
  const [row] = await db
    .select()
    .from(interventions)
    .where(and(eq(interventions.id, id), eq(interventions.projectId, projectId)));
  if (!row || (row.state === "draft" && !withDrafts)) return undefined;
  const plan = await planOf(db, row);
  const [approvers, answers, entries, surroundings] = await Promise.all([
    approversOf(db, id),
    answersOf(db, id),
    entriesOf(db, id, withNotes),
    surroundingsOf(db, projectId, plan, id),
  ]);
  const standing = standingOf({ approvers, answers, ...row, planHash: row.submittedHash });
  return { row, plan, hash: planHash(plan), approvers, answers, entries, standing, ...surroundings };
}

export type InterventionDetail = NonNullable<Awaited<ReturnType<typeof interventionDetail>>>;

export interface Surroundings {
  readonly machines: readonly { readonly id: number; readonly name: string }[];
  readonly services: readonly { readonly id: number; readonly name: string }[];
  readonly impact: Impact;
  readonly conflicts: readonly Conflict[];
}

/** What a plan touches, by name, what that does, and what stands against its window. `id`: the plan's own, null for a new one. */
export async function surroundingsOf(
  db: Database,
  projectId: number,
  plan: Pick<Plan, "from" | "to" | "machineIds" | "serviceIds">,
  id: number | null,
): Promise<Surroundings> {
  const [fleet, promised, listed, freezes, backups] = await Promise.all([
    fleetOf(db, projectId),
    servicesOf(db, projectId),
    interventionsBetween(db, [projectId], { from: plan.from, to: plan.to, withDrafts: false }),
    freezesBetween(db, projectId, plan.from, plan.to),
    backupSpans(db, projectId, plan),
  ]);
  const idOf = new Map(fleet.map((machine) => [machine.name, machine.id]));
  const others = listed.filter((one) => one.id !== id && isStanding(one.state));
  const spans = (one: { from: Date; to: Date }) => ({ from: one.from.getTime(), to: one.to.getTime() });
  return {
    machines: await namedMachines(db, projectId, plan.machineIds),
    services: promised.filter((one) => plan.serviceIds.includes(one.id)),
    impact: impactOf(fleet, plan.machineIds, promised),
    conflicts: conflictsOf({
      ...{ window: spans(plan), machineIds: plan.machineIds, machines: fleet },
      others: others.map((one) => ({
        ...spans(one),
        ...{ id: one.id, title: one.title, machineIds: one.machines.flatMap((name) => idOf.get(name) ?? []) },
      })),
      freezes: freezes.map((one) => ({ ...spans(one), id: one.id, reason: one.reason })),
      backups,
    }),
  };
}

/** The living machines of a project in the way of a visit, with what each needs. */
export async function fleetOf(db: Database, projectId: number): Promise<ImpactMachine[]> {
  const [living, links] = await Promise.all([
    machinesOf(db, [projectId]),
    db
      .select({ machineId: machineParents.machineId, parentId: machineParents.parentId })
      .from(machineParents)
      .innerJoin(machines, eq(machines.id, machineParents.parentId))
      .where(and(eq(machines.projectId, projectId), isNull(machines.retiredAt))),
  ]);
  return living.map(({ id, name, role }) => ({
    ...{ id, name, role: role.slug },
    parentIds: links.filter(({ machineId }) => machineId === id).map(({ parentId }) => parentId),
  }));
}

async function servicesOf(db: Database, projectId: number): Promise<(ImpactService & { readonly id: number })[]> {
  const rows = await db
    .select({
      id: services.id,
      name: services.name,
      quorum: services.quorum,
      machineId: serviceParts.machineId,
      checkId: serviceParts.checkId,
    })
    .from(services)
    .leftJoin(serviceParts, eq(serviceParts.serviceId, services.id))
    .where(eq(services.projectId, projectId))
    .orderBy(asc(services.id));
  return [...new Set(rows.map(({ id }) => id))].map((id) => {
    const parts = rows.filter((row) => row.id === id);
    const machineIds = parts.flatMap(({ machineId }) => machineId ?? []);
    const { name = "", quorum = 1 } = parts[0] ?? {};
    return { id, name, quorum, machineIds, checks: parts.filter(({ checkId }) => checkId !== null).length };
  });
}

/** By name also those that were retired since. */
async function namedMachines(db: Database, projectId: number, ids: readonly number[]) {
  if (ids.length === 0) return [];
  return db
    .select({ id: machines.id, name: machines.name })
    .from(machines)
    .where(and(eq(machines.projectId, projectId), inArray(machines.id, [...ids])))
    .orderBy(asc(machines.name));
}
