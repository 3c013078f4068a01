import type { Stretch } from "./ledger.ts";
import { isCounted, type Verdict } from "./verdict.ts";

/** So long before and after an outage is shown with it. */
export const AROUND_OUTAGE_MS = 30 * 60_000;

/**
 * The stoppage that begins at `asked` (epoch milliseconds), else the longest that the contract counts, of equals the first.
 * Undefined where the month has none of these.
 */
export function shownOutage<Stoppage extends Stretch & { readonly verdict: Verdict }>(
  stoppages: readonly Stoppage[],
  asked: number | null,
): Stoppage | undefined {
  const named = stoppages.find(({ from }) => from === asked);
  const counted = stoppages.filter(({ verdict }) => isCounted(verdict));
  return named ?? counted.toSorted((one, other) => other.to - other.from - (one.to - one.from))[0];
}

/** What is shown of an outage: half an hour more on both sides, as far as it is over. */
export function aroundOutage({ from, to }: Stretch, now: number): Stretch {
  return { from: from - AROUND_OUTAGE_MS, to: Math.min(to + AROUND_OUTAGE_MS, Math.max(now, to)) };
}
