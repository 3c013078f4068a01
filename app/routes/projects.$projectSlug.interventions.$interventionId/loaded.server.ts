import { keyOfApprover } from "#app/http/intervention-form.ts";
import { planChoices } from "#app/http/interventions.server.ts";
import type { SignedIn } from "#app/http/require.server.ts";
import type { PlanValues } from "#app/ui/interventions/plan-fields.tsx";
import { database } from "#db/client.server.ts";
import { isAnnouncedInTime } from "#domain/availability/notice.ts";
import { type Approver, hasDelegated } from "#domain/interventions/agreement.ts";
import { comparisonStretches } from "#domain/interventions/comparison.ts";
import type { InterventionDetail } from "#domain/interventions/detail.server.ts";
import { INTERVENTION_NOTICES } from "#domain/interventions/intervention.ts";
import { daysLater, wallTime } from "#domain/metrics/wall-time.ts";
import { inEffectOn } from "#domain/projects/effect.ts";
import { termsHistory } from "#domain/projects/registry.server.ts";

interface OfProject {
  readonly id: number;
  readonly clientId: number;
  readonly timeZone: string;
}

/** The contract's notice for a window: how many days, until when the announcement may go out, and whether it did. */
export async function noticeOf({ id, timeZone }: OfProject, { row }: InterventionDetail) {
  const terms = await termsHistory(database(), id);
  const found = inEffectOn(terms, wallTime(row.from.getTime(), timeZone).slice(0, 10));
  if (!found) return null;
  const announcedAt = row.announcedAt?.getTime() ?? null;
  const window = { from: row.from.getTime(), announcedAt, approvedAt: null };
  return {
    days: found.maintenanceNoticeDays,
    until: daysLater(row.from.getTime(), -found.maintenanceNoticeDays, timeZone),
    isKept: announcedAt !== null && isAnnouncedInTime(window, terms, timeZone),
  };
}

/** In whose name the viewer may answer now; null where nothing is asked of them. */
export function ownApprover({ row, approvers, answers, hash }: InterventionDetail, userId: string): Approver | null {
  const isAfterwards = row.kind === "urgent" && row.startedAt !== null && row.agreedAt === null;
  if (row.submittedHash !== hash || (row.state !== "awaiting_agreement" && !isAfterwards)) return null;
  if (row.requesterId === userId) return null;
  const open = approvers.find(
    (one) =>
      one.userId === userId &&
      !hasDelegated(one, approvers) &&
      !answers.some((answer) => answer.approverId === one.id && answer.planHash === hash),
  );
  return open ?? null;
}

/** What the form of a change starts from, for those who may change it. */
export async function editOf(project: OfProject, signedIn: SignedIn, { row, plan, approvers }: InterventionDetail) {
  const clock = (at: Date) => wallTime(at.getTime(), project.timeZone).slice(0, 16);
  const named = approvers.filter(({ delegatedById }) => delegatedById === null);
  const values: PlanValues = {
    ...{ kind: row.kind, templateId: row.templateId, title: row.title, from: clock(row.from), to: clock(row.to) },
    ...{ plan: row.plan, rollbackPlan: row.rollbackPlan, checklist: row.checklist, consequence: row.consequence },
    ...{ risk: row.risk, price: row.priceCents === null ? "" : String(row.priceCents / 100) },
    ...{ machines: plan.machineIds, services: plan.serviceIds, approvers: named.map(keyOfApprover) },
    ...{ clientQuorum: row.clientQuorum, staffQuorum: row.staffQuorum },
    notices: INTERVENTION_NOTICES.filter((one) => row.notices[one]),
  };
  return { values, choices: await planChoices(project, signedIn) };
}

/** When before and after are compared; null for work that is not over. */
export function comparedAt({ timeZone }: OfProject, { row }: InterventionDetail): number | null {
  if (row.endedAt === null) return null;
  return comparisonStretches(row.endedAt.getTime(), timeZone).after.to;
}
