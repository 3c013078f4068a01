import { BitReader, BitWriter } from "./bits.ts";
import { readColumn, writeColumn } from "./column-codec.ts";
import { nearestDecimal } from "./decimals.ts";

/** What one series did in one bucket. Of a counter, min = average = max = its increase. */
export interface Bucket {
  readonly min: number;
  readonly average: number;
  readonly max: number;
  /** How many values there were; at least 1. */
  readonly count: number;
}

/**
 * Layout: format (1 byte), number of buckets and of series (varints), the column of counts of the first series that has any (0
 * where it has no value); the directory, a varint with the length of each series; then each series: a byte of marks, its own
 * counts where they differ, and its columns (column-codec.ts). A series without a bucket takes no bytes.
 */
const FORMAT = 1;
/** Its counts are the ones at the head of the row. */
const COUNTED_AS_FIRST = 1;
/** min = average = max in every bucket: one column for the three. */
const FLAT = 2;
/** Sums instead of averages: of decimals they are decimals again, and take a third of the room. */
const SUMMED = 4;

const out = new BitWriter();
const columns = new BitWriter();

/** Packs series × buckets, undefined where there was no value; every double comes back exactly. */
export function packRollup(series: readonly (readonly (Bucket | undefined)[])[]): Buffer {
  const buckets = Math.max(0, ...series.map((one) => one.length));
  const first = countsOf(series.find((one) => one.some(Boolean)) ?? [], buckets);
  out.clear();
  out.byte(FORMAT);
  out.varint(buckets);
  out.varint(series.length);
  writeColumn(out, first);
  columns.clear();
  for (const one of series) {
    const start = columns.position;
    writeSeries(columns, one, first);
    out.varint(columns.position - start);
  }
  out.append(columns);
  return out.written();
}

/** Reads a packed roll-up; a series costs only its own columns. */
export class RollupReader {
  readonly seriesCount: number;
  private readonly first: Float64Array;
  /** Where each series begins, and where the last ends. */
  private readonly starts: Uint32Array;

  constructor(private readonly packed: Buffer) {
    const reader = new BitReader(packed, 0);
    const format = reader.byte();
    if (format !== FORMAT) throw new Error(`A roll-up begins with the unknown format ${format}`);
    const buckets = reader.varint();
    this.seriesCount = reader.varint();
    this.first = readColumn(reader, buckets);
    const lengths = Array.from({ length: this.seriesCount }, () => reader.varint());
    this.starts = new Uint32Array(this.seriesCount + 1);
    this.starts[0] = reader.position;
    lengths.forEach((length, series) => {
      this.starts[series + 1] = (this.starts[series] ?? 0) + length;
    });
  }

  /** Calls for each bucket that has a value, in time order. */
  visit(series: number, visit: (bucket: number, value: Bucket) => void): void {
    const start = this.starts[series];
    const end = this.starts[series + 1];
    if (start === undefined || end === undefined || start === end) return;
    const reader = new BitReader(this.packed, start);
    const marks = reader.byte();
    const counts = marks & COUNTED_AS_FIRST ? this.first : readColumn(reader, this.first.length);
    const count = counts.reduce((sum, one) => sum + (one > 0 ? 1 : 0), 0);
    const averages = readColumn(reader, count);
    const mins = marks & FLAT ? averages : readColumn(reader, count);
    const maxs = marks & FLAT ? averages : readColumn(reader, count);
    let next = 0;
    for (let bucket = 0; bucket < counts.length; bucket += 1) {
      const count = counts[bucket] ?? 0;
      if (count === 0) continue;
      const average = averages[next] ?? 0;
      const [min, max] = [mins[next] ?? 0, maxs[next] ?? 0];
      visit(bucket, { min, average: marks & SUMMED ? average / count : average, max, count });
      next += 1;
    }
  }

  series(index: number): (Bucket | undefined)[] {
    const found = Array<Bucket | undefined>(this.first.length).fill(undefined);
    this.visit(index, (bucket, value) => {
      found[bucket] = value;
    });
    return found;
  }
}

function writeSeries(to: BitWriter, series: readonly (Bucket | undefined)[], first: Float64Array): void {
  const filled = series.filter((one) => one !== undefined);
  if (filled.length === 0) return;
  const counts = countsOf(series, first.length);
  const isCountedAsFirst = counts.every((count, bucket) => count === first[bucket]);
  const isFlat = filled.every(({ min, average, max }) => Object.is(min, average) && Object.is(max, average));
  const sums = isFlat ? undefined : sumsOf(filled);
  to.byte((isCountedAsFirst ? COUNTED_AS_FIRST : 0) + (isFlat ? FLAT : 0) + (sums ? SUMMED : 0));
  if (!isCountedAsFirst) writeColumn(to, counts);
  writeColumn(to, sums ?? Float64Array.from(filled, ({ average }) => average));
  if (isFlat) return;
  writeColumn(
    to,
    Float64Array.from(filled, ({ min }) => min),
  );
  writeColumn(
    to,
    Float64Array.from(filled, ({ max }) => max),
  );
}

function countsOf(series: readonly (Bucket | undefined)[], buckets: number): Float64Array {
  return Float64Array.from({ length: buckets }, (_one, bucket) => series[bucket]?.count ?? 0);
}

/** The decimals whose quotients by the counts are the very averages; undefined when one average has none. */
function sumsOf(filled: readonly Bucket[]): Float64Array | undefined {
  const sums = Float64Array.from(filled, ({ average, count }) => nearestDecimal(average * count));
  return filled.every(({ average, count }, index) => Object.is((sums[index] ?? 0) / count, average)) ? sums : undefined;
}
