/** Long charts are cut at the midnights of a time zone, where the store cuts at those of UTC. Pure: the browser uses it too. */

import type { MeasuredPoint } from "./combine.ts";
import { instantOf, wallTime } from "./wall-time.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export function isOfDays(stepMs: number): boolean {
  return stepMs % DAY_MS === 0;
}

/** Where the step begins that holds the instant: a step of days at a midnight of the zone, any other in UTC. */
export function stepStart(at: number, stepMs: number, timeZone: string): number {
  if (!isOfDays(stepMs)) return Math.floor(at / stepMs) * stepMs;
  const day = Date.parse(wallTime(at, timeZone).slice(0, 10));
  // Steps of several days are counted from 1970, so that all charts cut alike.
  const first = Math.floor(day / stepMs) * stepMs;
  return instantOf(new Date(first).toISOString().slice(0, 10), timeZone) ?? first;
}

/** Where the step ends that begins there: of a day, 23 to 25 hours later. */
export function stepEnd(start: number, stepMs: number, timeZone: string): number {
  return isOfDays(stepMs) ? stepStart(start + stepMs + DAY_MS / 2, stepMs, timeZone) : start + stepMs;
}

/** Of the two ends of its step, the one that is nearer to the instant. */
export function nearestStep(at: number, stepMs: number, timeZone: string): number {
  const start = stepStart(at, stepMs, timeZone);
  const end = stepEnd(start, stepMs, timeZone);
  return at - start < end - at ? start : end;
}

/** The steps of a stretch by the calendar of a zone. `stepMs` is a whole number of days. */
export class DaySteps {
  private readonly starts: readonly number[];

  constructor(
    { from, to }: { readonly from: number; readonly to: number },
    readonly stepMs: number,
    timeZone: string,
  ) {
    const starts: number[] = [];
    for (let start = stepStart(from, stepMs, timeZone); start < to; start = stepEnd(start, stepMs, timeZone)) {
      starts.push(start);
    }
    this.starts = starts;
  }

  /** What the store is asked for: hours, or half hours where the zone's midnights are between those of UTC. */
  get fineMs(): number {
    return this.starts.every((start) => start % HOUR_MS === 0) ? HOUR_MS : HOUR_MS / 2;
  }

  /** Tells where the step begins that holds an instant. Cheap for instants that come in order of time. */
  reader(): (at: number) => number {
    const { starts } = this;
    let step = 0;
    return (at) => {
      if (at < (starts[step] ?? at)) step = 0;
      for (let next = starts[step + 1]; next !== undefined && next <= at; next = starts[step + 1]) step += 1;
      return starts[step] ?? at;
    };
  }

  /** Points in order of time as one a step. The hours of a counter weigh alike, those of a gauge by their samples. */
  gathered(points: readonly MeasuredPoint[], kind?: "counter"): MeasuredPoint[] {
    const startOf = this.reader();
    const steps: { at: number; min: number; max: number; sum: number; weight: number; count: number }[] = [];
    for (const { at, min, average, max, count } of points) {
      const weight = kind === "counter" ? 1 : count;
      const start = startOf(at);
      const step = steps.at(-1);
      if (step?.at !== start) {
        steps.push({ at: start, min, max, sum: average * weight, weight, count });
        continue;
      }
      step.min = Math.min(step.min, min);
      step.max = Math.max(step.max, max);
      step.sum += average * weight;
      step.weight += weight;
      step.count += count;
    }
    return steps.map(({ at, min, max, sum, weight, count }) => ({ at, min, average: sum / weight, max, count }));
  }
}
