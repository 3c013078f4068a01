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

interface Step {
  min: number;
  max: number;
  sum: number;
  weight: number;
  count: number;
}

/** Gathers the values of one series into steps. */
export class StepAggregate {
  private readonly steps = new Map<number, Step>();
  /** Values come mostly in time order: the step of the last one is at hand. */
  private current: Step | undefined;
  private currentStart = Number.NaN;

  constructor(private readonly stepMs: number) {}

  add(at: number, value: number): void {
    const step = this.stepAt(at);
    if (value < step.min) step.min = value;
    if (value > step.max) step.max = value;
    step.sum += value;
    step.weight += 1;
    step.count += 1;
  }

  /** Adds what several values are together; their average is `sum` / `weight`. */
  merge(at: number, { min, max, sum, weight, count }: Readonly<Step>): void {
    const step = this.stepAt(at);
    if (min < step.min) step.min = min;
    if (max > step.max) step.max = max;
    step.sum += sum;
    step.weight += weight;
    step.count += count;
  }

  points(): RangePoint[] {
    return [...this.steps]
      .sort(([one], [other]) => one - other)
      .map(([step, { min, max, sum, weight, count }]) => ({
        at: step * this.stepMs,
        min,
        average: sum / weight,
        max,
        count,
      }));
  }

  private stepAt(at: number): Step {
    const start = Math.floor(at / this.stepMs);
    if (this.current && start === this.currentStart) return this.current;
    const found = this.steps.get(start) ?? { min: Infinity, max: -Infinity, sum: 0, weight: 0, count: 0 };
    this.steps.set(start, found);
    this.current = found;
    this.currentStart = start;
    return found;
  }
}
