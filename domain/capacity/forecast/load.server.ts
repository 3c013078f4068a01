import { bounded } from "./bounds.ts";
import { type Calibration, calibrationOf, halfWidth, LEADS, leadOf, settled } from "./calibration.ts";
import type { Curve } from "./history.ts";
import { seasonalTrend } from "./mstl.server.ts";
import { scaleOf } from "./scale.ts";
import { expectedOf, weeklyLoadOf, weeklyTrends } from "./weekly-load.ts";

/** Until then days are told one by one; beyond, by the weeks' level and shape alone. */
const DAYS_APART = 14;
/** Of the seasonal trend and of the weekly naive, each, as long as days are told one by one. */
const WEIGHT = 0.25;
/** The seasonal trend is fitted to no more than that: it costs most of a forecast's time. */
const FITTED_WEEKS = { 1: 58, 24: 5 } as Record<number, number>;
/** Days of the past from which it is forecast again. */
const ORIGINS = 30;
/** The same day of the week a year ago, with so many days around it, and how far it is expected again. */
const YEAR_DAYS = 364;
const AROUND = 10;
const LAST_YEAR = 0.3;

/** Misses in the mean change from week to week, over many public series of servers: what a series without a past is given. */
export const LOADS: Calibration = LEADS.map((days) => ({
  within80: 1.3 + 0.25 * Math.log2(1 + days / 7),
  within95: 2.4 + 0.5 * Math.log2(1 + days / 7),
  worth: 3,
}));

/** The next steps of a load without gaps, `perDay` steps a day. From under two weeks it is a guess with the bands of its kind. */
export function loadCurve(
  values: Float64Array,
  perDay: number,
  steps: number,
  capacity: number | null,
  kind: Calibration = LOADS,
): Curve {
  const scale = scaleOf(values);
  const scaled = values.map(scale.to);
  const calibration = settled(calibrationOfScaled(scaled, perDay), kind);
  const unit = changeOf(scaled, [7 * perDay, perDay, 1].find((lag) => scaled.length >= 2 * lag) ?? 1);
  const middle = middleOf(scaled, perDay, steps);
  const edge = (side: 1 | -1, band: "within80" | "within95") =>
    middle.map((value, at) => scale.from(value + side * unit * halfWidth(calibration, (at + 1) / perDay, band)));
  return bounded(
    {
      mean: middle.map(scale.from),
      lower80: edge(-1, "within80"),
      upper80: edge(1, "within80"),
      lower95: edge(-1, "within95"),
      upper95: edge(1, "within95"),
    },
    values,
    capacity,
  );
}

/** In the load's scale. */
function middleOf(scaled: Float64Array, perDay: number, steps: number): Float64Array {
  const week = 7 * perDay;
  const trend = weeklyTrends(scaled, perDay)(scaled.length);
  const weekly = expectedOf(weeklyLoadOf(scaled, perDay, trend), steps);
  if (perDay === 1) leanToLastYear(weekly, scaled, LAST_YEAR * (1 - trend.worth));
  if (scaled.length < 2 * week) return weekly;
  const apart = Math.min(steps, DAYS_APART * perDay);
  const seasonal = seasonalOf(scaled, perDay, apart);
  for (let at = 0; at < apart; at++) {
    // Handed over day by day: no step where the days end.
    const weight = WEIGHT * Math.min(1, 2 - (2 * at) / (DAYS_APART * perDay));
    const naive = scaled[scaled.length - week + (at % week)] ?? 0;
    const own = weekly[at] ?? 0;
    weekly[at] = own + weight * (naive - own) + weight * ((seasonal?.[at] ?? own) - own);
  }
  return weekly;
}

/**
 * Goes part of the way to what the same three weeks were a year ago, where they were measured: a shop has its seasons. Not
 * all of it: one year alone cannot tell what comes again, and what grows steadily does not go back.
 */
function leanToLastYear(weekly: Float64Array, scaled: Float64Array, share: number): void {
  const n = scaled.length;
  const levels = weekly.map((_, at) => {
    const from = Math.min(Math.max(0, at - 3), Math.max(0, weekly.length - 7));
    const part = weekly.slice(from, from + 7);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
  for (let at = 0; at < weekly.length; at++) {
    const then = n + at - YEAR_DAYS;
    if (then < AROUND || then >= n) continue;
    const mean = (of: (day: number) => number) => {
      let sum = 0;
      for (let day = -AROUND; day <= AROUND; day++) sum += of(day);
      return sum / (2 * AROUND + 1);
    };
    const lastYear = mean((day) => scaled[Math.min(n - 1, then + day)] ?? 0);
    weekly[at] = (weekly[at] ?? 0) + share * (lastYear - (levels[at] ?? 0));
  }
}

/** MSTL's shape at the last week's level: its trend runs away. */
function seasonalOf(scaled: Float64Array, perDay: number, steps: number): Float64Array | null {
  const week = 7 * perDay;
  const recent = scaled.subarray(-(FITTED_WEEKS[perDay] ?? 8) * week);
  if (changeOf(recent, 1) === 0) return null;
  const seasonal = seasonalTrend(recent, perDay > 1 ? [perDay, week] : [week], Math.max(week, steps));
  if (!seasonal) return null;
  const mean = (part: Float64Array) => part.reduce((sum, value) => sum + value, 0) / part.length;
  const shift = mean(recent.subarray(-week)) - mean(seasonal.subarray(0, week));
  return seasonal.subarray(0, steps).map((value) => value + shift);
}

/** What forecasts from days of its past would have missed, in mean changes from week to week. */
export function loadCalibration(values: Float64Array, perDay: number): Calibration {
  return calibrationOfScaled(values.map(scaleOf(values).to), perDay);
}

/** The weekly load stands for the whole: it costs a hundredth. */
function calibrationOfScaled(scaled: Float64Array, perDay: number): Calibration {
  const week = 7 * perDay;
  const misses: number[][] = LEADS.map(() => []);
  const first = 2 * week;
  const trends = weeklyTrends(scaled, perDay);
  const days = Math.floor((scaled.length - first) / perDay);
  const stride = perDay * Math.max(1, Math.ceil(days / ORIGINS));
  for (let origin = scaled.length - perDay; origin >= first; origin -= stride) {
    const seen = scaled.subarray(0, origin);
    const steps = Math.min(scaled.length - origin, (perDay > 1 ? 14 : 180) * perDay);
    const expected = expectedOf(weeklyLoadOf(seen, perDay, trends(origin)), steps);
    const unit = changeOf(seen, week);
    if (unit === 0) continue;
    for (let at = 0; at < steps; at++) {
      misses[leadOf((at + 1) / perDay)]?.push(Math.abs((scaled[origin + at] ?? 0) - (expected[at] ?? 0)) / unit);
    }
  }
  return calibrationOf(misses, Math.floor((days * perDay) / stride), Math.max(0, days));
}

function changeOf(scaled: Float64Array, lag: number): number {
  let sum = 0;
  for (let at = lag; at < scaled.length; at++) sum += Math.abs((scaled[at] ?? 0) - (scaled[at - lag] ?? 0));
  return sum / Math.max(1, scaled.length - lag);
}
