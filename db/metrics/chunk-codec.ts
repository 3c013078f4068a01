import { BitReader, BitWriter } from "./bits.ts";
import { readColumn, writeColumn } from "./column-codec.ts";
import type { ColumnMemory } from "./column-memory.ts";

/** The time that a chunk of a source holds. Windows begin at multiples of it, in epoch milliseconds. */
export const CHUNK_MS = 600_000;

export interface PackedSnapshot {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly values: readonly (number | null)[];
}

/**
 * Layout of WHOLE: format (1 byte), number of snapshots and of series (varints), the column of instants; then the directory,
 * a varint for each series: twice the length of its column, and 1 more when snapshots without a value are marked in a
 * bitmap before it; then the columns (column-codec.ts). PIECE has some series that follow each other: behind the number of
 * series come the first one's place, how many they are, and the length of the column of instants in bytes, so that whoever
 * looks for another series reads no further; the directory and the columns are theirs alone.
 */
const WHOLE = 1;
const PIECE = 2;
const NO_VALUES = { instants: [], values: [] };
const out = new BitWriter();
const columns = new BitWriter();

/** Snapshots sorted by `at`, one per `at`, all of one length; every double, finite or not, null and -0 come back exactly. */
export function packChunk(snapshots: readonly PackedSnapshot[]): Buffer {
  const packed = new PackedColumns(snapshots);
  return packed.chunk(0, packed.seriesCount);
}

/** The columns of snapshots, each packed once: to be put together into one chunk or into several. */
export class PackedColumns {
  readonly seriesCount: number;
  private readonly count: number;
  private readonly instants: Buffer;
  private readonly columns: Buffer;
  /** Where the column of each series begins in `columns`, and where the last ends. */
  private readonly starts: Uint32Array;
  /** What the directory says of each series. */
  private readonly entries: Uint32Array;

  constructor(snapshots: readonly PackedSnapshot[]) {
    this.count = snapshots.length;
    this.seriesCount = snapshots[0]?.values.length ?? 0;
    this.starts = new Uint32Array(this.seriesCount + 1);
    this.entries = new Uint32Array(this.seriesCount);
    out.clear();
    writeColumn(out, new Float64Array(snapshots.map(({ at }) => at)));
    this.instants = out.written();

    columns.clear();
    const values = new Float64Array(snapshots.length);
    for (let series = 0; series < this.seriesCount; series += 1) {
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
      this.starts[series] = start;
      this.entries[series] = 2 * (columns.position - start) + (hasGaps ? 1 : 0);
    }
    this.starts[this.seriesCount] = columns.position;
    this.columns = columns.written();
  }

  /** Bytes that a series adds to a chunk. */
  bytesOf(series: number): number {
    const length = (this.starts[series + 1] ?? 0) - (this.starts[series] ?? 0);
    return length + varintBytes(this.entries[series] ?? 0);
  }

  /** Bytes that a chunk takes before its first series, at most. */
  get headBytes(): number {
    return 1 + varintBytes(this.count) + 3 * varintBytes(this.seriesCount) + 4 + this.instants.length;
  }

  /** The series from `first` on, up to and without `end`. */
  chunk(first: number, end: number): Buffer {
    const isWhole = first === 0 && end === this.seriesCount;
    out.clear();
    out.byte(isWhole ? WHOLE : PIECE);
    out.varint(this.count);
    out.varint(this.seriesCount);
    if (!isWhole) {
      out.varint(first);
      out.varint(end - first);
      out.varint(this.instants.length);
    }
    for (const byte of this.instants) out.byte(byte);
    for (let series = first; series < end; series += 1) out.varint(this.entries[series] ?? 0);
    return Buffer.concat([out.written(), this.columns.subarray(this.starts[first], this.starts[end])]);
  }
}

