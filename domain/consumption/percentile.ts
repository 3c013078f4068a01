/** The 95th percentile by which bandwidth is billed. Pure. */

import { type BandwidthRule, byRule, type Traffic } from "./traffic.ts";

/**
 * The value that 95 % of the values do not pass: sorted ascending, the highest 5 % (rounded down to whole values) are
 * dropped, and the highest of the rest counts. Of a 30-day month's 8,640 five-minute values, 432 are dropped and the
 * 8,208th counts. This is the nearest-rank percentile, the definition of "burstable billing" as transit providers and
 * LibreNMS apply it; nothing is interpolated. Null of no values: a month of which nothing is known has no percentile.
 */
export function percentile95(values: Float64Array | readonly number[]): number | null {
  const sorted = Float64Array.from(values).sort();
  // In whole numbers: 0.05 has no exact double, and one value more or less is another bill.
  const dropped = Math.floor(sorted.length / 20);
  return sorted[sorted.length - 1 - dropped] ?? null;
}

/**
 * The 95th percentile of a traffic's steps, bytes a second. Steps of which nothing is known are left out: they neither
 * count as silence nor as load. "greater" is the greater of the two directions' percentiles, not the percentile of the
 * greater direction of each step.
 */
export function bandwidth95(traffic: Traffic, rule: BandwidthRule): number | null {
  return byRule(rule, {
    received: () => percentile95(known(traffic.received)),
    sent: () => percentile95(known(traffic.sent)),
    both: () => percentile95(known(traffic.received.map((value, step) => sumOf(value, traffic.sent[step])))),
  });
}

function known(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value));
}

function sumOf(one: number, other = Number.NaN): number {
  if (Number.isNaN(one)) return other;
  return Number.isNaN(other) ? one : one + other;
}
