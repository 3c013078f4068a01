import type { RangePoint } from "./store.ts";

/** Round steps, in seconds, that divide the minute, the hour or the day: neighbouring charts cut at the same instants. */
const STEPS_SECONDS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400,
];

/** The shortest round step that cuts the window into no more than `maxPoints`. */
export function stepMsOf(from: number, to: number, maxPoints: number): number {
  const shortest = (to - from) / Math.max(1, maxPoints) / 1_000;
  const seconds = STEPS_SECONDS.find((step) => step >= shortest) ?? Math.ceil(shortest / 86_400) * 86_400;
  return seconds * 1_000;
}

/** What several values are together; their average is `sum` / `weight`. */
interface Merged {
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  readonly weight: number;
  readonly count: number;
}

/** Numbers of a step, in this order; the first is `at` divided by the length of a step, rounded down. */
const MIN = 1;
const MAX = 2;
const SUM = 3;
const WEIGHT = 4;
const COUNT = 5;
const WIDTH = 6;

/** Gathers the values of one series into steps. */
export class StepAggregate {
  /** All steps one after another: an object for each, and one for each of its numbers, would be much to collect. */
  private readonly steps: number[] = [];
  /** Values come mostly in time order; only once one does not are steps looked up. */
  private byStart: Map<number, number> | undefined;

  constructor(private readonly stepMs: number) {}

  add(at: number, value: number): void {
    this.put(at, value, value, value, 1, 1);
  }

  merge(at: number, { min, max, sum, weight, count }: Merged): void {
    this.put(at, min, max, sum, weight, count);
  }

  points(): RangePoint[] {
    const { steps, stepMs } = this;
    const number = (place: number) => steps[place] ?? 0;
    const points: RangePoint[] = [];
    for (let step = 0; step < steps.length; step += WIDTH) {
      points.push({
        at: number(step) * stepMs,
        min: number(step + MIN),
        average: number(step + SUM) / number(step + WEIGHT),
        max: number(step + MAX),
        count: number(step + COUNT),
      });
    }
    return this.byStart ? points.sort((one, other) => one.at - other.at) : points;
  }

  private put(at: number, min: number, max: number, sum: number, weight: number, count: number): void {
    const { steps } = this;
    const start = Math.floor(at / this.stepMs);
    const step = this.placeOf(start);
    if (step === undefined) {
      this.byStart?.set(start, steps.length);
      steps.push(start, min, max, sum, weight, count);
      return;
    }
    if (min < (steps[step + MIN] ?? min)) steps[step + MIN] = min;
    if (max > (steps[step + MAX] ?? max)) steps[step + MAX] = max;
    steps[step + SUM] = (steps[step + SUM] ?? 0) + sum;
    steps[step + WEIGHT] = (steps[step + WEIGHT] ?? 0) + weight;
    steps[step + COUNT] = (steps[step + COUNT] ?? 0) + count;
  }

  /** Where the step stands that begins there; undefined when there is none. */
  private placeOf(start: number): number | undefined {
    const { steps } = this;
    const last = steps.length - WIDTH;
    if (!this.byStart) {
      const lastStart = steps[last] ?? Number.NEGATIVE_INFINITY;
      if (lastStart === start) return last;
      if (lastStart < start) return undefined;
      this.byStart = new Map();
      for (let step = 0; step < steps.length; step += WIDTH) this.byStart.set(steps[step] ?? 0, step);
    }
    return this.byStart.get(start);
  }
}
