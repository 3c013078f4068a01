/** Numbers of a few columns of ten minutes at a sample a second. */
const NUMBERS = 8_192;

/**
 * Memory for columns that are read and passed on at once, used again and again: a day of a series is read out of hundreds of
 * them, and an array for each had to be collected. What does not go in gets its own.
 */
export class ColumnMemory {
  private readonly block = new Float64Array(NUMBERS);
  private used = 0;

  /** Room for so many numbers, whatever stood there before; good until `clear`. */
  take(count: number): Float64Array {
    const end = this.used + count;
    if (end > this.block.length) return new Float64Array(count);
    const taken = this.block.subarray(this.used, end);
    this.used = end;
    return taken;
  }

  clear(): void {
    this.used = 0;
  }
}
