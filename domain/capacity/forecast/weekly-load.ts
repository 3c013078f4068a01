import { dampedDays, LONG_MEMORY, RETURN, SHORT_MEMORY, trendsOf, type WeeklyTrend } from "./weekly-trend.ts";

/** Weeks that make the shape, the weight of each against the next newer one, and how far a single one is believed. */
const SHAPE_WEEKS = 8;
const SHAPE_MEMORY = 0.7;
const ONE_WEEK = 0.2;

/** Of an hour's deviation at most so much is left in the next. */
const MOST_INERTIA = 0.97;

/**
 * A load by its week: a shape, a level that goes from the last days' back to the long past's, growth where there was any,
 * and what is left of the last step's deviation. All in the load's scale; it is made in one pass, so that it can be made
 * again at each origin of a back-test.
 */
export interface WeeklyLoad {
  readonly shape: Float64Array;
  readonly short: number;
  readonly long: number;
  readonly trend: WeeklyTrend;
  readonly deviation: number;
  readonly inertia: number;
  readonly perDay: number;
}

/** What is known of the growth at each week of a series, counted from its end: see trendsOf. */
export function weeklyTrends(scaled: Float64Array, perDay: number): (origin: number) => WeeklyTrend {
  const week = 7 * perDay;
  const weeks = Math.floor(scaled.length / week);
  const offset = scaled.length - weeks * week;
  const means = Float64Array.from({ length: weeks }, (_, at) => meanOf(scaled, offset + at * week, week));
  const trends = trendsOf(means);
  return (origin) => trends[Math.max(0, Math.floor((origin - offset) / week))] ?? { slope: 0, worth: 0 };
}

export function weeklyLoadOf(scaled: Float64Array, perDay: number, trend: WeeklyTrend): WeeklyLoad {
  const shape = shapeOf(scaled, perDay);
  const n = scaled.length;
  const week = shape.length;
  const rest = new Float64Array(n);
  const phase = week - (n % week);
  for (let at = 0; at < n; at++) rest[at] = (scaled[at] ?? 0) - (shape[(at + phase) % week] ?? 0);
  const short = levelOf(rest, SHORT_MEMORY ** (1 / perDay));
  const inertia = perDay > 1 ? inertiaOf(rest.subarray(-2 * week), short) : 0;
  return {
    shape,
    short,
    long: levelOf(rest, LONG_MEMORY ** (1 / perDay)),
    trend,
    deviation: (rest[n - 1] ?? 0) - short,
    inertia,
    perDay,
  };
}

/** The next steps, step 1 first. */
export function expectedOf(load: WeeklyLoad, steps: number): Float64Array {
  const { shape, short, long, trend, perDay } = load;
  const expected = new Float64Array(steps);
  const stepReturn = RETURN ** (1 / perDay);
  let away = short - long;
  let { deviation } = load;
  for (let at = 0; at < steps; at++) {
    away *= stepReturn;
    deviation *= load.inertia;
    let level = long + away;
    if (trend.worth > 0) {
      const growing = short + (trend.slope * dampedDays((at + 1) / perDay, perDay)) / 7;
      level += trend.worth * (growing - level);
    }
    expected[at] = level + (shape[at % shape.length] ?? 0) + deviation;
  }
  return expected;
}

/** Of each step of the week, from the last week back; drawn to the mean day's where weeks do not repeat each other. */
function shapeOf(scaled: Float64Array, perDay: number): Float64Array {
  const week = 7 * perDay;
  const weeks = Math.min(SHAPE_WEEKS, Math.floor(scaled.length / week));
  if (weeks === 0) return dayShapeOf(scaled, perDay);
  const shape = new Float64Array(week);
  let total = 0;
  for (let back = 1; back <= weeks; back++) {
    const from = scaled.length - back * week;
    const mean = meanOf(scaled, from, week);
    const weight = SHAPE_MEMORY ** (back - 1);
    total += weight;
    for (let at = 0; at < week; at++) shape[at] = (shape[at] ?? 0) + weight * ((scaled[from + at] ?? 0) - mean);
  }
  const day = new Float64Array(perDay);
  for (let at = 0; at < week; at++) day[at % perDay] = (day[at % perDay] ?? 0) + (shape[at] ?? 0) / total / 7;
  const own = shape.map((sum, at) => sum / total - (day[at % perDay] ?? 0));
  const belief = beliefIn(own, scaled, day, weeks);
  return own.map((value, at) => belief * value + (day[at % perDay] ?? 0));
}

/**
 * How much of what sets days of the week apart is more than chance: all of it where each week repeats the last (positive
 * part of James and Stein's estimator).
 */
function beliefIn(own: Float64Array, scaled: Float64Array, day: Float64Array, weeks: number): number {
  const week = own.length;
  if (weeks < 2) return ONE_WEEK;
  let [signal, noise] = [0, 0];
  for (const value of own) signal += value ** 2;
  for (let back = 1; back <= weeks; back++) {
    const from = scaled.length - back * week;
    const mean = meanOf(scaled, from, week);
    for (let at = 0; at < week; at++) {
      noise += ((scaled[from + at] ?? 0) - mean - (day[at % day.length] ?? 0) - (own[at] ?? 0)) ** 2;
    }
  }
  const chance = noise / (weeks - 1) / weeks;
  return signal > 0 ? Math.max(0, 1 - chance / signal) : 0;
}

/** Of less than a week: every day like the mean of its days. */
function dayShapeOf(scaled: Float64Array, perDay: number): Float64Array {
  const days = Math.floor(scaled.length / perDay);
  const from = scaled.length - days * perDay;
  const mean = meanOf(scaled, from, days * perDay);
  const shape = new Float64Array(7 * perDay);
  for (let at = 0; at < days * perDay; at++) {
    const change = ((scaled[from + at] ?? 0) - mean) / days;
    for (let day = 0; day < 7; day++)
      shape[day * perDay + (at % perDay)] = (shape[day * perDay + (at % perDay)] ?? 0) + change;
  }
  return shape;
}

function levelOf(rest: Float64Array, memory: number): number {
  let sum = 0;
  let weight = 0;
  for (const value of rest) {
    sum = sum * memory + value;
    weight = weight * memory + 1;
  }
  return sum / weight;
}

/** The first autocorrelation of what neither shape nor level explains. */
function inertiaOf(rest: Float64Array, level: number): number {
  let over = 0;
  let under = 0;
  for (let at = 1; at < rest.length; at++) {
    const before = (rest[at - 1] ?? 0) - level;
    over += before * ((rest[at] ?? 0) - level);
    under += before ** 2;
  }
  return under > 0 ? Math.min(MOST_INERTIA, Math.max(0, over / under)) : 0;
}

function meanOf(values: Float64Array, from: number, length: number): number {
  let sum = 0;
  for (let at = from; at < from + length; at++) sum += values[at] ?? 0;
  return sum / length;
}
