/*
 * Whether the level of a load goes on growing. A slope is drawn through anything, so it counts for as much as it would
 * have been worth in this series' own past: nothing for most, all of it for what grows steadily.
 */

/** A shop's load is like the last days' (half of it within two days), then like its long past (half within 69 days). */
export const SHORT_MEMORY = 0.7;
export const LONG_MEMORY = 0.99;
/** A day's part of the way from the last days' level to the long past's that is still to be gone. */
export const RETURN = 0.98;
/** Growth goes on, a little less each day: half of it is left after 138 days. */
const DAMPING = 0.995;

const WINDOWS = [8, 16, 32] as const;
const LEADS = 13;
/** Growth is half believed once it was tried from so many weeks of the past. */
const TRIAL_DOUBT = 3;

export interface WeeklyTrend {
  /** Growth of a week, damped by the week; at 0 where the windows do not agree on its sign. */
  readonly slope: number;
  /** How much of it there was in the past, from 0 to 1. */
  readonly worth: number;
}

/** What is known of the growth after each week: index w is after w of the weekly means (in the load's scale). */
export function trendsOf(means: Float64Array): WeeklyTrend[] {
  const weeks = means.length;
  const slopes = Float64Array.from({ length: weeks + 1 }, (_, known) => slopeOf(means.subarray(0, known)));
  const gained = new Float64Array(weeks);
  const possible = new Float64Array(weeks);
  const all = new Float64Array(weeks);
  const levels = levelsOf(means);
  for (let known = WINDOWS[0]; known < weeks; known++) {
    const [short = 0, long = 0] = levels[known] ?? [];
    for (let lead = 1; lead <= LEADS && known + lead <= weeks; lead++) {
      const at = known + lead - 1;
      const flat = long + (short - long) * RETURN ** (7 * lead);
      const growing = short + ((slopes[known] ?? 0) * dampedDays(7 * lead, 1)) / 7;
      const missed = (means[at] ?? 0) - flat;
      gained[at] = (gained[at] ?? 0) + missed * (growing - flat);
      all[at] = (all[at] ?? 0) + missed ** 2;
      possible[at] = (possible[at] ?? 0) + (growing - flat) ** 2;
    }
  }
  return worthOf(slopes, gained, possible, all);
}

/** What the growth would have mended of the misses without it, times the share of them that it explains. */
function worthOf(slopes: Float64Array, gained: Float64Array, possible: Float64Array, all: Float64Array): WeeklyTrend[] {
  let [sum, whole, missed] = [0, 0, 0];
  return Array.from(slopes, (slope, known) => {
    sum += gained[known - 1] ?? 0;
    whole += possible[known - 1] ?? 0;
    missed += all[known - 1] ?? 0;
    if (slope === 0 || sum <= 0 || whole === 0 || missed === 0) return { slope, worth: 0 };
    const tried = known - WINDOWS[0];
    const belief = tried / (tried + TRIAL_DOUBT);
    return { slope, worth: belief * Math.min(1, sum / whole) * Math.min(1, sum ** 2 / whole / missed) };
  });
}

/** How many days' growth there is in so many days, of which each has a little less than the one before. */
export function dampedDays(days: number, perDay: number): number {
  const step = DAMPING ** (1 / perDay);
  return (step * (1 - step ** (days * perDay))) / (1 - step) / perDay;
}

/** The least of the windows' slopes where all have one sign. */
function slopeOf(means: Float64Array): number {
  const slopes = WINDOWS.filter((weeks) => weeks <= means.length).map((weeks) => fitted(means.subarray(-weeks)));
  if (slopes.length === 0) return 0;
  if (slopes.every((slope) => slope > 0)) return Math.min(...slopes);
  return slopes.every((slope) => slope < 0) ? Math.max(...slopes) : 0;
}

function fitted(values: Float64Array): number {
  const middle = (values.length - 1) / 2;
  let over = 0;
  let under = 0;
  for (let at = 0; at < values.length; at++) {
    over += (at - middle) * (values[at] ?? 0);
    under += (at - middle) ** 2;
  }
  return over / under;
}

/** The level by the short and by the long memory after each week. */
function levelsOf(means: Float64Array): (readonly [short: number, long: number])[] {
  const short = { sum: 0, weight: 0 };
  const long = { sum: 0, weight: 0 };
  const remember = (level: typeof short, value: number, memory: number) => {
    level.sum = level.sum * memory ** 7 + value;
    level.weight = level.weight * memory ** 7 + 1;
    return level.sum / level.weight;
  };
  return [
    [0, 0] as const,
    ...Array.from(
      means,
      (value) => [remember(short, value, SHORT_MEMORY), remember(long, value, LONG_MEMORY)] as const,
    ),
  ];
}
