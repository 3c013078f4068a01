import { quantiles } from "#domain/metrics/rank.ts";

/** What a curve usually is: a tenth of its values lie below `low`, a half below `middle`, nine tenths below `high`. */
export interface UsualRange {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** Of fewer values nothing is called usual: an hour of 5 minutes. */
const FEWEST = 12;

/** The usual range of what was measured on other days; null where too little was. */
export function usualRange(values: readonly number[]): UsualRange | null {
  if (values.length < FEWEST) return null;
  const [low = 0, middle = 0, high = 0] = quantiles(values, [0.1, 0.5, 0.9]);
  return { low, middle, high };
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 7;

/**
 * The stretches that say what is usual in a window: the same hours of the seven days before, half an hour wider at both
 * ends, so that a change of the clocks moves nothing out of them. Of a window longer than a day, the seven days before.
 */
export function usualStretches({ from, to }: { readonly from: number; readonly to: number }) {
  if (to - from >= DAY_MS - HOUR_MS) return [{ from: from - DAYS * DAY_MS, to: from }];
  return Array.from({ length: DAYS }, (_, index) => {
    const shift = (DAYS - index) * DAY_MS;
    return { from: from - shift - HOUR_MS / 2, to: Math.min(to - shift + HOUR_MS / 2, from) };
  });
}
