/** What is done about a resource before it is short. Pure: the browser uses it too. */

import { parseResource, type ResourceKey, type Subject } from "./resource.ts";

export const ACTION_STATES = ["proposed", "agreed", "planned", "done", "dropped"] as const;
export type ActionState = (typeof ACTION_STATES)[number];

/** The client agrees, or asks for something else in words. */
export const ACTION_ANSWERS = ["agree", "otherwise"] as const;
export type ActionAnswer = (typeof ACTION_ANSWERS)[number];

/** What an action is about, as its forecast names it. */
export interface About {
  readonly subject: Subject;
  /** Of the machine, the application or the project; of a pair, its first machine. */
  readonly subjectId: number;
  readonly resource: ResourceKey;
}

/** What is proposed: the client's answer is to exactly this. Limits and what is freed are in the unit of the resource. */
export interface ProposedAction {
  readonly about: About;
  readonly title: string;
  readonly detail: string;
  /** What its limit becomes; null where it changes the growth, or frees something. */
  readonly newLimit: number | null;
  /** What it frees at once. */
  readonly frees: number | null;
  readonly ownerId: string | null;
  /** From the agreement to the end of the work. */
  readonly leadDays: number;
  /** Without taxes, in the currency; null: nothing is charged. */
  readonly costMonthly: number | null;
  readonly costOnce: number | null;
  readonly currency: string;
  /** Its last day, "2026-12-08". */
  readonly dueOn: string | null;
}

export const ACTION_LIMITS = { title: 190, text: 4_000, leadDays: 365, cost: 10_000_000, resource: 190 } as const;

const MOVES: Readonly<Record<ActionState, readonly ActionState[]>> = {
  proposed: ["agreed", "dropped"],
  agreed: ["planned", "done", "dropped"],
  /** The work may be another one than was planned first. */
  planned: ["planned", "done", "dropped"],
  done: [],
  dropped: [],
};

export function mayBecome(from: ActionState, to: ActionState): boolean {
  return MOVES[from].includes(to);
}

export function isOpen(state: ActionState): boolean {
  return MOVES[state].length > 0;
}

export type ActionProblem =
  | "titleMissing"
  | "tooLong"
  | "resourceUnknown"
  | "effectMissing"
  | "effectOutOfRange"
  | "leadOutOfRange"
  | "costOutOfRange"
  | "badDay";

/** Why these facts are no action yet; null where they are one. */
export function actionProblem(action: ProposedAction): ActionProblem | null {
  const { title, detail, about, newLimit, frees, leadDays, costMonthly, costOnce, dueOn } = action;
  if (title.trim() === "") return "titleMissing";
  if (title.length > ACTION_LIMITS.title || detail.length > ACTION_LIMITS.text) return "tooLong";
  if (!parseResource(about.resource) || about.resource.length > ACTION_LIMITS.resource) return "resourceUnknown";
  // An effect that nobody said could not be held against what was measured.
  if (newLimit === null && frees === null && detail.trim() === "") return "effectMissing";
  if ([newLimit, frees].some((one) => one !== null && !(one > 0 && one < 1e18))) return "effectOutOfRange";
  if (!Number.isInteger(leadDays) || leadDays < 0 || leadDays > ACTION_LIMITS.leadDays) return "leadOutOfRange";
  if ([costMonthly, costOnce].some((one) => one !== null && !(one >= 0 && one <= ACTION_LIMITS.cost))) {
    return "costOutOfRange";
  }
  return dueOn === null || isDay(dueOn) ? null : "badDay";
}

/** YYYY-MM-DD, a day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

/** Days from one day to another, below 0 for an earlier one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Why an action waits for the provider's people. */
export type ActionDue = "otherwise" | "overdue" | "toPlan";

interface Standing {
  readonly state: ActionState;
  readonly answeredAt: Date | string | null;
  readonly leadDays: number;
  readonly dueOn: string | null;
}

/** An agreed action is planned so many days before it must begin. */
const PLANNED_AHEAD_DAYS = 14;

/**
 * Why an action waits for the provider on a day ("2026-11-23"); null where it waits for nobody, or for the client: the
 * client asked for something else, its day has passed, or it was agreed to and its lead time is near.
 */
export function dueReason({ state, answeredAt, leadDays, dueOn }: Standing, today: string): ActionDue | null {
  if (state === "proposed") return answeredAt === null ? null : "otherwise";
  if (!isOpen(state)) return null;
  if (dueOn !== null && dueOn < today) return "overdue";
  if (state !== "agreed") return null;
  return dueOn === null || daysBetween(today, dueOn) <= leadDays + PLANNED_AHEAD_DAYS ? "toPlan" : null;
}