/** Reads a packed chunk; a series costs only its own column. With a memory, what it gives is good until that is cleared. */
export class ChunkReader {
  /** Of the schema; a piece has only some of them. */
  readonly seriesCount: number;
  private readonly count: number;
  /** The first series that is here, and the one behind the last. */
  private readonly first: number;
  private readonly end: number;
  /** Where the column of each series begins, and where the last ends; from `columnsAt` on. */
  private readonly starts: Float64Array;
  private readonly hasGaps: Uint8Array;
  private readonly columnsAt: number;
  private readonly instantsAt: number;
  private read: ArrayLike<number> | undefined;

  constructor(
    private readonly packed: Buffer,
    private readonly memory?: ColumnMemory,
  ) {
    const reader = new BitReader(packed, 0);
    const format = reader.byte();
    if (format !== WHOLE && format !== PIECE) throw new Error(`A chunk begins with the unknown format ${format}`);
    this.count = reader.varint();
    this.seriesCount = reader.varint();
    this.first = format === PIECE ? reader.varint() : 0;
    this.end = this.first + (format === PIECE ? reader.varint() : this.seriesCount);
    const instantsBytes = format === PIECE ? reader.varint() : undefined;
    this.instantsAt = reader.position;
    if (instantsBytes === undefined) this.read = readColumn(reader, this.count, memory);
    else reader.position += instantsBytes;
    const here = this.end - this.first;
    this.starts = memory ? memory.take(here + 1) : new Float64Array(here + 1);
    this.hasGaps = new Uint8Array(here);
    let start = 0;
    for (let place = 0; place < here; place += 1) {
      const entry = reader.varint();
      this.starts[place] = start;
      this.hasGaps[place] = entry & 1;
      start += entry >>> 1;
    }
    this.starts[here] = start;
    this.columnsAt = reader.position;
  }

  get instants(): ArrayLike<number> {
    this.read ??= readColumn(new BitReader(this.packed, this.instantsAt), this.count, this.memory);
    return this.read;
  }

  /** Calls for each value that is not null, in time order. A series that the chunk does not have calls for nothing. */
  visit(series: number, visit: (at: number, value: number) => void): void {
    const { instants, values } = this.column(series);
    for (let index = 0; index < values.length; index += 1) visit(instants[index] ?? 0, values[index] ?? 0);
  }

  /** The values of a series that are not null, and their instants, in time order; none of a series that is not here. */
  column(series: number): { readonly instants: ArrayLike<number>; readonly values: ArrayLike<number> } {
    const place = series - this.first;
    const start = this.starts[place];
    const end = this.starts[place + 1];
    if (start === undefined || end === undefined || start === end) return NO_VALUES;
    const { instants } = this;
    const begin = this.columnsAt + start;
    if (!this.hasGaps[place])
      return { instants, values: readColumn(new BitReader(this.packed, begin), instants.length, this.memory) };
    const marks = this.packed.subarray(begin, begin + Math.ceil(instants.length / 8));
    const marked = Array.from(instants).filter((_at, index) => isMarked(marks, index));
    const reader = new BitReader(this.packed, begin + marks.length);
    return { instants: marked, values: readColumn(reader, marked.length, this.memory) };
  }

  /** Snapshots of all series; those of other pieces are null. */
  snapshots(): { at: number; values: (number | null)[] }[] {
    const found = new Map<number, (number | null)[]>();
    this.fill(found);
    return Array.from(found, ([at, values]) => ({ at, values }));
  }

  /** Puts the values that are here into the snapshots of their instants, which are made where there are none. */
  fill(found: Map<number, (number | null)[]>): void {
    for (let index = 0; index < this.count; index += 1) {
      const at = this.instants[index] ?? 0;
      if (!found.has(at)) found.set(at, Array<number | null>(this.seriesCount).fill(null));
    }
    for (let series = this.first; series < this.end; series += 1) {
      this.visit(series, (at, value) => {
        const values = found.get(at);
        if (values) values[series] = value;
      });
    }
  }
}

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) bytes += 1;
  return bytes;
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
