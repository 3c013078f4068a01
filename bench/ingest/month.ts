import type { Snapshot } from "#collector/protocol/push.ts";
import { DAY_MS } from "#db/metrics/store.ts";

import type { Point, RunningContender } from "./contender.ts";
import { ASKED_SERIES, INTERVAL_MS, type Load } from "./load.ts";

export const HOUR_MS = 3_600_000;
const MONTH_MS = 30 * DAY_MS;
const TICKS_AN_HOUR = HOUR_MS / INTERVAL_MS;
/** Adding up 360 values in another order leaves another last digit. */
const TOLERANCE = 1e-9;

/** Machines that have a past: those that the queries are asked of. */
export const MONTH_MACHINES = 5;

/** Thirty whole days (UTC), in epoch milliseconds, before the last day of the load: nobody has anything of them yet. */
export function monthOf(load: Load): { from: number; to: number } {
  const to = Math.floor((load.end - 2 * DAY_MS) / DAY_MS) * DAY_MS;
  return { from: to - MONTH_MS, to };
}

/** The samples of the one series that is asked of, of an hour. */
export function samplesOfHour(load: Load, machine: number, start: number): Snapshot[] {
  const first = Math.ceil((start - load.end) / INTERVAL_MS);
  return Array.from({ length: TICKS_AN_HOUR }, (_one, index) => [
    load.at(machine, first + index),
    load.value(machine, ASKED_SERIES, first + index),
  ]);
}

export function hoursOf({ from, to }: { readonly from: number; readonly to: number }): number[] {
  return Array.from({ length: (to - from) / HOUR_MS }, (_one, hour) => from + hour * HOUR_MS);
}

/** Gives the month to a contender that takes old samples, and checks what it answers of it. False when it takes none. */
export async function loadMonth<Encoded>(running: RunningContender<Encoded>, load: Load): Promise<boolean> {
  if (!running.loadMonth) return false;
  for (let machine = 0; machine < MONTH_MACHINES; machine += 1) await running.loadMonth(machine, monthOf(load));
  await running.flush();
  const { from, to } = monthOf(load);
  for (let machine = 0; machine < MONTH_MACHINES; machine += 1) {
    requireAverages(await running.ask.hourly(machine, ASKED_SERIES, from, to), load, machine);
  }
  return true;
}

function requireAverages(points: readonly Point[], load: Load, machine: number): void {
  const hours = hoursOf(monthOf(load));
  if (points.length !== hours.length) throw new Error(`The month has ${points.length} of ${hours.length} hours`);
  for (const [index, start] of hours.entries()) {
    const sent = meanOf(samplesOfHour(load, machine, start).map(([, value]) => value ?? Number.NaN));
    const [at, average] = points[index] ?? [Number.NaN, Number.NaN];
    if (at !== start || !(Math.abs(average - sent) <= Math.abs(sent) * TOLERANCE)) {
      throw new Error(`The hour ${start} of machine ${machine} was ${sent}; ${average} is answered, at ${at}`);
    }
  }
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}
