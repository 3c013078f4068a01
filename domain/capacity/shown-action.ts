import type { About, ActionState } from "./action.ts";
import type { ActionEffect } from "./action-effect.ts";
import type { ActionOutcome } from "./action-outcome.ts";

/** An action as pages and reports show it. Limits and what is freed are in the unit of the resource. */
export interface ShownAction extends About {
  readonly id: number;
  readonly subjectName: string;
  readonly title: string;
  readonly detail: string;
  readonly newLimit: number | null;
  readonly frees: number | null;
  readonly ownerId: string | null;
  readonly ownerName: string;
  readonly leadDays: number;
  readonly costMonthly: number | null;
  readonly costOnce: number | null;
  readonly currency: string;
  readonly state: ActionState;
  readonly dueOn: string | null;
  readonly intervention: {
    readonly id: number;
    readonly title: string;
    readonly state: string;
    readonly from: Date;
  } | null;
  readonly answeredByName: string | null;
  readonly answeredAt: Date | null;
  readonly answerText: string | null;
  readonly doneAt: Date | null;
  readonly outcome: ActionOutcome | null;
  /** Of one that is still to be done, by the newest forecast. */
  readonly effect: ActionEffect | null;
  readonly createdAt: Date;
  readonly version: number;
}
