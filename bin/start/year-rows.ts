import { type SimulatedBuckets, simulatedBuckets } from "#agent/simulate/buckets.ts";
import { happenings } from "#agent/simulate/happenings.ts";
import { LEVELS } from "#db/metrics/levels.ts";
import type { Bucket } from "#db/metrics/rollup-codec.ts";
import type { FleetEntry } from "./fleet.ts";

const { fiveMinutes: FINE, oneHour: HOURLY } = LEVELS;
const HOURS_A_DAY = HOURLY.buckets;
/** Left out of what is told in five minutes: what nobody looks for in last week. */
const DETAIL = /^(cpu_core_ratio|network_\w+_(errors|drops)_|agent_|file_descriptors_|uptime_)/;
/** Of the months that have hourly rows only: what charts, reports and forecasts of a year draw. */
const CHARTED =
  /^(cpu_(used|user|system|iowait)_ratio|cpu_cores|load_average_1m|memory_(used|total)|filesystem_(used|size)|network_\w+_bytes_|disk_\w+_bytes_|database_)/;

const isTold = (key: string) => !DETAIL.test(key);
const isCharted = (key: string) => CHARTED.test(key) && !key.includes('interface="lo"');

/** One row of a level before it is packed. */
export interface UnpackedRow extends SimulatedBuckets {
  readonly t0: number;
}

export interface DayOfMachine {
  readonly fine: readonly UnpackedRow[];
  readonly hourly: readonly UnpackedRow[];
}

/**
 * A day (UTC, its start in epoch milliseconds) of a simulated machine up to `until`: hourly buckets and, of a day that is told
 * finely, five-minute ones that the hourly are made of. A day in which the hardware changed has a row for each schema.
 */
export function dayOfMachine(machine: FleetEntry, day: number, until: number, isFine: boolean): DayOfMachine {
  const fine: UnpackedRow[] = [];
  const hourly: UnpackedRow[] = [];
  for (const { from, to } of stretchesOf(machine, day, Math.min(until, day + HOURLY.rowMs))) {
    const hours: (SimulatedBuckets | undefined)[] = [];
    if (isFine) {
      for (let hour = 0; hour < HOURS_A_DAY; hour += 1) {
        const t0 = day + hour * FINE.rowMs;
        const told = t0 < from ? undefined : simulatedBuckets(machine, { ...FINE, from: t0, until: to, keeps: isTold });
        hours.push(told);
        if (told) fine.push({ t0, ...told });
      }
    }
    const whole = isFine ? summed(hours) : coarseDay(machine, day, from, to);
    if (whole) hourly.push({ t0: day, ...whole });
  }
  return { fine, hourly };
}

/** A day cut where the machine got other hardware, at whole hours. */
function stretchesOf({ name, storyAt }: FleetEntry, day: number, until: number): { from: number; to: number }[] {
  const cuts = happenings(storyAt)
    .filter(({ kind, machines }) => kind === "resize" && machines.includes(name))
    .map(({ at }) => at)
    .filter((at) => at > day && at < until);
  const edges = [day, ...cuts, until];
  return edges.slice(1).map((to, index) => ({ from: edges[index] ?? day, to }));
}

function coarseDay(machine: FleetEntry, day: number, from: number, until: number): SimulatedBuckets | undefined {
  const told = simulatedBuckets(machine, { ...HOURLY, from, until, keeps: isCharted, isBrief: true });
  const before = Math.round((from - day) / HOURLY.bucketMs);
  if (!told || before === 0) return told;
  const buckets = told.buckets.map((list) => [...Array<undefined>(before), ...list].slice(0, HOURS_A_DAY));
  return { series: told.series, buckets };
}

/** The hours of a day out of their five minutes: the rule by which sealing makes them. */
function summed(hours: readonly (SimulatedBuckets | undefined)[]): SimulatedBuckets | undefined {
  const series = hours.find((hour) => hour !== undefined)?.series;
  if (!series) return undefined;
  const buckets = series.map((_one, index) => hours.map((hour) => hourOf(hour?.buckets[index] ?? [])));
  return { series, buckets };
}

function hourOf(buckets: readonly (Bucket | undefined)[]): Bucket | undefined {
  const filled = buckets.filter((one) => one !== undefined);
  if (filled.length === 0) return undefined;
  const count = filled.reduce((sum, one) => sum + one.count, 0);
  return {
    min: Math.min(...filled.map(({ min }) => min)),
    average: filled.reduce((sum, one) => sum + one.average * one.count, 0) / count,
    max: Math.max(...filled.map(({ max }) => max)),
    count,
  };
}
