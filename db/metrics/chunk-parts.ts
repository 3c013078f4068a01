import { CHUNK_MS, type PackedSnapshot, packChunk } from "./chunk-codec.ts";

/**
 * What a piece of a chunk may take. InnoDB would keep a row of up to 8 KB inside its page, but of rows between 5 and 8 KB only two
 * go into the 16 KB of a page, and the rest of it stays empty; of this size there are four or more.
 */
export const MAX_PART_BYTES = 3_700;

export interface ChunkPart {
  /** 1 is the whole window, 2 and 3 its halves, 4 to 7 the quarters, and so on. */
  readonly part: number;
  readonly snapshots: readonly PackedSnapshot[];
  readonly packed: Buffer;
}

/**
 * Packs the snapshots that one window has under one schema, sorted by `at`. What is too long is halved by time, as often as its
 * length asks for, and a piece that is still too long again: the pieces depend on the snapshots alone, and not on the
 * order in which they came. One snapshot is never cut.
 */
export function packParts(t0: number, snapshots: readonly PackedSnapshot[]): ChunkPart[] {
  return pieces(1, t0, CHUNK_MS, snapshots);
}

function pieces(part: number, from: number, lengthMs: number, snapshots: readonly PackedSnapshot[]): ChunkPart[] {
  if (snapshots.length === 0) return [];
  const packed = packChunk(snapshots);
  if (packed.length <= MAX_PART_BYTES || snapshots.length === 1) return [{ part, snapshots, packed }];

  const count = 2 ** Math.ceil(Math.log2(packed.length / MAX_PART_BYTES));
  const pieceMs = lengthMs / count;
  let next = 0;
  return Array.from({ length: count }, (_one, index) => {
    const start = next;
    const end = from + (index + 1) * pieceMs;
    while ((snapshots[next]?.at ?? Number.POSITIVE_INFINITY) < end) next += 1;
    return pieces(part * count + index, end - pieceMs, pieceMs, snapshots.slice(start, next));
  }).flat();
}
