import type { Pool, PoolConnection } from "mysql2/promise";

import { packParts } from "./chunk-parts.ts";
import { deleteChunks, insertChunks, lockedChunks, type StoredChunk } from "./chunk-rows.server.ts";
import { oweGroups } from "./groups-owed.server.ts";
import { windowOf } from "./plan.ts";
import { type RollUp, rollUp } from "./roll-up.server.ts";
import type { TailRow } from "./rows.server.ts";
import type { SchemaRows } from "./schema-rows.server.ts";
import type { ChangedWindow } from "./store.ts";
import { inTransaction } from "./transaction.server.ts";
import { type SourceWindow, Windows } from "./window.ts";

/** What comes to the windows of each source. */
type Arrivals = Map<number, Map<number, TailRow[]>>;

/**
 * Merges snapshots into chunks, and what follows from them into roll-ups, in one transaction. Both are computed anew from
 * all that the windows hold, so that it may run again, and in any order, and the rows are the same. Partitions must be
 * there: making one would end the transaction.
 */
export class WindowWriter {
  constructor(
    private readonly pool: Pool,
    private readonly schemas: SchemaRows,
  ) {}

  /** Gives the windows whose chunks or roll-ups changed. Hours before `hoursUntil` get their hourly bucket at once. */
  merge(rows: readonly TailRow[], hoursUntil: number, now: number): Promise<ChangedWindow[]> {
    const arrivals: Arrivals = new Map();
    for (const row of rows) arrivalsAt(arrivals, row[0], windowOf(row[1])).push(row);
    return inTransaction(this.pool, (connection) => this.write(connection, arrivals, { hoursUntil, now }));
  }

  /** Computes the roll-ups of these windows again from their chunks. */
  recompute(windows: readonly ChangedWindow[], hoursUntil: number, now: number): Promise<ChangedWindow[]> {
    const arrivals: Arrivals = new Map();
    for (const { sourceId, t0 } of windows) arrivalsAt(arrivals, sourceId, t0);
    return inTransaction(this.pool, (connection) =>
      this.write(connection, arrivals, { hoursUntil, now, evenIfEqual: true }),
    );
  }

  private async write(
    connection: PoolConnection,
    arrivals: Arrivals,
    { hoursUntil, now, evenIfEqual = false }: { hoursUntil: number; now: number; evenIfEqual?: boolean },
  ): Promise<ChangedWindow[]> {
    const starts = new Set([...arrivals.values()].flatMap((windows) => [...windows.keys()]));
    const stored = await lockedChunks(connection, arrivals.keys(), starts);
    const windows = new Windows();
    windows.addChunks(stored);

    const written: StoredChunk[] = [];
    const gone: StoredChunk[] = [];
    const changed: RollUp["changed"] = [];
    for (const [sourceId, ofSource] of arrivals) {
      for (const [t0, arrived] of ofSource) {
        const window = windows.at(sourceId, t0);
        for (const [, at, schemaId, packed] of arrived) window.addPacked(at, schemaId, packed);
        const before = stored.filter((row) => row.sourceId === sourceId && row.t0 === t0);
        const fresh = chunksOf(sourceId, window);
        const differing = fresh.filter((row) => !before.some((one) => isSamePiece(one, row) && isEqual(one, row)));
        const left = before.filter((row) => !fresh.some((one) => isSamePiece(one, row)));
        written.push(...differing);
        gone.push(...left);
        if (!evenIfEqual && differing.length + left.length === 0) continue;
        changed.push({ sourceId, t0, schemaIds: new Set([...before, ...fresh].map(({ schemaId }) => schemaId)) });
      }
    }
    await deleteChunks(connection, gone);
    await insertChunks(connection, written);
    const computed = await rollUp(connection, this.schemas, { windows, loaded: starts, changed, hoursUntil, now });
    await oweGroups(connection, computed);
    return computed;
  }
}

function arrivalsAt(arrivals: Arrivals, sourceId: number, t0: number): TailRow[] {
  const windows = arrivals.get(sourceId) ?? new Map<number, TailRow[]>();
  arrivals.set(sourceId, windows);
  const rows = windows.get(t0) ?? [];
  windows.set(t0, rows);
  return rows;
}

function chunksOf(sourceId: number, window: SourceWindow): StoredChunk[] {
  const { t0 } = window;
  return [...window.bySchema()].flatMap(([schemaId, all]) =>
    packParts(t0, all).map(({ part, snapshots, packed }) => ({
      t0,
      sourceId,
      schemaId,
      part,
      snapshots: snapshots.length,
      packed,
    })),
  );
}

function isSamePiece(one: StoredChunk, other: StoredChunk): boolean {
  return one.schemaId === other.schemaId && one.part === other.part;
}

function isEqual(one: StoredChunk, other: StoredChunk): boolean {
  return one.snapshots === other.snapshots && one.packed.equals(other.packed);
}
