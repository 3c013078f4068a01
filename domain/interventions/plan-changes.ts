import type { Plan } from "./intervention.ts";

/** A fact of a plan, as people name it. */
export type PlanFact = Exclude<keyof Plan, "currency">;

const FACTS: readonly PlanFact[] = [
  "kind",
  "title",
  "plan",
  "rollbackPlan",
  "checklist",
  "consequence",
  "risk",
  "priceCents",
  "from",
  "to",
  "machineIds",
  "serviceIds",
];

/** What differs between two plans. */
export function changedFacts(before: Plan, after: Plan): PlanFact[] {
  return FACTS.filter((fact) => textOf(before, fact) !== textOf(after, fact));
}

function textOf(plan: Plan, fact: PlanFact): string {
  const value = plan[fact];
  if (value instanceof Date) return value.toISOString();
  if (fact === "priceCents") return plan.priceCents === null ? "" : `${plan.priceCents} ${plan.currency}`;
  return typeof value === "object" && value !== null
    ? [...value].sort((one, other) => one - other).join(" ")
    : String(value);
}
