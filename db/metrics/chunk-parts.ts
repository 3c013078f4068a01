import { CHUNK_MS, ChunkReader, PackedColumns, type PackedSnapshot } from "./chunk-codec.ts";

/**
 * What a piece of a chunk may take. InnoDB would keep a row of up to 8 KB inside its page, but of rows between 5 and 8 KB only two
 * go into the 16 KB of a page, and the rest of it stays empty; of this size there are four or more.
 */
export const MAX_PART_BYTES = 3_700;

/** Pieces of other series are this far apart; below are those of other times. */
const SERIES_STEP = 65_536;

export interface ChunkPart {
  /**
   * 1 is the whole window, or its first series. Of a window cut by time 2 and 3 are the halves, 4 to 7 the quarters, and so on;
   * the next series of each follow 65,536 further on.
   */
  readonly part: number;
  readonly snapshots: readonly PackedSnapshot[];
  readonly packed: Buffer;
}

/**
 * Packs the snapshots that one window has under one schema, sorted by `at`. What is too long is cut between series: a piece
 * takes as many of them, in the schema's order, as go into it. Only where one series is too long by itself the window is
 * halved by time, as often as that asks for. The pieces depend on the snapshots alone, and not on the order in which they came.
 */
export function packParts(t0: number, snapshots: readonly PackedSnapshot[]): ChunkPart[] {
  return pieces(1, t0, CHUNK_MS, snapshots);
}

function pieces(part: number, from: number, lengthMs: number, snapshots: readonly PackedSnapshot[]): ChunkPart[] {
  if (snapshots.length === 0) return [];
  const packed = new PackedColumns(snapshots);
  if (snapshots.length > 1 && longestOf(packed) > MAX_PART_BYTES) {
    const halfMs = lengthMs / 2;
    const cut = snapshots.findIndex(({ at }) => at >= from + halfMs);
    const middle = cut === -1 ? snapshots.length : cut;
    return [
      ...pieces(2 * part, from, halfMs, snapshots.slice(0, middle)),
      ...pieces(2 * part + 1, from + halfMs, halfMs, snapshots.slice(middle)),
    ];
  }
  return cutsOf(packed).map(([first, end], index) => ({
    part: part + index * SERIES_STEP,
    snapshots,
    packed: packed.chunk(first, end),
  }));
}

function longestOf(packed: PackedColumns): number {
  let longest = 0;
  for (let series = 0; series < packed.seriesCount; series += 1) longest = Math.max(longest, packed.bytesOf(series));
  return packed.headBytes + longest;
}

/** From which series to which the pieces go; at least one, if only to hold the instants. */
function cutsOf(packed: PackedColumns): [first: number, end: number][] {
  const cuts: [number, number][] = [];
  let first = 0;
  let bytes = packed.headBytes;
  for (let series = 0; series < packed.seriesCount; series += 1) {
    const added = packed.bytesOf(series);
    if (series > first && bytes + added > MAX_PART_BYTES) {
      cuts.push([first, series]);
      first = series;
      bytes = packed.headBytes;
    }
    bytes += added;
  }
  return [...cuts, [first, packed.seriesCount]];
}

/** The snapshots of all pieces that one window has under one schema, sorted by time. */
export function unpackParts(pieces: readonly Buffer[]): PackedSnapshot[] {
  const found = new Map<number, (number | null)[]>();
  for (const packed of pieces) new ChunkReader(packed).fill(found);
  return Array.from(found, ([at, values]) => ({ at, values })).sort((one, other) => one.at - other.at);
}
