import type { StoredSchema } from "#db/metrics/store.ts";

/** Ten minutes at one a second; a sender that samples faster keeps less. */
const MOST = 600;
const FIRST = 8;

/**
 * The last snapshots of one source under one schema, in two arrays of numbers that are written over and over: a
 * thousand machines keep sixty thousand snapshots here, and as objects the garbage collector would carry each of
 * them around for ten minutes. A missing value is NaN.
 */
export class Ring {
  private instants = new Float64Array(FIRST);
  private values: Float64Array;
  private first = 0;
  private length = 0;

  constructor(readonly schema: StoredSchema) {
    this.values = new Float64Array(FIRST * schema.series.length);
  }

  get isEmpty(): boolean {
    return this.length === 0;
  }

  push(at: number, values: readonly (number | null)[]): void {
    if (this.length === this.instants.length) this.grow();
    if (this.length === MOST) this.dropFirst();
    const place = this.place(this.length);
    const width = this.schema.series.length;
    this.instants[place] = at;
    for (let series = 0; series < width; series += 1) {
      this.values[place * width + series] = values[series] ?? Number.NaN;
    }
    this.length += 1;
  }

  /** Forgets what is older than `from`. */
  trim(from: number): void {
    while (this.length > 0 && (this.instants[this.first] ?? from) < from) this.dropFirst();
  }

  /** The values of the newest snapshot; null where one is missing. */
  newest(): (number | null)[] {
    const width = this.schema.series.length;
    const begin = this.place(this.length - 1) * width;
    return Array.from(this.values.subarray(begin, begin + width), (value) => (Number.isNaN(value) ? null : value));
  }

  /** The value of the newest snapshot at a position; NaN where it is missing. */
  newestAt(position: number): number {
    return this.values[this.place(this.length - 1) * this.schema.series.length + position] ?? Number.NaN;
  }

  /** Calls for each snapshot, oldest first, with the value at a position; NaN where it is missing or not of this schema. */
  visit(position: number, visit: (at: number, value: number) => void): void {
    const width = this.schema.series.length;
    for (let index = 0; index < this.length; index += 1) {
      const place = this.place(index);
      visit(
        this.instants[place] ?? 0,
        (position < 0 ? undefined : this.values[place * width + position]) ?? Number.NaN,
      );
    }
  }

  private place(index: number): number {
    return (this.first + index) % this.instants.length;
  }

  private dropFirst(): void {
    this.first = this.place(1);
    this.length -= 1;
  }

  private grow(): void {
    const capacity = Math.min(MOST, this.instants.length * 2);
    if (capacity === this.instants.length) return;
    const instants = new Float64Array(capacity);
    const values = new Float64Array(capacity * this.schema.series.length);
    const width = this.schema.series.length;
    for (let index = 0; index < this.length; index += 1) {
      const place = this.place(index);
      instants[index] = this.instants[place] ?? 0;
      values.set(this.values.subarray(place * width, (place + 1) * width), index * width);
    }
    this.instants = instants;
    this.values = values;
    this.first = 0;
  }
}
