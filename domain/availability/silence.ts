import type { PartChange, Stretch } from "./ledger.ts";

/** Nobody believes a check that has missed so many of its intervals, and at least so long. */
const MISSED_INTERVALS = 3;
const AT_LEAST_MS = 60_000;

/**
 * The time for which a check says nothing any more: from one interval after it last spoke to `now`, once it has missed three.
 * Null while it speaks. A check that never spoke has no changes either: it needs no silence.
 */
export function silenceSince(heardAt: number | null, intervalSeconds: number, now: number): Stretch | null {
  if (heardAt === null) return null;
  const intervalMs = intervalSeconds * 1_000;
  if (now - heardAt <= Math.max(MISSED_INTERVALS * intervalMs, AT_LEAST_MS)) return null;
  return { from: heardAt + intervalMs, to: now };
}

/**
 * The changes of a part with its silences made states of their own: in each, [from, to), nobody looked, whatever was
 * recorded last; after it the part is what was recorded last again. Changes oldest first, silences disjoint.
 */
export function withSilences<Change extends PartChange>(
  changes: readonly Change[],
  silences: readonly Stretch[],
): (Change | (PartChange & { reason: null; runId: null }))[] {
  const told: (Change | (PartChange & { reason: null; runId: null }))[] = changes.filter(
    ({ at }) => !silences.some(({ from, to }) => at >= from && at < to),
  );
  for (const { from, to } of silences) {
    told.push({ at: from, state: "unmonitored", reason: null, runId: null });
    const recorded = changes.filter(({ at }) => at <= to).at(-1);
    // A change at the very end of the silence is in the list already.
    if (recorded && recorded.at < to) told.push({ at: to, state: recorded.state, reason: null, runId: null });
  }
  return told.sort((one, other) => one.at - other.at);
}
