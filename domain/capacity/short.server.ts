import type { Database } from "#db/client.server.ts";

import { isOpen } from "./action.ts";
import { actionsOf } from "./actions.server.ts";
import { dayAfter, dayOf } from "./daily.ts";
import { remainingOf } from "./queries.server.ts";
import type { Remaining } from "./remaining.ts";
import { keyOf } from "./what-if.ts";

/** What is short within so many days, and of which nothing is planned, is a project manager's affair. */
const NEAR_DAYS = 90;

export interface ShortForecast {
  readonly projectId: number;
  /** As the board's address names it. */
  readonly key: string;
  readonly worst: Remaining;
  /** Others of the same project. */
  readonly others: number;
}

/** The worst resource of each of these projects that may be short within 90 days without an action, and how many more. */
export async function shortForecasts(db: Database, projectIds: readonly number[], now: Date): Promise<ShortForecast[]> {
  const until = dayAfter(dayOf(now.getTime()), NEAR_DAYS);
  const found = await Promise.all(
    projectIds.map(async (projectId): Promise<ShortForecast[]> => {
      const [rows, actions] = await Promise.all([remainingOf(db, projectId), actionsOf(db, projectId)]);
      const planned = new Set(actions.filter(({ state }) => isOpen(state)).map(keyOf));
      const isNear = ({ answer, shortOn }: Remaining) => answer === "over" || (shortOn !== null && shortOn <= until);
      const [worst, ...others] = rows.filter((row) => isNear(row) && !planned.has(keyOf(row)));
      return worst ? [{ projectId, key: keyOf(worst), worst, others: others.length }] : [];
    }),
  );
  return found.flat();
}
