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
  /** `at` divided by the length of a step, rounded down. */
  readonly start: number;
  min: number;
  max: number;
  sum: number;
  weight: number;
  count: number;
}

/** Gathers the values of one series into steps. */
export class StepAggregate {
  private readonly steps: Step[] = [];
  /** Values come mostly in time order; only once one does not are steps looked up. */
  private byStart: Map<number, Step> | undefined;

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
  merge(at: number, { min, max, sum, weight, count }: Omit<Readonly<Step>, "start">): void {
    const step = this.stepAt(at);
    if (min < step.min) step.min = min;
    if (max > step.max) step.max = max;
    step.sum += sum;
    step.weight += weight;
    step.count += count;
  }

  points(): RangePoint[] {
    if (this.byStart) this.steps.sort((one, other) => one.start - other.start);
    this.byStart = undefined;
    const { stepMs } = this;
    return this.steps.map(({ start, min, max, sum, weight, count }) => ({
      at: start * stepMs,
      min,
      average: sum / weight,
      max,
      count,
    }));
  }

  private stepAt(at: number): Step {
    const start = Math.floor(at / this.stepMs);
    const last = this.steps.at(-1);
    if (last?.start === start) return last;
    if (!this.byStart && (!last || last.start < start)) return this.newStep(start);
    this.byStart ??= new Map(this.steps.map((step) => [step.start, step]));
    return this.byStart.get(start) ?? this.newStep(start);
  }

  private newStep(start: number): Step {
    const step = { start, min: Infinity, max: -Infinity, sum: 0, weight: 0, count: 0 };
    this.steps.push(step);
    this.byStart?.set(start, step);
    return step;
  }
}
