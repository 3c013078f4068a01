import { type Curve, DAY_MS, type Reach } from "./history.ts";

/**
 * When a curve of days meets a limit: early by the upper edge of its 80 % band, late by the lower one.
 * `endsAt` is when the history ends: step 1 begins then.
 */
export function reachOf(curve: Curve, limit: number, endsAt: number): Reach {
  const metBy = (edge: Float64Array) => {
    const step = edge.findIndex((value) => value >= limit);
    return step < 0 ? null : endsAt + step * DAY_MS;
  };
  return { early: metBy(curve.upper80), likely: metBy(curve.mean), late: metBy(curve.lower80) };
}
