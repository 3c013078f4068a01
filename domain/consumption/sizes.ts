/** Quantities that are held over time: resource-hours, and the mean of what is stored. Pure. */

import type { Stretch } from "#domain/availability/ledger.ts";

const HOUR_MS = 3_600_000;

/** From `at` on so much, until the next. */
export interface Held {
  readonly at: number;
  readonly value: number;
}

/**
 * Value × hours over [from, to): each value from its instant until the next one's, the first also before it, since a machine
 * does not begin to exist when it is first heard. A silence takes nothing away: what is reserved is not what is used.
 * Null where no value was ever told.
 */
export function heldHours(points: readonly Held[], { from, to }: Stretch): number | null {
  const [first] = points;
  if (!first) return null;
  let hours = 0;
  points.forEach(({ at, value }, index) => {
    const begin = Math.max(from, index === 0 ? from : at);
    const end = Math.min(to, points[index + 1]?.at ?? to);
    if (end > begin) hours += (value * (end - begin)) / HOUR_MS;
  });
  return hours;
}

/** The mean of a stored quantity over [from, to); nothing is stored before the first point. Null where nothing was told. */
export function heldMean(points: readonly Held[], stretch: Stretch): number | null {
  const [first] = points;
  if (!first || stretch.to <= stretch.from) return null;
  const since = { from: Math.max(stretch.from, first.at), to: stretch.to };
  const hours = since.to > since.from ? (heldHours(points, since) ?? 0) : 0;
  return hours / ((stretch.to - stretch.from) / HOUR_MS);
}

/** The stretch in which something was there, or null. `until` null: it still is. */
export function within(stretch: Stretch, since: number, until: number | null): Stretch | null {
  const there = { from: Math.max(stretch.from, since), to: Math.min(stretch.to, until ?? stretch.to) };
  return there.to > there.from ? there : null;
}

/** The sum of what is known; null where nothing is. */
export function sumOfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}
