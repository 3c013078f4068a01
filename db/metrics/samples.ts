import { CHUNK_MS, ChunkReader } from "./chunk-codec.ts";
import { unpackParts } from "./chunk-parts.ts";
import { packValues, visitValues } from "./codec.ts";
import { ColumnMemory } from "./column-memory.ts";
import { windowOf } from "./plan.ts";
import type { ChunkRow, TailRow } from "./rows.server.ts";
import type { StoredSchema } from "./store.ts";
import type { WantedPositions, WantedSeries } from "./wanted-series.ts";
import { isGreater } from "./window.ts";

/** A snapshot as the tail packs it. */
interface PackedSnapshot {
  readonly at: number;
  readonly schemaId: number;
  readonly packed: Buffer;
}

/** Where the values of a series go. */
export type SampleSink = (series: WantedSeries) => {
  sample(at: number, value: number): void;
  /** Both arrays are good during the call only. */
  samples(instants: ArrayLike<number>, values: ArrayLike<number>): void;
};

/** Of one chunk at a time: nothing is awaited before its values are passed on. */
const memory = new ColumnMemory();

/**
 * The wanted values of one source, each snapshot once. Only where the same ten minutes are in a tail and in chunks
 * (they are being sealed, or samples came late) are chunks unpacked whole, and the snapshots compared.
 */
export function visitSamples(
  rows: { readonly tail: readonly TailRow[]; readonly chunks: readonly ChunkRow[] },
  wanted: WantedPositions,
  schemas: ReadonlyMap<number, StoredSchema>,
  sinkOf: SampleSink,
): void {
  const inTail = new Set(rows.tail.map((row) => windowOf(row[1])));
  for (const [t0, , schemaId, packed] of rows.chunks) {
    if (inTail.has(t0)) continue;
    const series = wanted.of(schemas.get(schemaId));
    if (series.length === 0) continue;
    memory.clear();
    const reader = new ChunkReader(packed, memory);
    for (const one of series) {
      const { instants, values } = reader.column(one.position);
      sinkOf(one).samples(instants, values);
    }
  }
  const both = rows.chunks.filter(([t0]) => inTail.has(t0));
  for (const { at, schemaId, packed } of snapshotsOf(rows.tail, both)) {
    const series = wanted.of(schemas.get(schemaId));
    let next = 0;
    visitValues(
      packed,
      series.map(({ position }) => position),
      (_position, value) => {
        const one = series[next];
        next += 1;
        if (one && value !== null) sinkOf(one).sample(at, value);
      },
    );
  }
}

/** Snapshots of one source, one an instant. */
export function snapshotsOf(tail: readonly TailRow[], chunks: readonly ChunkRow[]): PackedSnapshot[] {
  const byInstant = new Map<number, PackedSnapshot>();
  const offer = (one: PackedSnapshot) => {
    const other = byInstant.get(one.at);
    if (!other || isGreater(one, other)) byInstant.set(one.at, one);
  };
  for (const [, at, schemaId, packed] of tail) offer({ at, schemaId, packed });
  for (const schemaId of new Set(chunks.map((row) => row[2]))) {
    const pieces = chunks.filter((row) => row[2] === schemaId).map((row) => row[3]);
    for (const { at, values } of unpackParts(pieces)) offer({ at, schemaId, packed: packValues(values) });
  }
  return [...byInstant.values()].sort((one, other) => one.at - other.at);
}

/** Windows whose buckets may be missing something that the tail has; of counters the one after each, too. */
export function openWindows(tail: readonly TailRow[]): Set<number> {
  const open = new Set<number>();
  for (const [, at] of tail) open.add(windowOf(at)).add(windowOf(at) + CHUNK_MS);
  return open;
}
