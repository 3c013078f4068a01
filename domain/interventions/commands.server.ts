import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import {
  interventionApprovers,
  interventionMachines,
  interventionServices,
  interventions,
} from "#db/schema/interventions.ts";
import { type ChangedMeanwhile, changedMeanwhile } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { dropWindow } from "#domain/availability/windows.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import { askApprovers } from "./asking.server.ts";
import { type AskedPeople, checkedPlan, type NewIntervention, type PlannedRefusal } from "./checking.server.ts";
import { addEntry, journalIntervention } from "./entries.server.ts";
import { frozenBy } from "./freezes.server.ts";
import { isOver, type Plan } from "./intervention.ts";
import { changedFacts } from "./plan-changes.ts";
import { planHash } from "./plan-hash.ts";
import { approversOf, type InterventionRow, lockIntervention } from "./rows.server.ts";

export type { NewIntervention } from "./checking.server.ts";

/** Writes a plan as a draft: nobody is asked or told yet. */
export async function planIntervention(
  db: Database,
  projectId: number,
  actor: Actor,
  planned: NewIntervention,
  now = new Date(),
): Promise<{ id: number } | { refused: PlannedRefusal }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    const checked = await checkedPlan(tx, project, actor, planned);
    if ("refused" in checked) return checked;
    const { clientQuorum, staffQuorum } = planned.asking;
    const row = {
      ...columnsOf(planned.plan),
      ...{ projectId, templateId: planned.templateId, clientQuorum, staffQuorum, notices: planned.notices },
      ...{ requesterId: actor.id, requesterName: actor.name, createdAt: now },
    };
    const [{ insertId: id }] = await tx.insert(interventions).values(row);
    await writeLists(tx, id, planned.plan);
    await writeApprovers(tx, id, checked.asked, now);
    await addEntry(tx, id, actor, { kind: "planned" }, now);
    const told = { verb: "plan", event: "intervention.planned" } as const;
    await journalIntervention(tx, actor, project, { id, ...planned.plan }, told, now);
    return { id };
  });
}

export type ChangeRefusal = PlannedRefusal | "notChangeable" | "approversAreAsked" | "windowPast" | "frozen";

/**
 * Changes a plan. One letter of what was submitted changed voids every agreement to it and its announcement, and asks the
 * same people again. Whom to ask is changed in a draft only: nobody looks for somebody who says yes.
 */
export async function changePlan(
  db: Database,
  projectId: number,
  actor: Actor,
  { id, version, ...planned }: NewIntervention & { readonly id: number; readonly version: number },
  now = new Date(),
): Promise<{ asksAgain: boolean } | { refused: ChangeRefusal } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const locked = await lockIntervention(tx, projectId, id);
    if (!locked) return { refused: "notFound" };
    const { project, row, plan: before } = locked;
    if (row.version !== version) return changedMeanwhile(tx, "intervention", id);
    if (row.state === "running" || isOver(row.state)) return { refused: "notChangeable" };
    const requester = { id: row.requesterId, name: row.requesterName, address: actor.address };
    const checked = await checkedPlan(tx, project, requester, planned);
    if ("refused" in checked) return checked;
    if (row.state !== "draft" && (await asksOthers(tx, row, planned))) return { refused: "approversAreAsked" };

    const plan = planned.plan;
    const asksAgain = row.state !== "draft" && planHash(plan) !== row.submittedHash;
    if (asksAgain && plan.kind !== "urgent" && plan.from <= now) return { refused: "windowPast" };
    if (asksAgain && plan.kind === "standard" && (await frozenBy(tx, projectId, plan))) return { refused: "frozen" };
    const { clientQuorum, staffQuorum } = planned.asking;
    const next = {
      ...columnsOf(plan),
      ...{ templateId: planned.templateId, clientQuorum, staffQuorum, notices: planned.notices },
      ...(asksAgain ? askedAfresh(plan, now) : {}),
      version: version + 1,
    };
    await tx.update(interventions).set(next).where(eq(interventions.id, id));
    await writeLists(tx, id, plan);
    if (row.state === "draft") await writeApprovers(tx, id, checked.asked, now);
    const facts = changedFacts(before, plan);
    await addEntry(tx, id, actor, { kind: "changed", data: { facts, asksAgain, hash: planHash(plan) } }, now);
    if (asksAgain) {
      await dropWindow(tx, id, now);
      if (plan.kind !== "standard") await askApprovers(tx, { project, row: { ...row, ...next }, plan }, now);
    }
    const told = { verb: "change", event: "intervention.changed", detail: { facts, asksAgain } } as const;
    await journalIntervention(tx, actor, project, { ...row, ...next }, told, now);
    return { asksAgain };
  });
}

