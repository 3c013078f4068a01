import type { PoolConnection, RowDataPacket } from "mysql2/promise";

import type { PartitionedTable } from "./partitions.server.ts";

/** The chunks of a day, kept for so many days. Never under nine: a sample of eight days ago may still come. */
export const CHUNK_PARTITIONS: PartitionedTable = {
  table: "metric_chunks",
  unit: "day",
  keepDays: 15,
  madeDaysBack: 9,
};

/** A row of at most 8 KB is twice as long in SQL's hexadecimal: 400 stay below the server's packet of 16 MB. */
const ROWS_AN_INSERT = 400;

/** What reading a window needs of a row. */
export interface StoredPiece {
  readonly t0: number;
  readonly sourceId: number;
  readonly schemaId: number;
  readonly packed: Buffer;
}

export interface StoredChunk extends StoredPiece {
  readonly part: number;
  readonly snapshots: number;
}

/** The chunks of these sources and windows, locked until the transaction ends. */
export async function lockedChunks(
  connection: PoolConnection,
  sourceIds: Iterable<number>,
  starts: Iterable<number>,
): Promise<StoredChunk[]> {
  const [sources, windows] = [[...sourceIds], [...starts]];
  if (sources.length === 0 || windows.length === 0) return [];
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT t0, source_id AS sourceId, schema_id AS schemaId, part, snapshots, packed FROM metric_chunks
     WHERE t0 IN (?) AND source_id IN (?) ORDER BY t0, source_id, schema_id, part FOR UPDATE`,
    [windows, sources],
  );
  return rows as StoredChunk[];
}

export async function insertChunks(connection: PoolConnection, chunks: readonly StoredChunk[]): Promise<void> {
  // In the order of the primary key: so the pages of a new window are filled one after the other.
  const sorted = chunks.toSorted(
    (one, other) =>
      one.t0 - other.t0 || one.sourceId - other.sourceId || one.schemaId - other.schemaId || one.part - other.part,
  );
  for (let start = 0; start < sorted.length; start += ROWS_AN_INSERT) {
    await connection.query(
      `INSERT INTO metric_chunks (t0, source_id, schema_id, part, snapshots, packed) VALUES ?
       ON DUPLICATE KEY UPDATE snapshots = VALUES(snapshots), packed = VALUES(packed)`,
      [
        sorted
          .slice(start, start + ROWS_AN_INSERT)
          .map(({ t0, sourceId, schemaId, part, snapshots, packed }) => [
            t0,
            sourceId,
            schemaId,
            part,
            snapshots,
            packed,
          ]),
      ],
    );
  }
}

export async function deleteChunks(connection: PoolConnection, chunks: readonly StoredChunk[]): Promise<void> {
  for (const { t0, sourceId, schemaId, part } of chunks) {
    await connection.query("DELETE FROM metric_chunks WHERE t0 = ? AND source_id = ? AND schema_id = ? AND part = ?", [
      t0,
      sourceId,
      schemaId,
      part,
    ]);
  }
}
