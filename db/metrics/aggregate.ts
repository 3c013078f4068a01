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

/** Gathers the values of one series into steps. */
export class StepAggregate {
  private readonly steps = new Map<number, { min: number; sum: number; max: number; count: number }>();

  constructor(private readonly stepMs: number) {}

  add(at: number, value: number): void {
    const step = Math.floor(at / this.stepMs);
    const found = this.steps.get(step);
    if (!found) {
      this.steps.set(step, { min: value, sum: value, max: value, count: 1 });
      return;
    }
    if (value < found.min) found.min = value;
    if (value > found.max) found.max = value;
    found.sum += value;
    found.count += 1;
  }

  points(): RangePoint[] {
    return [...this.steps]
      .sort(([one], [other]) => one - other)
      .map(([step, { min, sum, max, count }]) => ({ at: step * this.stepMs, min, average: sum / count, max, count }));
  }
}
