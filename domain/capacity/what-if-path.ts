import { dayAfter } from "./daily.ts";
import type { KeptForecast } from "./remaining.ts";

/** Values of the days after the last one measured, day 1 first, for as far as dates are told. */
export type Path = readonly number[];

/** Thirteen months. */
const DAYS = 396;
const WEEK = 7;

/**
 * One edge of a kept forecast, day by day, continued beyond its 90 days: on the straight line to the date on which it was
 * said to meet its limit, else along its own last two months, and never so steep that it would meet what it did not.
 * Where it meets the limit it was cut off there: from that day on it goes on as it came.
 */
export function pathOf(
  { days, limit, madeOn, answer, current }: Pick<KeptForecast, "days" | "limit" | "madeOn" | "answer" | "current">,
  column: 1 | 2 | 3,
  metOn: string | null,
): Path {
  const told = days.map((day) => day[column]);
  const cut = limit === null ? -1 : told.findIndex((value) => value >= limit * (1 - 1e-9));
  const slope = Math.max(
    slopeOf(cut < 0 ? told : told.slice(0, cut)),
    cut < 0 ? -Infinity : slopeOf(days.map((day) => day[2])),
  );
  if (cut >= 0 && limit !== null) {
    const came = current === null || cut === 0 ? slope : (limit - current) / (cut + 1);
    const rise = Math.max(0, slope, came > 0 && isSteady(told.slice(0, cut)) ? came : 0);
    return Array.from({ length: DAYS }, (_, at) => Math.max(told[at] ?? 0, at < cut ? 0 : limit + rise * (at - cut)));
  }
  // The highest day of the last week: a weekend is no room.
  const level = Math.max(...told.slice(-WEEK));
  const met = metOn === null ? null : Math.round((Date.parse(metOn) - Date.parse(madeOn)) / 86_400_000);
  let rise = slope;
  if (limit !== null && met !== null && met > told.length) rise = (limit - level) / (met - told.length);
  else if (limit !== null && answer !== "over") rise = Math.min(slope, (limit - level) / (DAYS + 1 - told.length));
  const beyond = Array.from({ length: Math.max(0, DAYS - told.length) }, (_, at) => level + rise * (at + 1));
  return [...told, ...beyond].map((value) => Math.max(0, value));
}

/** It went up nearly every day, as what fills does: its way there says how it goes on. */
function isSteady(told: readonly number[]): boolean {
  const down = told.filter((value, at) => at > 0 && value < (told[at - 1] ?? value)).length;
  return down * 10 <= told.length;
}

/** A day's growth between the means of a week two months ago and of the last one. */
function slopeOf(told: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const span = Math.min(63, Math.floor((told.length - WEEK) / WEEK) * WEEK);
  if (span <= 0) return 0;
  return (mean(told.slice(-WEEK)) - mean(told.slice(-WEEK - span, -span))) / span;
}

export interface Factor {
  readonly growth: number;
  readonly event: { readonly startsOn: string; readonly endsOn: string; readonly multiplier: number } | null;
  /** What is left to this machine of its load, where others take a part. */
  readonly share: number;
  /** What is used without a visitor. */
  readonly idle: number;
  /** It fills, or stays: only its growth moves. */
  readonly fills: boolean;
  readonly madeOn: string;
}

/** The same edge once the change is made. */
export function changedPath(path: Path, { growth, event, share, idle, fills, madeOn }: Factor): Path {
  const timesOn = (at: number) => {
    const day = dayAfter(madeOn, at + 1);
    return event !== null && day >= event.startsOn && day <= event.endsOn ? event.multiplier : 1;
  };
  if (!fills) {
    return path.map((value, at) => {
      const moved = Math.max(0, value - idle);
      return Math.min(value, idle) + moved * growth * share * timesOn(at);
    });
  }
  let before = path[0] ?? 0;
  let level = before;
  return path.map((value, at) => {
    level += (value - before) * growth * timesOn(at);
    before = value;
    return level;
  });
}
