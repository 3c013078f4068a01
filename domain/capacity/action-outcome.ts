/** What an action changed: the same two looks at its resource, before and some days after it was done. Pure. */

export type ActionOutcome =
  | {
      readonly kind: "dropped";
      readonly reason: string;
      readonly byName: string;
      /** ISO. */
      readonly at: string;
    }
  | MeasuredOutcome
  /** Nobody forecast its resource before or after. */
  | { readonly kind: "unmeasured"; readonly measuredOn: string };

export interface MeasuredOutcome {
  readonly kind: "measured";
  /** The day of the later look. */
  readonly measuredOn: string;
  readonly before: Look;
  readonly after: Look;
}

/** What a forecast said of the resource, in its unit. */
export interface Look {
  readonly madeOn: string;
  readonly use: number | null;
  readonly limit: number | null;
  /** The most likely day on which it is short; null where none is near. */
  readonly likelyOn: string | null;
}

/** So long after the work its effect is read: a forecast needs some days of the new ways. */
export const MEASURED_AFTER_DAYS = 7;
/** Nobody waits longer for a forecast. */
export const GIVEN_UP_AFTER_DAYS = 45;

/** The outcome as it was kept; null for none, and for one that this program did not write. */
export function outcomeOf(kept: Readonly<Record<string, unknown>> | null): ActionOutcome | null {
  const kind = kept?.kind;
  return kind === "dropped" || kind === "measured" || kind === "unmeasured" ? (kept as unknown as ActionOutcome) : null;
}

/** What the work changed in the two things that were promised: its date, in days, and its use of what it has. */
export function effectOf({ before, after }: Pick<MeasuredOutcome, "before" | "after">) {
  const gainedDays =
    before.likelyOn !== null && after.likelyOn !== null
      ? Math.round((Date.parse(after.likelyOn) - Date.parse(before.likelyOn)) / 86_400_000)
      : null;
  const isFarNow = before.likelyOn !== null && after.likelyOn === null;
  return { gainedDays, isFarNow, useBefore: ratio(before), useAfter: ratio(after) };
}

function ratio({ use, limit }: Look): number | null {
  return use !== null && limit !== null && limit > 0 ? use / limit : null;
}
