import type { RangePoint } from "./store.ts";

/** Numbers of a step, in this order; the first is its start divided by the length of a step. */
export const START = 0;
export const MIN = 1;
export const MAX = 2;
export const SUM = 3;
export const WEIGHT = 4;
export const COUNT = 5;
export const WIDTH = 6;

/** Where no step has more than one value, that value is all but the last two, which are 1: start and value are kept. */
export const VALUE = 1;
export const PLAIN_WIDTH = 2;

/** Steps of a series in time order, all their numbers in one array: an object for each would be much to collect. */
export class Steps {
  constructor(
    private readonly numbers: Float64Array,
    private readonly stepMs: number,
    private readonly width: typeof WIDTH | typeof PLAIN_WIDTH = WIDTH,
  ) {}

  get length(): number {
    return this.numbers.length / this.width;
  }

  /** Start of the step, epoch milliseconds. */
  at(step: number): number {
    return this.number(step, START) * this.stepMs;
  }

  min(step: number): number {
    return this.number(step, MIN);
  }

  average(step: number): number {
    return this.number(step, SUM) / this.number(step, WEIGHT);
  }

  max(step: number): number {
    return this.number(step, MAX);
  }

  count(step: number): number {
    return this.number(step, COUNT);
  }

  points(): RangePoint[] {
    return Array.from({ length: this.length }, (_one, step) => ({
      at: this.at(step),
      min: this.min(step),
      average: this.average(step),
      max: this.max(step),
      count: this.count(step),
    }));
  }

  private number(step: number, place: number): number {
    if (this.width === WIDTH) return this.numbers[step * WIDTH + place] ?? 0;
    if (place >= WEIGHT) return 1;
    return this.numbers[step * PLAIN_WIDTH + (place === START ? START : VALUE)] ?? 0;
  }
}
