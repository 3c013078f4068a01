import type { PlanValues } from "#app/ui/interventions/plan-fields.tsx";
import { INTERVENTION_KINDS, INTERVENTION_LIMITS, INTERVENTION_NOTICES } from "#domain/interventions/intervention.ts";
import { daysLater, wallTime } from "#domain/metrics/wall-time.ts";

interface Template {
  readonly id: number;
  readonly name: string;
  readonly plan: string;
  readonly rollbackPlan: string;
  readonly checklist: string;
  readonly risk: string;
}

interface Known {
  readonly machines: readonly { readonly id: number; readonly name: string }[];
  readonly templates: readonly Template[];
}

/**
 * What a new plan starts from: nothing, a template, or what the address brings along (`title`, `plan`, `checklist`,
 * `consequence`, `kind`, `template`, and `machine` for each). In a week, at ten in the evening, for an hour and a half.
 */
export function prefillOf(search: URLSearchParams, known: Known, now: number, timeZone: string): PlanValues {
  const text = (name: string) => (search.get(name) ?? "").slice(0, INTERVENTION_LIMITS.text);
  const template = known.templates.find(({ id }) => String(id) === search.get("template"));
  const names = search.getAll("machine");
  const day = wallTime(daysLater(now, 7, timeZone), timeZone).slice(0, 10);
  const kind = INTERVENTION_KINDS.find((one) => one === search.get("kind")) ?? "normal";
  return {
    kind: template ? "standard" : kind,
    templateId: template?.id ?? null,
    title: text("title").slice(0, INTERVENTION_LIMITS.title) || (template?.name ?? ""),
    ...{ from: `${day}T22:00`, to: `${day}T23:30` },
    plan: template?.plan ?? text("plan"),
    rollbackPlan: template?.rollbackPlan ?? text("rollbackPlan"),
    checklist: template?.checklist ?? text("checklist"),
    consequence: text("consequence"),
    ...{ risk: template?.risk ?? "low", price: "" },
    machines: known.machines.filter(({ name }) => names.includes(name)).map(({ id }) => id),
    ...{ services: [], approvers: [], clientQuorum: 1, staffQuorum: 0, notices: INTERVENTION_NOTICES },
  };
}
