import type { PackedSnapshot } from "./chunk-codec.ts";
import { unpackParts } from "./chunk-parts.ts";
import type { StoredPiece } from "./chunk-rows.server.ts";
import { packValues, unpackValues } from "./codec.ts";

/**
 * Of two snapshots of one instant, whether the first is kept: the greater packed bytes, then the greater schema id. The
 * tail's statement says the same (tail-writer.server.ts).
 */
export function isGreater(
  one: { readonly packed: Buffer; readonly schemaId: number },
  other: { readonly packed: Buffer; readonly schemaId: number },
): boolean {
  const order = Buffer.compare(one.packed, other.packed);
  return order > 0 || (order === 0 && one.schemaId > other.schemaId);
}

interface Kept {
  readonly schemaId: number;
  readonly snapshot: PackedSnapshot;
  /** As the tail packs it; made when two snapshots of one instant are compared. */
  packed: Buffer | undefined;
}

/**
 * The snapshots of one source in one window: one per instant, the greater one, so that what is kept depends on what
 * came, and not on when.
 */
export class SourceWindow {
  private readonly byInstant = new Map<number, Kept>();

  constructor(readonly t0: number) {}

  addPacked(at: number, schemaId: number, packed: Buffer): void {
    const found = this.byInstant.get(at);
    if (found && !isGreater({ packed, schemaId }, asPacked(found))) return;
    this.byInstant.set(at, { schemaId, snapshot: { at, values: unpackValues(packed) }, packed });
  }

  /** All pieces that the window has under a schema. */
  addPieces(schemaId: number, pieces: readonly Buffer[]): void {
    for (const snapshot of unpackParts(pieces)) {
      const found = this.byInstant.get(snapshot.at);
      if (found && !isGreater({ packed: packValues(snapshot.values), schemaId }, asPacked(found))) continue;
      this.byInstant.set(snapshot.at, { schemaId, snapshot, packed: undefined });
    }
  }

  /** Sorted by time, apart by schema; schemas in the order of their ids. */
  bySchema(): Map<number, PackedSnapshot[]> {
    const sorted = [...this.byInstant.values()].sort((one, other) => one.snapshot.at - other.snapshot.at);
    const found = new Map<number, PackedSnapshot[]>();
    for (const id of [...new Set(sorted.map(({ schemaId }) => schemaId))].sort((one, other) => one - other)) {
      found.set(id, []);
    }
    for (const { schemaId, snapshot } of sorted) found.get(schemaId)?.push(snapshot);
    return found;
  }
}

/** Packed once, when it is first compared. */
function asPacked(kept: Kept): { packed: Buffer; schemaId: number } {
  kept.packed ??= packValues(kept.snapshot.values);
  return { packed: kept.packed, schemaId: kept.schemaId };
}

/** Windows of several sources. */
export class Windows {
  private readonly bySource = new Map<number, Map<number, SourceWindow>>();

  /** The window, empty when nothing was known of it. */
  at(sourceId: number, t0: number): SourceWindow {
    const ofSource = this.bySource.get(sourceId) ?? new Map<number, SourceWindow>();
    this.bySource.set(sourceId, ofSource);
    const window = ofSource.get(t0) ?? new SourceWindow(t0);
    ofSource.set(t0, window);
    return window;
  }

  /** Whole windows: of each, all pieces that are stored. */
  addChunks(rows: readonly StoredPiece[]): void {
    const pieces = new Map<string, { readonly first: StoredPiece; readonly packed: Buffer[] }>();
    for (const row of rows) {
      const key = `${row.sourceId} ${row.t0} ${row.schemaId}`;
      const known = pieces.get(key);
      if (known) known.packed.push(row.packed);
      else pieces.set(key, { first: row, packed: [row.packed] });
    }
    for (const { first, packed } of pieces.values())
      this.at(first.sourceId, first.t0).addPieces(first.schemaId, packed);
  }

  has(sourceId: number, t0: number): boolean {
    return this.bySource.get(sourceId)?.has(t0) ?? false;
  }

  of(sourceId: number): SourceWindow[] {
    return [...(this.bySource.get(sourceId)?.values() ?? [])];
  }
}
