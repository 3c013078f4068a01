import type { Pool, RowDataPacket } from "mysql2/promise";

import type { LiveSample } from "#collector/protocol/feed.ts";
import { IDLE_INTERVAL_SECONDS } from "#collector/protocol/push.ts";

import { CHUNK_MS } from "./chunk-codec.ts";
import { rowStarts, windowOf } from "./plan.ts";
import { type ChunkRow, chunkRows, sampleRows, type TailRow } from "./rows.server.ts";
import type { SchemaRows } from "./schema-rows.server.ts";
import { DAY_MS, type StoredSchema, type StoredSnapshot } from "./store.ts";
import { chunks } from "./tail-writer.server.ts";
import { valuesByKey } from "./values.ts";
import { type SourceWindow, Windows } from "./window.ts";

/** Sources read at once: an hour of them at 10 s is some 12,000 snapshots. */
const SOURCES_A_SELECT = 32;

interface Newest {
  readonly sourceId: number;
  readonly at: number;
  readonly seenAt: Date;
}

/** Reads snapshots as they came, wherever they lie: in one of the two tails, or sealed in a chunk. */
export class RawReader {
  constructor(
    private readonly pool: Pool,
    private readonly schemas: SchemaRows,
  ) {}

  /** Ordered by source and time, one per instant; `from` is included, `to` is not. */
  async snapshots(query: { sourceIds: readonly number[]; from: number; to: number }): Promise<StoredSnapshot[]> {
    const found: StoredSnapshot[] = [];
    const sources = [...new Set(query.sourceIds)].sort((one, other) => one - other);
    for (const some of chunks(sources, SOURCES_A_SELECT)) {
      const starts = rowStarts(query.from, query.to, CHUNK_MS);
      const { tail, chunks: sealed } = await sampleRows(this.pool, some, { ...query, starts });
      const { windows, schemas } = await this.gathered(tail, sealed);
      for (const sourceId of some) found.push(...snapshotsBetween(query, sourceId, windows.of(sourceId), schemas));
    }
    return found;
  }

  /** The newest snapshot of each source of the 24 hours before `now`. */
  async latest(sourceIds: readonly number[], now: number): Promise<LiveSample[]> {
    const samples: LiveSample[] = [];
    for (const some of chunks(await this.newest(sourceIds, now - DAY_MS), SOURCES_A_SELECT)) {
      const tail = await this.tailRowsAt(some);
      const starts = new Set(some.map(({ at }) => windowOf(at)));
      const ids = some.map(({ sourceId }) => sourceId);
      const { windows, schemas } = await this.gathered(tail, await chunkRows(this.pool, ids, [...starts]));
      for (const { sourceId, at, seenAt } of some) {
        const found = snapshotsBetween({ from: at, to: at + 1 }, sourceId, windows.of(sourceId), schemas);
        for (const { schema, values } of found) {
          const receivedAt = seenAt.getTime();
          const intervalSeconds = IDLE_INTERVAL_SECONDS;
          samples.push({ sourceId, at, receivedAt, intervalSeconds, values: valuesByKey(schema, values) });
        }
      }
    }
    return samples;
  }

  private async gathered(tail: readonly TailRow[], sealed: readonly ChunkRow[]) {
    const windows = new Windows();
    windows.addChunks(sealed.map(([t0, sourceId, schemaId, packed]) => ({ t0, sourceId, schemaId, packed })));
    for (const [sourceId, at, schemaId, packed] of tail) {
      windows.at(sourceId, windowOf(at)).addPacked(at, schemaId, packed);
    }
    return { windows, schemas: await this.schemas.byIds([...tail, ...sealed].map((row) => row[2])) };
  }

  /** The snapshots of these very instants, where they are not sealed. */
  private async tailRowsAt(newest: readonly Newest[]): Promise<TailRow[]> {
    const one = (table: string) =>
      `SELECT source_id, at, schema_id, packed FROM ${table} WHERE source_id = ? AND at = ?`;
    const both = `${one("metric_tail")} UNION ALL ${one("metric_tail_sealing")}`;
    const [rows] = await this.pool.query<RowDataPacket[]>({
      sql: newest.map(() => both).join(" UNION ALL "),
      values: newest.flatMap(({ sourceId, at }) => [sourceId, at, sourceId, at]),
      rowsAsArray: true,
    });
    return rows as unknown as TailRow[];
  }

  private async newest(sourceIds: readonly number[], after: number): Promise<Newest[]> {
    if (sourceIds.length === 0) return [];
    const [rows] = await this.pool.query<RowDataPacket[]>(
      "SELECT source_id, newest_at, seen_at FROM source_seen WHERE source_id IN (?) AND newest_at > ? ORDER BY source_id",
      [sourceIds, after],
    );
    return rows.map((row) => ({ sourceId: row.source_id, at: row.newest_at, seenAt: row.seen_at }));
  }
}

function snapshotsBetween(
  { from, to }: { from: number; to: number },
  sourceId: number,
  windows: readonly SourceWindow[],
  schemas: ReadonlyMap<number, StoredSchema>,
): StoredSnapshot[] {
  const found: StoredSnapshot[] = [];
  for (const window of windows) {
    for (const [schemaId, snapshots] of window.bySchema()) {
      const schema = schemas.get(schemaId);
      if (!schema) continue;
      for (const { at, values } of snapshots) if (at >= from && at < to) found.push({ sourceId, at, schema, values });
    }
  }
  return found.sort((one, other) => one.at - other.at);
}
