import { MAX_AGE_MS, MAX_AHEAD_MS, type RefusalReason, type Snapshot } from "#collector/protocol/push.ts";

export interface SortedSnapshots {
  readonly kept: Snapshot[];
  readonly refused: { index: number; reason: RefusalReason }[];
}

/**
 * Looks at each snapshot of a batch: one that is wrong is refused by its index and a reason, the others are kept.
 * Pure, and without a schema library: this is the loop that every sample of every machine goes through.
 */
export function sortSnapshots(snapshots: readonly unknown[], declared: number, now: number): SortedSnapshots {
  const kept: Snapshot[] = [];
  const refused: SortedSnapshots["refused"] = [];
  snapshots.forEach((snapshot, index) => {
    const reason = reasonAgainst(snapshot, declared, now);
    if (reason) refused.push({ index, reason });
    else kept.push(snapshot as Snapshot);
  });
  return { kept, refused };
}

function reasonAgainst(snapshot: unknown, declared: number, now: number): RefusalReason | undefined {
  if (!Array.isArray(snapshot)) return "malformed";
  const at: unknown = snapshot[0];
  if (typeof at !== "number" || !Number.isSafeInteger(at)) return "malformed";
  if (at < now - MAX_AGE_MS) return "clock_skew_past";
  if (at > now + MAX_AHEAD_MS) return "clock_skew_future";
  if (snapshot.length !== declared + 1) return "wrong_value_count";
  for (let position = 1; position < snapshot.length; position += 1) {
    const value: unknown = snapshot[position];
    // 1e999 is valid JSON and not a number that can be stored.
    if (value !== null && !(typeof value === "number" && Number.isFinite(value))) return "not_a_finite_number";
  }
  return undefined;
}
