import type { Pool, PoolConnection } from "mysql2/promise";

import { LEVELS, type LevelName } from "./levels.ts";
import { type PartitionedTable, Partitions } from "./partitions.server.ts";

/** A row of 1,000 series may take 100 KB: the statement stays below the server's packet of 16 MB. */
const BYTES_AN_INSERT = 4_000_000;
const ROWS_AN_INSERT = 500;
/** Months made for a new table; an older row shares the oldest partition. */
const MADE_DAYS_BACK = 400;

export interface RollupRow {
  readonly t0: number;
  readonly sourceId: number;
  readonly schemaId: number;
  readonly packed: Buffer;
}

/**
 * Writes whole rows of a level, in place of those that are there, several an INSERT, and makes the months that they need.
 * On a connection it takes part in that connection's transaction, which a missing month ends: make those before.
 */
export async function writeRollups(
  pool: Pool | PoolConnection,
  level: LevelName,
  rows: readonly RollupRow[],
  now: number,
): Promise<void> {
  const sorted = rows.toSorted(
    (one, other) => one.t0 - other.t0 || one.sourceId - other.sourceId || one.schemaId - other.schemaId,
  );
  const partitions = new Partitions(pool, rollupPartitions(level));
  for (let start = 0; start < sorted.length; ) {
    const some: RollupRow[] = [];
    for (let bytes = 0; start < sorted.length && some.length < ROWS_AN_INSERT && bytes < BYTES_AN_INSERT; start += 1) {
      const row = sorted[start];
      if (row) some.push(row);
      bytes += row?.packed.length ?? 0;
    }
    await partitions.inserting(some.at(-1)?.t0 ?? now, now, () =>
      pool.query(
        `INSERT INTO ${LEVELS[level].table} (t0, source_id, schema_id, packed) VALUES ?
         ON DUPLICATE KEY UPDATE packed = VALUES(packed)`,
        [some.map(({ t0, sourceId, schemaId, packed }) => [t0, sourceId, schemaId, packed])],
      ),
    );
  }
}

export function rollupPartitions(level: LevelName): PartitionedTable {
  const { table, keepDays } = LEVELS[level];
  return { table, unit: "month", keepDays, madeDaysBack: MADE_DAYS_BACK };
}
