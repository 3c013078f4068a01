import type { PoolConnection, RowDataPacket } from "mysql2/promise";

import { LEVELS, type LevelName } from "./levels.ts";
import { floorTo } from "./plan.ts";
import { type Bucket, packRollup, RollupReader } from "./rollup-codec.ts";
import { writeRollups } from "./rollup-writer.server.ts";

type Buckets = (Bucket | undefined)[];

interface Row {
  readonly t0: number;
  readonly sourceId: number;
  readonly schemaId: number;
  /** As it stands in the table; undefined for a new one. */
  readonly stored: Buffer | undefined;
  /** Series × buckets, once somebody asked. */
  series: Buckets[] | undefined;
}

/** Rows of one level, read and locked together, changed bucket by bucket, and written back whole. */
export class RollupRows {
  private readonly rows = new Map<string, Row>();

  private constructor(
    private readonly connection: PoolConnection,
    private readonly level: LevelName,
  ) {}

  /** The rows of these sources in which these instants lie, locked until the transaction ends. */
  static async locked(
    connection: PoolConnection,
    level: LevelName,
    sourceIds: Iterable<number>,
    instants: Iterable<number>,
  ): Promise<RollupRows> {
    const found = new RollupRows(connection, level);
    const starts = new Set([...instants].map((at) => floorTo(at, LEVELS[level].rowMs)));
    const sources = [...new Set(sourceIds)];
    if (starts.size === 0 || sources.length === 0) return found;
    const [rows] = await connection.query<RowDataPacket[]>(
      `SELECT t0, source_id AS sourceId, schema_id AS schemaId, packed FROM ${LEVELS[level].table}
       WHERE t0 IN (?) AND source_id IN (?) FOR UPDATE`,
      [[...starts], sources],
    );
    for (const { t0, sourceId, schemaId, packed } of rows) {
      found.rows.set(keyOf(t0, sourceId, schemaId), { t0, sourceId, schemaId, stored: packed, series: undefined });
    }
    return found;
  }

  /** What a source has in the row that begins at `t0`, under each schema: series × buckets. */
  of(sourceId: number, t0: number): Map<number, readonly (readonly (Bucket | undefined)[])[]> {
    const found = new Map<number, readonly Buckets[]>();
    for (const row of this.rows.values()) {
      if (row.sourceId === sourceId && row.t0 === t0) found.set(row.schemaId, seriesOf(row));
    }
    return found;
  }

  /** Replaces the buckets of a source from the one at `at` on; `series` has the new ones, undefined where there is no value. */
  put(at: number, sourceId: number, schemaId: number, series: readonly (readonly (Bucket | undefined)[])[]): void {
    const { rowMs, bucketMs, buckets } = LEVELS[this.level];
    const t0 = floorTo(at, rowMs);
    const key = keyOf(t0, sourceId, schemaId);
    const row = this.rows.get(key) ?? { t0, sourceId, schemaId, stored: undefined, series: [] };
    this.rows.set(key, row);
    const all = seriesOf(row);
    const first = (at - t0) / bucketMs;
    series.forEach((fresh, index) => {
      const ofSeries = all[index] ?? Array<Bucket | undefined>(buckets).fill(undefined);
      all[index] = ofSeries;
      fresh.forEach((bucket, place) => {
        ofSeries[first + place] = bucket;
      });
    });
  }

  /** Writes what changed, and deletes rows without a bucket. The partitions must be there. */
  async write(now: number): Promise<void> {
    const { table } = LEVELS[this.level];
    const written = [];
    for (const row of this.rows.values()) {
      if (!row.series) continue;
      const { t0, sourceId, schemaId, stored, series } = row;
      if (series.some((one) => one.some(Boolean))) {
        const packed = packRollup(series);
        if (!stored?.equals(packed)) written.push({ t0, sourceId, schemaId, packed });
      } else if (stored) {
        const key = [t0, sourceId, schemaId];
        await this.connection.query(`DELETE FROM ${table} WHERE t0 = ? AND source_id = ? AND schema_id = ?`, key);
      }
    }
    await writeRollups(this.connection, this.level, written, now);
  }
}

function seriesOf(row: Row): Buckets[] {
  if (!row.series) {
    const reader = new RollupReader(row.stored ?? Buffer.alloc(0));
    row.series = Array.from({ length: reader.seriesCount }, (_one, index) => reader.series(index));
  }
  return row.series;
}

function keyOf(t0: number, sourceId: number, schemaId: number): string {
  return `${t0} ${sourceId} ${schemaId}`;
}
