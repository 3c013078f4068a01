import type { ShownOrder } from "../orders/read.ts";
import { MILESTONES, type Milestone } from "../workflow/steps.ts";

export interface ShownMilestone {
  readonly milestone: Milestone;
  /** When it was reached; null while it is still to come. */
  readonly at: Date | null;
}

/** What an order goes through when nothing goes wrong. */
const USUAL: readonly Milestone[] = ["paid", "ordered", "shipped", "delivered", "appointment", "fitted", "closed"];
/** After one of these nothing usual is to come. */
const OTHER_ENDS: readonly Milestone[] = ["supplier_refused", "cancelled", "no_show", "refunded"];

/** What an order went through, oldest first, then what is to come if all goes well. */
export function milestonesOf({ steps, status }: Pick<ShownOrder, "steps" | "status">): ShownMilestone[] {
  const reached = steps.flatMap(({ step, at }) => (isMilestone(step) ? [{ milestone: step, at }] : []));
  const isOver = status === "cancelled" || reached.some(({ milestone }) => OTHER_ENDS.includes(milestone));
  if (isOver) return reached;
  const toCome = USUAL.filter((usual) => !reached.some(({ milestone }) => milestone === usual));
  return [...reached, ...toCome.map((milestone) => ({ milestone, at: null }))];
}

function isMilestone(step: string): step is Milestone {
  return (MILESTONES as readonly string[]).includes(step);
}
