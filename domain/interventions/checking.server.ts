import { and, eq, inArray, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { services } from "#db/schema/availability.ts";
import { interventionTemplates } from "#db/schema/interventions.ts";
import { machines } from "#db/schema/machines.ts";

import { type Candidate, candidateAmong, candidatesOf } from "./candidates.server.ts";
import {
  type Asking,
  INTERVENTION_LIMITS,
  type NoticeSwitches,
  type Plan,
  type PlanRefusal,
  planRefusal,
} from "./intervention.ts";

/** What somebody wants to plan. Instants are UTC. */
export interface NewIntervention {
  readonly plan: Plan;
  /** Of standard work: the template that the client approved. Null for the other kinds. */
  readonly templateId: number | null;
  readonly asking: Asking;
  readonly notices: NoticeSwitches;
}

export type PlannedRefusal =
  | PlanRefusal
  | "notFound"
  | "templateMissing"
  | "templateNotApproved"
  | "templateChanged"
  | "approverUnknown"
  | "requesterAsked"
  | "quorumTooLow"
  | "quorumTooHigh"
  | "tooManyApprovers";

export type AskedPeople = readonly Candidate[];

interface OfProject {
  readonly id: number;
  readonly clientId: number;
}

/** Whether a plan may stand as it is, and who is asked about it. Machines and services of another project are absent. */
export async function checkedPlan(
  tx: Database,
  project: OfProject,
  requester: { readonly id: string | null },
  { plan, templateId, asking }: NewIntervention,
): Promise<{ readonly asked: AskedPeople } | { readonly refused: PlannedRefusal }> {
  const wrong = planRefusal(plan) ?? (await foreignPart(tx, project.id, plan));
  if (wrong) return { refused: wrong };
  if (plan.kind === "standard") {
    const refused = await templateRefusal(tx, project.id, templateId, plan);
    return refused ? { refused } : { asked: [] };
  }
  return askedPeople(tx, project, requester, asking);
}

async function foreignPart(tx: Database, projectId: number, plan: Plan): Promise<"notFound" | null> {
  const [machineIds, serviceIds] = [[...new Set(plan.machineIds)], [...new Set(plan.serviceIds)]];
  const ofProject = and(eq(machines.projectId, projectId), isNull(machines.retiredAt));
  const [livingMachines, ownServices] = await Promise.all([
    machineIds.length === 0 ? 0 : tx.$count(machines, and(ofProject, inArray(machines.id, machineIds))),
    serviceIds.length === 0
      ? 0
      : tx.$count(services, and(eq(services.projectId, projectId), inArray(services.id, serviceIds))),
  ]);
  return livingMachines === machineIds.length && ownServices === serviceIds.length ? null : "notFound";
}

/** Standard work is what the client approved, to the letter: whoever needs other words plans normal work. */
async function templateRefusal(
  tx: Database,
  projectId: number,
  templateId: number | null,
  plan: Plan,
): Promise<PlannedRefusal | null> {
  if (templateId === null) return "templateMissing";
  const [template] = await tx
    .select()
    .from(interventionTemplates)
    .where(
      and(
        eq(interventionTemplates.id, templateId),
        eq(interventionTemplates.projectId, projectId),
        isNull(interventionTemplates.retiredAt),
      ),
    );
  if (!template) return "notFound";
  if (template.approvedAt === null) return "templateNotApproved";
  const isSame = (["plan", "rollbackPlan", "checklist", "risk"] as const).every(
    (name) => plan[name] === template[name],
  );
  // A price was not approved with it, either.
  return isSame && plan.priceCents === null ? null : "templateChanged";
}

async function askedPeople(
  tx: Database,
  project: OfProject,
  requester: { readonly id: string | null },
  { approvers, clientQuorum, staffQuorum }: Asking,
): Promise<{ readonly asked: AskedPeople } | { readonly refused: PlannedRefusal }> {
  if (approvers.length > INTERVENTION_LIMITS.approvers) return { refused: "tooManyApprovers" };
  const candidates = await candidatesOf(tx, project);
  const asked = new Set<Candidate>();
  for (const named of approvers) {
    const candidate = candidateAmong(candidates, named);
    if (!candidate) return { refused: "approverUnknown" };
    // Four eyes: who plans does not agree to it, not from another mailbox either.
    if (isRequester(candidate, requester, candidates)) return { refused: "requesterAsked" };
    asked.add(candidate);
  }
  const ofSide = (side: Candidate["side"]) => [...asked].filter((one) => one.side === side).length;
  if (!(clientQuorum >= 1 && staffQuorum >= 0)) return { refused: "quorumTooLow" };
  if (clientQuorum > ofSide("client") || staffQuorum > ofSide("staff")) return { refused: "quorumTooHigh" };
  return { asked: [...asked] };
}

export function isRequester(
  candidate: Pick<Candidate, "userId" | "email">,
  requester: { readonly id: string | null },
  candidates: readonly Candidate[],
): boolean {
  if (requester.id === null) return false;
  if (candidate.userId === requester.id) return true;
  const own = candidates.find(({ userId }) => userId === requester.id)?.email.toLowerCase();
  return candidate.email.toLowerCase() === own;
}
