import { createHash } from "node:crypto";

import type { Plan } from "./intervention.ts";

/**
 * SHA-256, in hexadecimal, of exactly what is agreed to: title, the three texts, consequence, risk, kind, window, price,
 * machines and services. One letter more is another plan, and nobody has agreed to that one.
 */
export function planHash(plan: Plan): string {
  return createHash("sha256").update(canonicalPlan(plan)).digest("hex");
}

/** The facts in one order, each between JSON's quotes, so that no two plans give one text. */
export function canonicalPlan(plan: Plan): string {
  return JSON.stringify([
    "timonerie plan 1",
    ["kind", plan.kind],
    ["title", plan.title],
    ["plan", plan.plan],
    ["rollbackPlan", plan.rollbackPlan],
    ["checklist", plan.checklist],
    ["consequence", plan.consequence],
    ["risk", plan.risk],
    ["price", plan.priceCents, plan.priceCents === null ? null : plan.currency],
    ["window", plan.from.toISOString(), plan.to.toISOString()],
    ["machines", inOrder(plan.machineIds)],
    ["services", inOrder(plan.serviceIds)],
  ]);
}

/** The order in which boxes were ticked is not part of a plan, nor is a box that was ticked twice. */
function inOrder(ids: readonly number[]): number[] {
  return [...new Set(ids)].sort((one, other) => one - other);
}
