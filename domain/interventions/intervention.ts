/** Shapes of interventions that rules, pages and commands share. Instants are UTC. */
export const INTERVENTION_KINDS = ["standard", "normal", "urgent"] as const;
export const INTERVENTION_RISKS = ["low", "medium", "high"] as const;
export const INTERVENTION_NOTICES = ["announced", "reminder", "started", "ended"] as const;

export type InterventionKind = (typeof INTERVENTION_KINDS)[number];
export type InterventionRisk = (typeof INTERVENTION_RISKS)[number];
export type InterventionNotice = (typeof INTERVENTION_NOTICES)[number];
export type AgreementAnswer = "agreed" | "refused";
export type AgreementSide = "client" | "staff";
export type InterventionState =
  | "draft"
  | "awaiting_agreement"
  | "agreed"
  | "announced"
  | "running"
  | "done"
  | "rolled_back"
  | "cancelled";

/** The longest of each, in characters; money in cents; a window in milliseconds. */
export const INTERVENTION_LIMITS = {
  title: 190,
  text: 20_000,
  reason: 2_000,
  steps: 60,
  approvers: 12,
  priceCents: 100_000_000,
  windowMs: 14 * 86_400_000,
} as const;

/** What is agreed to: these facts and no others make the hash (plan-hash.ts). */
export interface Plan {
  readonly kind: InterventionKind;
  readonly title: string;
  readonly plan: string;
  readonly rollbackPlan: string;
  /** One step a line. */
  readonly checklist: string;
  /** What the client's customers will notice, in words for the client. */
  readonly consequence: string;
  readonly risk: InterventionRisk;
  /** In cents, without taxes; null: nothing is charged. */
  readonly priceCents: number | null;
  readonly currency: string;
  /** The window, [from, to). */
  readonly from: Date;
  readonly to: Date;
  readonly machineIds: readonly number[];
  readonly serviceIds: readonly number[];
}

/** Somebody who is asked: one of the two ids is null. */
export interface NamedApprover {
  readonly side: AgreementSide;
  readonly userId: string | null;
  readonly contactId: number | null;
}

/** Whose agreement it takes. */
export interface Asking {
  readonly clientQuorum: number;
  readonly staffQuorum: number;
  readonly approvers: readonly NamedApprover[];
}

export type NoticeSwitches = Readonly<Record<InterventionNotice, boolean>>;
export const ALL_NOTICES: NoticeSwitches = { announced: true, reminder: true, started: true, ended: true };

/** Where an intervention may go from each state. A refusal or a changed plan leads back; only urgent work starts unasked. */
export const INTERVENTION_MOVES: Readonly<Record<InterventionState, readonly InterventionState[]>> = {
  draft: ["awaiting_agreement", "agreed", "running", "cancelled"],
  awaiting_agreement: ["draft", "agreed", "running", "cancelled"],
  agreed: ["awaiting_agreement", "announced", "running", "cancelled"],
  announced: ["awaiting_agreement", "agreed", "running", "cancelled"],
  running: ["done", "rolled_back"],
  done: [],
  rolled_back: [],
  cancelled: [],
};

export function mayMove(from: InterventionState, to: InterventionState): boolean {
  return INTERVENTION_MOVES[from].includes(to);
}

/** Nothing more will be done in it. */
export function isOver(state: InterventionState): boolean {
  return INTERVENTION_MOVES[state].length === 0;
}

/** It takes, or took, its window: what conflicts are looked for among. */
export function isStanding(state: InterventionState): boolean {
  return !isOver(state) && state !== "draft";
}

/** The steps of a checklist, in order. */
export function stepsOf(checklist: string): string[] {
  return checklist
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

export type PlanRefusal =
  | "titleMissing"
  | "planMissing"
  | "rollbackPlanMissing"
  | "checklistMissing"
  | "consequenceMissing"
  | "tooLong"
  | "endsBeforeItStarts"
  | "windowTooLong"
  | "priceOutOfRange"
  | "machinesMissing";

/** Why these facts are no plan yet; null where they are one. */
export function planRefusal(plan: Plan): PlanRefusal | null {
  const { title, text, steps, priceCents, windowMs } = INTERVENTION_LIMITS;
  if (plan.title.trim() === "") return "titleMissing";
  if (plan.plan.trim() === "") return "planMissing";
  if (plan.rollbackPlan.trim() === "") return "rollbackPlanMissing";
  const list = stepsOf(plan.checklist);
  if (list.length === 0) return "checklistMissing";
  if (plan.consequence.trim() === "") return "consequenceMissing";
  const texts = [plan.plan, plan.rollbackPlan, plan.checklist, plan.consequence];
  if (plan.title.length > title || list.length > steps || texts.some((one) => one.length > text)) return "tooLong";
  // Not a number is neither before nor after anything.
  if (!(plan.to > plan.from)) return "endsBeforeItStarts";
  if (plan.to.getTime() - plan.from.getTime() > windowMs) return "windowTooLong";
  if (plan.priceCents !== null && !(plan.priceCents >= 0 && plan.priceCents <= priceCents)) return "priceOutOfRange";
  if (plan.machineIds.length === 0 && plan.serviceIds.length === 0) return "machinesMissing";
  return null;
}
