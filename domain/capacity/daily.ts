/** Hours folded to days of UTC, and what a size was. Pure. */

import { DAY_MS, HOUR_MS } from "./forecast/history.ts";

const HOURS_A_DAY = 24;

/** A load's day counts from so many measured hours: in fewer the peak may be missing. */
const LEAST_HOURS = 12;
/** The peak is what came back: in three hours of the day, so that neither a backup nor a burst of seconds is taken for need. */
const RECURRING = 3;

/** Highest value of each day; NaN where no hour of it was measured. `hours` are the hourly maxima, NaN for gaps. */
export function dailyHighest(hours: Float64Array): Float64Array {
  return daily(hours, (day) => day.reduce((most, value) => (value > most || Number.isNaN(most) ? value : most)));
}

/** The level that each day reached in three of its hours, by their maxima; NaN where less than half of it was measured. */
export function dailyPeaks(hours: Float64Array): Float64Array {
  return daily(hours, (day) => {
    if (day.length < LEAST_HOURS) return Number.NaN;
    return day.sort((one, other) => other - one)[RECURRING - 1] ?? Number.NaN;
  });
}

function daily(hours: Float64Array, told: (measured: number[]) => number): Float64Array {
  const days = new Float64Array(Math.floor(hours.length / HOURS_A_DAY)).fill(Number.NaN);
  return days.map((_none, day) => {
    const measured = Array.from(hours.subarray(day * HOURS_A_DAY, (day + 1) * HOURS_A_DAY)).filter(Number.isFinite);
    return measured.length === 0 ? Number.NaN : told(measured);
  });
}

/** Sums of several, hour by hour: an hour in which one of them was not measured is not known. */
export function summed(all: readonly Float64Array[]): Float64Array {
  const [first] = all;
  if (!first) return new Float64Array();
  return first.map((_value, hour) => all.reduce((sum, hours) => sum + (hours[hour] ?? Number.NaN), 0));
}

/** What a size is now, and since when it is so. */
export interface Size {
  readonly now: number;
  /** When it was last changed; null where it was so in all of the history. */
  readonly changedAt: number | null;
}

/** Reported sizes flicker by what the kernel keeps for itself; less is no resize. */
const SAME = 0.01;

/** Out of a machine's reported sizes, hour by hour from `firstAt` on; undefined where none was ever told. */
export function sizeOf(hours: Float64Array, firstAt: number): Size | undefined {
  const last = hours.findLastIndex(Number.isFinite);
  const now = hours[last];
  if (now === undefined) return undefined;
  const other = hours.findLastIndex((size) => Number.isFinite(size) && Math.abs(size - now) > SAME * now);
  if (other < 0) return { now, changedAt: null };
  const since = hours.findIndex((size, hour) => hour > other && Number.isFinite(size));
  return { now, changedAt: firstAt + since * HOUR_MS };
}

/** The day of UTC of an instant, "2026-11-22". */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The day some days later, earlier for a negative number. */
export function dayAfter(day: string, days: number): string {
  return dayOf(Date.parse(day) + days * DAY_MS);
}

/** The day of UTC that has ended last: what a forecast made now is made on. */
export function lastWholeDay(now: number): string {
  return dayOf(now - DAY_MS);
}
