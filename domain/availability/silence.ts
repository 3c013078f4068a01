import type { PartChange, Stretch } from "./ledger.ts";

/** A check is believed for so many of its intervals after its last run, and at least so long. */
const MISSED_INTERVALS = 3;
const AT_LEAST_MS = 60_000;

/** How long after its last run a check still speaks for its part, in milliseconds. */
export function believedMs(intervalSeconds: number): number {
  return Math.max(MISSED_INTERVALS * intervalSeconds * 1_000, AT_LEAST_MS);
}

/**
 * The changes of a part with its silences made states of their own: in each, [from, to), nobody looked, whatever was
 * recorded last; after it the part is what was recorded last again. Changes oldest first, silences disjoint.
 */
export function withSilences(changes: readonly PartChange[], silences: readonly Stretch[]): PartChange[] {
  const told = changes.filter(({ at }) => !silences.some(({ from, to }) => at >= from && at < to));
  for (const { from, to } of silences) {
    told.push({ at: from, state: "unmonitored" });
    const recorded = changes.filter(({ at }) => at <= to).at(-1);
    // A change at the very end of the silence is in the list already.
    if (recorded && recorded.at < to) told.push({ at: to, state: recorded.state });
  }
  return told.sort((one, other) => one.at - other.at);
}
