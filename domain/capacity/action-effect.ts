/** What an action would do to the time remaining: the rules of "what if" on the newest forecast. Pure. */

import type { ProposedAction } from "./action.ts";
import type { KeptForecast } from "./remaining.ts";
import { type Dates, keyOf, NO_CHANGE, whatIf } from "./what-if.ts";

export interface ActionEffect {
  readonly before: Dates;
  readonly after: Dates;
}

type Planned = ProposedAction["about"] & Pick<ProposedAction, "newLimit" | "frees">;

/** Null where nothing was forecast of its resource, or where it changes something that no rule here moves. */
export function actionEffect(action: Planned, forecasts: readonly KeptForecast[]): ActionEffect | null {
  const kept = forecasts.find((one) => keyOf(one) === keyOf(action));
  if (kept?.limit == null || (action.newLimit === null && action.frees === null)) return null;
  // What is freed is room as a greater limit is.
  const limit = (action.newLimit ?? kept.limit) + (action.frees ?? 0);
  const answer = whatIf(kept, { ...NO_CHANGE, resize: { key: keyOf(kept), limit } });
  return answer && { before: answer.before, after: answer.after };
}

type Effective = Pick<KeptForecast, "subject" | "subjectId" | "resource"> & { readonly effect: ActionEffect | null };
export type Relief<A> = A & { readonly effect: ActionEffect };

/** By the key of its resource, the most helpful of the planned actions; none where no action wins a day. */
export function reliefs<A extends Effective>(actions: readonly A[]): Map<string, Relief<A>> {
  const best = new Map<string, Relief<A>>();
  for (const action of actions) {
    if (!hasEffect(action)) continue;
    const { before, after } = action.effect;
    if (isLater(after, best.get(keyOf(action))?.effect.after ?? before)) best.set(keyOf(action), action);
  }
  return best;
}

function hasEffect<A extends Effective>(action: A): action is Relief<A> {
  return action.effect !== null;
}

/** No early date is later than any. */
function isLater({ early }: Dates, than: Dates): boolean {
  return than.early !== null && (early === null || early > than.early);
}
