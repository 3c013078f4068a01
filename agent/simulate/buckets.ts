import type { DeclaredSeries } from "#collector/protocol/push.ts";

import { schemaOf } from "../sample.ts";
import type { SimulatedMachine } from "./machine.ts";
import { isSilent } from "./story.ts";
import { simulatedValues } from "./values.ts";
import { workerOf } from "./work.ts";

/** What a series did in a stretch of time. */
export interface SimulatedBucket {
  readonly min: number;
  readonly average: number;
  readonly max: number;
  readonly count: number;
}

/** Buckets of a stretch, one list a series; undefined where nothing was heard. */
export interface SimulatedBuckets {
  readonly series: readonly DeclaredSeries[];
  readonly buckets: readonly (readonly (SimulatedBucket | undefined)[])[];
}

const INTERVAL_MS = 10_000;
/**
 * By how much of the value that is looked at samples go beyond it, by metric: in a bucket of minutes, and in one of an hour.
 * Measured, so that the third highest of a day's hours is what the samples themselves have, whichever buckets it is read from.
 */
const FLICKER: readonly (readonly [name: RegExp, ofMinutes: number, ofAnHour: number])[] = [
  [/^cpu_/, 0.18, 0.22],
  [/^(load_average_1m|pressure_)/, 0.11, 0.28],
  [/^network_/, 0.1, 0.31],
  [/^disk_/, 0.06, 0.48],
  [/^database_queries_/, 0.07, 0.31],
];
const HOUR_MS = 3_600_000;

/**
 * What a machine's samples at 10 s would give in buckets of `bucketMs` from `from` on, looked at once a bucket: near enough
 * for a history, at a hundredth of the work. Buckets that begin at `until` or later are left empty; `keeps` chooses the series,
 * `isBrief` says that it keeps none that `simulatedValues` leaves out then.
 * Undefined where nothing was heard at all. The machine must have had the same hardware all the time.
 */
export function simulatedBuckets(
  machine: SimulatedMachine,
  stretch: {
    from: number;
    until: number;
    bucketMs: number;
    buckets: number;
    keeps?: (key: string) => boolean;
    isBrief?: boolean;
  },
): SimulatedBuckets | undefined {
  const { from, until, bucketMs, keeps = () => true, isBrief } = stretch;
  const series = seriesOf(machine, from, isBrief).filter(([key]) => keeps(key));
  const flickers = series.map(([key]) => {
    const [, ofMinutes, ofAnHour] = FLICKER.find(([name]) => name.test(key)) ?? [null, 0, 0];
    return bucketMs < HOUR_MS ? ofMinutes : ofAnHour;
  });
  const lists = series.map(() => Array<SimulatedBucket | undefined>(stretch.buckets).fill(undefined));
  let heard = false;
  for (let bucket = 0; bucket < stretch.buckets; bucket += 1) {
    const start = from + bucket * bucketMs;
    if (start >= until) break;
    const middle = start + bucketMs / 2;
    if (isSilent(machine, middle)) continue;
    heard = true;
    const values = simulatedValues(machine, middle, { isBrief });
    series.forEach(([key], index) => {
      const value = values.get(key);
      const list = lists[index];
      if (list && typeof value === "number")
        list[bucket] = bucketOf(key, value, flickers[index] ?? 0, bucketMs / INTERVAL_MS);
    });
  }
  return heard ? { series, buckets: lists } : undefined;
}

/** Put in order and named once a machine and hardware: a year asks for it some four hundred times. */
const known = new WeakMap<SimulatedMachine, Map<string, readonly DeclaredSeries[]>>();

function seriesOf(machine: SimulatedMachine, at: number, isBrief = false): readonly DeclaredSeries[] {
  const ofMachine = known.get(machine) ?? new Map<string, readonly DeclaredSeries[]>();
  known.set(machine, ofMachine);
  const hardware = `${workerOf(machine, at).machine.cores} ${isBrief}`;
  const series = ofMachine.get(hardware) ?? schemaOf(simulatedValues(machine, at, { isBrief }).keys()).series;
  ofMachine.set(hardware, series);
  return series;
}

function bucketOf(key: string, value: number, flicker: number, count: number): SimulatedBucket {
  const most = /_ratio(\{|$)/.test(key) ? 1 : Number.POSITIVE_INFINITY;
  const average = rounded(value);
  if (flicker === 0) return { min: average, average, max: average, count };
  return { min: rounded(value * (1 - flicker)), average, max: rounded(Math.min(most, value * (1 + flicker))), count };
}

/** As samples are rounded (agent/sample.ts): digits cost room. */
function rounded(value: number): number {
  if (value >= 1_000) return Math.round(value);
  return value <= 1 ? Math.round(value * 10_000) / 10_000 : Math.round(value * 1_000) / 1_000;
}
