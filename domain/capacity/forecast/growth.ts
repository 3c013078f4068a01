import { knotted, type Spread, spreadOf } from "./bootstrap.ts";

/** Days of which the growth is looked at: what a disk did lately and what it did all year are both half the truth. */
const WINDOWS = [30, 90, 180, 365] as const;
/** A day's change is a step or a clean-up, not growth, when it is so many times the greatest of nearly all others. */
const STEP = 8;
/** Days after a change of pace from which it is seen, to which it is looked for; and how many standard errors are no doubt. */
const PACE_DAYS = [7, 90] as const;
const DOUBTLESS = 10;
/** Days after which two thirds of a new pace are gone: what began suddenly ends so too. */
const PACE_LASTS = 30;
/** The line is the middle of so many days; of the way back to it so much is left from day to day. */
const LINE_DAYS = 60;
const STAY = 0.9;

export interface Growth extends Spread {
  readonly last: number;
  readonly perDay: number;
  /** Since it began to grow otherwise than before, for how long it may; as perDay where nothing of the kind is seen. */
  readonly pace: number;
  /** From the last value to the middle of its line. */
  readonly away: number;
  /** From how many days it is known. */
  readonly known: number;
  /** How far it was at most from the line through all of them. */
  readonly strayed: number;
}

/** Of daily values without steps (see smoothed), for so many days ahead. */
export function growthOf(values: Float64Array, days: number): Growth {
  const changes = changesOf(values);
  const last = values.at(-1) ?? 0;
  const windows = WINDOWS.map((most) => changes.subarray(-most));
  const slopes = windows.map((window) => window.reduce((sum, change) => sum + change, 0) / window.length);
  const perDay = slopes.reduce((sum, slope) => sum + slope, 0) / slopes.length;
  return {
    last,
    perDay,
    pace: paceOf(changes, perDay),
    away: awayFrom(changes, perDay),
    known: changes.length,
    strayed: strayedOf(values),
    ...spreadOf(windows, perDay, days),
  };
}

/**
 * Its growth a day since the change of pace that stands out most, where one stands out without doubt; else that of all
 * windows. By the difference of means before and after, in standard errors (Welch's t).
 */
function paceOf(changes: Float64Array, perDay: number): number {
  const n = changes.length;
  const sums = new Float64Array(n + 1);
  const squares = new Float64Array(n + 1);
  for (let at = 0; at < n; at++) {
    sums[at + 1] = (sums[at] ?? 0) + (changes[at] ?? 0);
    squares[at + 1] = (squares[at] ?? 0) + (changes[at] ?? 0) ** 2;
  }
  const part = (from: number, to: number) => {
    const mean = ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from);
    const variance = Math.max(0, ((squares[to] ?? 0) - (squares[from] ?? 0)) / (to - from) - mean ** 2);
    return { mean, error: variance / (to - from) };
  };
  let [most, pace] = [DOUBTLESS, perDay];
  for (let after = PACE_DAYS[0]; after <= Math.min(PACE_DAYS[1], n - 14); after++) {
    const now = part(n - after, n);
    const before = part(Math.max(0, n - after - PACE_DAYS[1]), n - after);
    const change = Math.abs(now.mean - before.mean);
    if (change < 0.25 * Math.max(Math.abs(now.mean), Math.abs(before.mean))) continue;
    const doubtless = change / Math.sqrt(now.error + before.error + Number.MIN_VALUE);
    if (doubtless > most) [most, pace] = [doubtless, now.mean];
  }
  return pace;
}

/** Values as they would have been without steps and clean-ups, which nobody could foresee: they end at the last one. */
export function smoothed(values: Float64Array): Float64Array {
  const smooth = Float64Array.from(values);
  const changes = withoutSteps(values);
  for (let at = values.length - 2; at >= 0; at--) smooth[at] = (smooth[at + 1] ?? 0) - (changes[at] ?? 0);
  return smooth;
}

/** The mean so many days ahead; `back` is how far it goes back to its line, 0 to 1. */
export function expectedAt({ last, perDay, pace, away }: Growth, back: number, step: number): number {
  const sudden = (pace - perDay) * PACE_LASTS * (1 - Math.exp(-step / PACE_LASTS));
  return last + perDay * step + sudden + (back > 0 ? back * away * wayBack(step) : 0);
}

/** How much of the way back to the line is done after so many days. */
export function wayBack(step: number): number {
  return 1 - STAY ** step;
}

/**
 * Half a band so many days ahead. The growth itself is known no better than its days are many: the further, the worse. As
 * far as it goes back to its line, it strays no further than it ever did.
 */
export function halfOf(growth: Growth, back: number, side: 1 | -1, days: number): number {
  const half = knotted(side < 0 ? growth.below : growth.above, days) * Math.sqrt(1 + days / growth.known);
  return half + back * (Math.min(half, growth.strayed) - half);
}

/** What it lost of each unit it gained: 0 for what only ever grows. */
export function cleanedUp(values: Float64Array): number {
  let [gained, lost] = [0, 0];
  for (const change of changesOf(values)) {
    if (change > 0) gained += change;
    else lost -= change;
  }
  return gained > 0 ? Math.min(1, lost / gained) : 0;
}

/** Changes from day to day, steps and clean-ups replaced by the middle one. One day in a hundred may be one: what comes oftener is its way. */
function withoutSteps(values: Float64Array): Float64Array {
  const changes = Float64Array.from(
    { length: values.length - 1 },
    (_, at) => (values[at + 1] ?? 0) - (values[at] ?? 0),
  );
  const sizes = changes.map(Math.abs).sort();
  const rare = Math.ceil(changes.length / 100);
  const most = STEP * (sizes[sizes.length - 1 - rare] ?? 0);
  if (!(most > 0) || (sizes.at(-1) ?? 0) <= most) return changes;
  const middle = Float64Array.from(changes).sort()[changes.length >> 1] ?? 0;
  return changes.map((change) => (Math.abs(change) > most ? middle : change));
}

function changesOf(values: Float64Array): Float64Array {
  return Float64Array.from({ length: values.length - 1 }, (_, at) => (values[at + 1] ?? 0) - (values[at] ?? 0));
}

/** How far above the last value the middle of the last days' line is, at its end; steps are no part of it. */
function awayFrom(changes: Float64Array, perDay: number): number {
  const days = Math.min(LINE_DAYS, changes.length);
  let [behind, sum] = [0, 0];
  for (let back = 1; back <= days; back++) {
    behind -= (changes[changes.length - back] ?? 0) - perDay;
    sum += behind;
  }
  return sum / (days + 1);
}

/** How far it was at most from the line through all of its days, as it is when above as much as below. */
function strayedOf(values: Float64Array): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [over, under] = [0, 0];
  for (let at = 0; at < values.length; at++) {
    over += (at - middle) * ((values[at] ?? 0) - mean);
    under += (at - middle) ** 2;
  }
  const slope = under > 0 ? over / under : 0;
  let [least, most] = [0, 0];
  for (let at = 0; at < values.length; at++) {
    const away = (values[at] ?? 0) - mean - slope * (at - middle);
    least = Math.min(least, away);
    most = Math.max(most, away);
  }
  return (most - least) / 2;
}
