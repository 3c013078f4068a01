import { officeDay, yearAt } from "./calendar.ts";
import { noise } from "./noise.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Sunday first. Tyres are bought when the week begins. */
const WEEK = [0.9, 1.08, 1.02, 0.98, 0.96, 0.92, 0.86];

/** Peaks of a French day: hour, width in hours, height. */
const PEAKS = [
  [10.5, 2, 0.36],
  [12.8, 0.9, 0.4],
  [16, 2.2, 0.34],
  [20.8, 1.6, 0.72],
] as const;

/**
 * How many people are in the shop, 0 to about 1: the one signal that all tiers of a project follow. The noise is the
 * project's, so that they move together to the second.
 */
export function demandAt(at: number, projectSeed: number): number {
  const { hour, weekday, date } = parisTime(at);
  let day = 0.05;
  for (const [peak, width, height] of PEAKS) day += height * Math.exp(-(((hour - peak) / width) ** 2) / 2);
  const mood =
    1 +
    0.1 * noise(projectSeed, at, 20 * MINUTE_MS) +
    0.07 * noise(projectSeed, at, 2 * MINUTE_MS) +
    0.05 * noise(projectSeed, at, 8_000);
  return Math.max(0.01, day * (WEEK[weekday] ?? 1) * yearAt(date) * mood);
}

/** Share of office work, 0 to 1: orders are followed up on working days from eight to seven. */
export function officeAt(at: number): number {
  const { hour, weekday, date } = parisTime(at);
  const open = weekday === 0 ? 0.05 : weekday === 6 ? 0.35 : 1;
  const rise = 1 / (1 + Math.exp(-(hour - 8.3) * 3));
  const fall = 1 / (1 + Math.exp((hour - 18.8) * 2));
  return open * rise * fall * officeDay(date);
}

/** Hour of the day (with its fraction), day of the week (Sunday is 0) and days since 1970, in Paris. */
export function parisTime(at: number): { hour: number; weekday: number; date: number } {
  const local = at + (isSummerInEurope(at) ? 2 : 1) * HOUR_MS;
  const day = Math.floor(local / (24 * HOUR_MS));
  return { hour: (local - day * 24 * HOUR_MS) / HOUR_MS, weekday: (day + 4) % 7, date: day };
}

/** Directive 2000/84/EC: from the last Sunday of March to the last Sunday of October, each at 1:00 UTC. */
function isSummerInEurope(at: number): boolean {
  const year = new Date(at).getUTCFullYear();
  const summer = summers.get(year) ?? [lastSundayOf(year, 2), lastSundayOf(year, 9)];
  summers.set(year, summer);
  return at >= summer[0] && at < summer[1];
}

const summers = new Map<number, readonly [from: number, to: number]>();

function lastSundayOf(year: number, month: number): number {
  const lastDay = Date.UTC(year, month + 1, 0, 1);
  return lastDay - new Date(lastDay).getUTCDay() * 24 * HOUR_MS;
}
