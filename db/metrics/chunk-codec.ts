import { BitReader, BitWriter } from "./bits.ts";
import { readColumn, writeColumn } from "./column-codec.ts";

/** The time that a chunk of a source holds. Windows begin at multiples of it, in epoch milliseconds. */
export const CHUNK_MS = 600_000;

export interface PackedSnapshot {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly values: readonly (number | null)[];
}

/**
 * Layout: format (1 byte), number of snapshots and of series (varints), the column of instants; then the directory, a
 * varint for each series: twice the length of its column, and 1 more when snapshots without a value are marked in a
 * bitmap before it; then the columns (column-codec.ts).
 */
const FORMAT = 1;
const NO_VALUES = { instants: [], values: [] };
const out = new BitWriter();
const columns = new BitWriter();

/** Snapshots sorted by `at`, one per `at`, all of one length; every double, finite or not, null and -0 come back exactly. */
export function packChunk(snapshots: readonly PackedSnapshot[]): Buffer {
  const seriesCount = snapshots[0]?.values.length ?? 0;
  out.clear();
  out.byte(FORMAT);
  out.varint(snapshots.length);
  out.varint(seriesCount);
  writeColumn(out, new Float64Array(snapshots.map(({ at }) => at)));

  columns.clear();
  const values = new Float64Array(snapshots.length);
  for (let series = 0; series < seriesCount; series += 1) {
    const start = columns.position;
    let count = 0;
    for (let index = 0; index < snapshots.length; index += 1) {
      const value = snapshots[index]?.values[series] ?? null;
      if (value === null) continue;
      values[count] = value;
      count += 1;
    }
    const hasGaps = count > 0 && count < snapshots.length;
    if (hasGaps) writeGaps(columns, snapshots, series);
    writeColumn(columns, values.subarray(0, count));
    out.varint(2 * (columns.position - start) + (hasGaps ? 1 : 0));
  }
  out.append(columns);
  return out.written();
}

/** Reads a packed chunk; a series costs only its own column. */
export class ChunkReader {
  readonly instants: ArrayLike<number>;
  readonly seriesCount: number;
  /** Where the column of each series begins, and where the last ends; from `first` on. */
  private readonly starts: Uint32Array;
  private readonly hasGaps: Uint8Array;
  private readonly first: number;

  constructor(private readonly packed: Buffer) {
    const reader = new BitReader(packed, 0);
    const format = reader.byte();
    if (format !== FORMAT) throw new Error(`A chunk begins with the unknown format ${format}`);
    const count = reader.varint();
    this.seriesCount = reader.varint();
    this.instants = readColumn(reader, count);
    this.starts = new Uint32Array(this.seriesCount + 1);
    this.hasGaps = new Uint8Array(this.seriesCount);
    let start = 0;
    for (let series = 0; series < this.seriesCount; series += 1) {
      const entry = reader.varint();
      this.starts[series] = start;
      this.hasGaps[series] = entry & 1;
      start += entry >>> 1;
    }
    this.starts[this.seriesCount] = start;
    this.first = reader.position;
  }

  /** Calls for each value that is not null, in time order. A series that the chunk does not have calls for nothing. */
  visit(series: number, visit: (at: number, value: number) => void): void {
    const { instants, values } = this.column(series);
    for (let index = 0; index < values.length; index += 1) visit(instants[index] ?? 0, values[index] ?? 0);
  }

  /** The values of a series that are not null, and their instants, in time order; none of a series that is not here. */
  column(series: number): { readonly instants: ArrayLike<number>; readonly values: ArrayLike<number> } {
    const start = this.starts[series];
    const end = this.starts[series + 1];
    if (start === undefined || end === undefined || start === end) return NO_VALUES;
    const { instants } = this;
    const begin = this.first + start;
    if (!this.hasGaps[series])
      return { instants, values: readColumn(new BitReader(this.packed, begin), instants.length) };
    const marks = this.packed.subarray(begin, begin + Math.ceil(instants.length / 8));
    const marked = Array.from(instants).filter((_at, index) => isMarked(marks, index));
    return { instants: marked, values: readColumn(new BitReader(this.packed, begin + marks.length), marked.length) };
  }

  snapshots(): { at: number; values: (number | null)[] }[] {
    const found = Array.from(this.instants, (at) => ({
      at,
      values: Array<number | null>(this.seriesCount).fill(null),
    }));
    const byInstant = new Map(found.map((one) => [one.at, one.values]));
    for (let series = 0; series < this.seriesCount; series += 1) {
      this.visit(series, (at, value) => {
        const values = byInstant.get(at);
        if (values) values[series] = value;
      });
    }
    return found;
  }
}

/** A bit for each snapshot: 1 where the series has a value. */
function writeGaps(to: BitWriter, snapshots: readonly PackedSnapshot[], series: number): void {
  for (let index = 0; index < snapshots.length; index += 8) {
    let mark = 0;
    for (let bit = 0; bit < 8; bit += 1) {
      if ((snapshots[index + bit]?.values[series] ?? null) !== null) mark |= 1 << bit;
    }
    to.byte(mark);
  }
}

function isMarked(marks: Buffer, index: number): boolean {
  return (((marks[index >> 3] ?? 0) >> (index & 7)) & 1) === 1;
}
