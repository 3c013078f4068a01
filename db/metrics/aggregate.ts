import { COUNT, MAX, MIN, PLAIN_WIDTH, START, Steps, SUM, VALUE, WEIGHT, WIDTH } from "./steps.ts";

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

/** Gathers the values of one series into steps. */
export class StepAggregate {
  private numbers = new Float64Array(0);
  private length = 0;
  /** Plain until a step gets a second value: a day of samples is a third of the memory then, and as much to collect. */
  private isPlain = true;
  /** Values come mostly in time order; only once one does not are steps looked up. */
  private byStart: Map<number, number> | undefined;

  /** `likely` is how many steps there may be; more are made room for when they come. */
  constructor(
    private readonly stepMs: number,
    private readonly likely = 1,
  ) {}

  add(at: number, value: number): void {
    if (this.isPlain && this.addPlain(Math.floor(at / this.stepMs), value)) return;
    this.put(at, value, value, value, 1, 1);
  }

  merge(at: number, { min, max, sum, weight, count }: Merged): void {
    this.put(at, min, max, sum, weight, count);
  }

  steps(): Steps {
    const found = this.numbers.subarray(0, this.length);
    if (this.isPlain) return new Steps(found, this.stepMs, PLAIN_WIDTH);
    return new Steps(this.byStart ? sorted(found) : found, this.stepMs);
  }

  /** Whether it went in: as the first value of the last step. */
  private addPlain(start: number, value: number): boolean {
    const place = this.length;
    if (place > 0 && (this.numbers[place - PLAIN_WIDTH] ?? start) >= start) return false;
    this.room(PLAIN_WIDTH);
    this.numbers[place] = start;
    this.numbers[place + VALUE] = value;
    this.length += PLAIN_WIDTH;
    return true;
  }

  private widen(): void {
    const plain = this.numbers.subarray(0, this.length);
    this.isPlain = false;
    this.numbers = new Float64Array(WIDTH * Math.max(1, this.likely, plain.length / PLAIN_WIDTH));
    this.length = 0;
    for (let place = 0; place < plain.length; place += PLAIN_WIDTH) {
      const value = plain[place + VALUE] ?? 0;
      this.append(plain[place] ?? 0, value, value, value, 1, 1);
    }
  }

  private put(at: number, min: number, max: number, sum: number, weight: number, count: number): void {
    if (this.isPlain) this.widen();
    const start = Math.floor(at / this.stepMs);
    const place = this.placeOf(start);
    if (place === undefined) {
      this.append(start, min, max, sum, weight, count);
      return;
    }
    const { numbers } = this;
    if (min < (numbers[place + MIN] ?? min)) numbers[place + MIN] = min;
    if (max > (numbers[place + MAX] ?? max)) numbers[place + MAX] = max;
    numbers[place + SUM] = (numbers[place + SUM] ?? 0) + sum;
    numbers[place + WEIGHT] = (numbers[place + WEIGHT] ?? 0) + weight;
    numbers[place + COUNT] = (numbers[place + COUNT] ?? 0) + count;
  }

  private append(start: number, min: number, max: number, sum: number, weight: number, count: number): void {
    const place = this.length;
    this.room(WIDTH);
    const { numbers } = this;
    numbers[place + START] = start;
    numbers[place + MIN] = min;
    numbers[place + MAX] = max;
    numbers[place + SUM] = sum;
    numbers[place + WEIGHT] = weight;
    numbers[place + COUNT] = count;
    this.length += WIDTH;
    this.byStart?.set(start, place);
  }

  /** Room for one more step. */
  private room(width: number): void {
    if (this.length < this.numbers.length) return;
    const wider = new Float64Array(Math.max(width * Math.max(1, this.likely), 2 * this.length));
    wider.set(this.numbers);
    this.numbers = wider;
  }

  /** Where the step stands that begins there; undefined when there is none. */
  private placeOf(start: number): number | undefined {
    if (!this.byStart) {
      if (this.length === 0) return undefined;
      const last = this.length - WIDTH;
      const lastStart = this.numbers[last + START] ?? start;
      if (lastStart === start) return last;
      if (lastStart < start) return undefined;
      this.byStart = new Map();
      for (let place = 0; place < this.length; place += WIDTH) this.byStart.set(this.numbers[place] ?? 0, place);
    }
    return this.byStart.get(start);
  }
}

function sorted(numbers: Float64Array): Float64Array {
  const places = Array.from({ length: numbers.length / WIDTH }, (_one, step) => step * WIDTH);
  places.sort((one, other) => (numbers[one] ?? 0) - (numbers[other] ?? 0));
  const found = new Float64Array(numbers.length);
  places.forEach((place, step) => {
    found.set(numbers.subarray(place, place + WIDTH), step * WIDTH);
  });
  return found;
}
