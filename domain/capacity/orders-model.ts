/** How much of a tier each order uses, so that its limit can be told in orders per hour. Pure. */

export interface TierModel {
  /** Of the tier's use, by one order more in the hour, and at no orders at all. */
  readonly slope: number;
  readonly intercept: number;
  /** The share of the use's ups and downs that the line explains, in the hours that count; 0 to 1. */
  readonly r2: number;
  /** Orders per hour at which the use is at its limit; null where it would take a hundred times what was seen. */
  readonly fullAt: number | null;
  /** Orders per hour between which it was fitted: beyond is an extrapolation. */
  readonly from: number;
  readonly to: number;
  /** Hours that both were measured in, and how many of them count no longer, because another cause had more to do with them. */
  readonly hours: number;
  readonly leftOut: number;
}

/** `too_few`: under three days of hours; `no_spread`: as many orders in all of them; `no_relation`: use goes its own way. */
export type NoTierModel = { readonly none: "too_few" | "no_spread" | "no_relation" };

const LEAST_HOURS = 72;
/** Under it more than half of the ups and downs have another cause. */
const LEAST_R2 = 0.5;
/** With more of the hours left out, the line is that of some hours only. */
const MOST_LEFT_OUT = 0.25;
const FURTHEST = 100;
const ROUNDS = 12;
/** Tukey's biweight at 95 % efficiency: hours further from the line than so many standard deviations do not count. */
const TUKEY = 4.685;

/**
 * The line of a tier's use on orders per hour, by least squares that leave out hours with another cause (a backup, an
 * import): iteratively reweighted, Tukey's biweight (Huber & Ronchetti, Robust Statistics, 2009, ch. 7). Hours of which
 * one is not a number are left out. `limit` is the use at which the tier is full.
 */
export function tierModel(orders: ArrayLike<number>, use: ArrayLike<number>, limit = 1): TierModel | NoTierModel {
  const hours = Array.from(orders, (x, at) => ({ x, y: use[at] ?? Number.NaN })).filter(
    ({ x, y }) => Number.isFinite(x) && Number.isFinite(y),
  );
  if (hours.length < LEAST_HOURS) return { none: "too_few" };
  const sorted = hours.map(({ x }) => x).sort((a, b) => a - b);
  const [from = 0, to = 0] = [sorted[0], sorted.at(-1)];
  if (to === from) return { none: "no_spread" };

  let weights = hours.map(() => 1);
  let line = fitted(hours, weights);
  for (let round = 0; round < ROUNDS; round++) {
    const { slope, intercept } = line;
    const misses = hours.map(({ x, y }) => y - intercept - slope * x);
    const spread = 1.4826 * middle(misses.map(Math.abs));
    if (spread === 0) break;
    weights = misses.map((miss) => Math.max(0, 1 - (miss / spread / TUKEY) ** 2) ** 2);
    const next = fitted(hours, weights);
    if (Number.isNaN(next.slope)) break;
    line = next;
  }
  const r2 = explained(hours, weights, line);
  const leftOut = weights.filter((weight) => weight === 0).length;
  if (!(line.slope > 0) || r2 < LEAST_R2 || leftOut > MOST_LEFT_OUT * hours.length) return { none: "no_relation" };
  const fullAt = Math.max(0, (limit - line.intercept) / line.slope);
  return { ...line, r2, fullAt: fullAt > FURTHEST * to ? null : fullAt, from, to, hours: hours.length, leftOut };
}

interface Hour {
  readonly x: number;
  readonly y: number;
}

function fitted(hours: readonly Hour[], weights: readonly number[]): { slope: number; intercept: number } {
  let [sum, sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0, 0];
  hours.forEach(({ x, y }, at) => {
    const weight = weights[at] ?? 0;
    sum += weight;
    sumX += weight * x;
    sumY += weight * y;
    sumXX += weight * x * x;
    sumXY += weight * x * y;
  });
  const slope = (sum * sumXY - sumX * sumY) / (sum * sumXX - sumX * sumX);
  return { slope, intercept: (sumY - slope * sumX) / sum };
}

function explained(
  hours: readonly Hour[],
  weights: readonly number[],
  line: { slope: number; intercept: number },
): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = hours.reduce((sum, { y }, at) => sum + (weights[at] ?? 0) * y, 0) / total;
  let [left, all] = [0, 0];
  hours.forEach(({ x, y }, at) => {
    const weight = weights[at] ?? 0;
    left += weight * (y - line.intercept - line.slope * x) ** 2;
    all += weight * (y - mean) ** 2;
  });
  return all > 0 ? Math.max(0, 1 - left / all) : 0;
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