/** What the row says of agreement once another plan was submitted; a standard one needs nobody's. */
export function askedAfresh(plan: Plan, now: Date) {
  const isStandard = plan.kind === "standard";
  return {
    state: isStandard ? ("agreed" as const) : ("awaiting_agreement" as const),
    submittedHash: planHash(plan),
    submittedAt: now,
    agreedAt: isStandard ? now : null,
    announcedAt: null,
    remindedAt: null,
  };
}

function columnsOf({ machineIds: _machines, serviceIds: _services, ...columns }: Plan) {
  const { kind, title, plan, rollbackPlan, checklist, consequence, risk, priceCents, currency, from, to } = columns;
  return { kind, title, plan, rollbackPlan, checklist, consequence, risk, priceCents, currency, from, to };
}

async function writeLists(tx: Database, interventionId: number, { machineIds, serviceIds }: Plan): Promise<void> {
  await tx.delete(interventionMachines).where(eq(interventionMachines.interventionId, interventionId));
  await tx.delete(interventionServices).where(eq(interventionServices.interventionId, interventionId));
  const machines = [...new Set(machineIds)].map((machineId) => ({ interventionId, machineId }));
  if (machines.length > 0) await tx.insert(interventionMachines).values(machines);
  const services = [...new Set(serviceIds)].map((serviceId) => ({ interventionId, serviceId }));
  if (services.length > 0) await tx.insert(interventionServices).values(services);
}

/** Of a draft, whose people may have been asked about an earlier plan: those stay, as their answers do. */
async function writeApprovers(tx: Database, interventionId: number, asked: AskedPeople, now: Date): Promise<void> {
  const standing = await approversOf(tx, interventionId);
  const isSame = (one: AskedPeople[number], other: (typeof standing)[number]) =>
    one.side === other.side && one.userId === other.userId && one.contactId === other.contactId;
  const gone = standing.filter((other) => !asked.some((one) => isSame(one, other)));
  for (const { id } of gone) {
    await tx.update(interventionApprovers).set({ removedAt: now }).where(eq(interventionApprovers.id, id));
  }
  const added = asked.filter((one) => !standing.some((other) => isSame(one, other)));
  const rows = added.map(({ side, userId, contactId, name, email }) => ({ side, userId, contactId, name, email }));
  if (rows.length > 0) {
    await tx.insert(interventionApprovers).values(rows.map((row) => ({ ...row, interventionId })));
  }
}

async function asksOthers(tx: Database, row: InterventionRow, { asking, plan }: NewIntervention): Promise<boolean> {
  if (plan.kind === "standard" && row.kind === "standard") return false;
  const named = (await approversOf(tx, row.id)).filter(({ delegatedById }) => delegatedById === null);
  const keyOf = ({
    side,
    userId,
    contactId,
  }: (typeof named)[number] | NewIntervention["asking"]["approvers"][number]) => `${side} ${userId} ${contactId}`;
  const [before, after] = [named.map(keyOf).sort(), asking.approvers.map(keyOf).sort()];
  const isSame = before.join("\n") === after.join("\n");
  return !isSame || asking.clientQuorum !== row.clientQuorum || asking.staffQuorum !== row.staffQuorum;
}
