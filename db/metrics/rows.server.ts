import type { Pool, RowDataPacket } from "mysql2/promise";

import { LEVELS, type LevelName } from "./levels.ts";

/** More than the windows of a week. */
const MANY_STARTS = 1_100;

export type TailRow = [sourceId: number, at: number, schemaId: number, packed: Buffer];
/** Of a chunk or a roll-up; `t0` is where its row begins. */
export type ChunkRow = [t0: number, sourceId: number, schemaId: number, packed: Buffer];
export type RollupRow = ChunkRow;

/**
 * Snapshots not sealed yet. Both tails in one statement: between two of them a row may move on. Read them before chunks
 * and roll-ups, and nothing that was acknowledged is missed.
 */
export function tailRows(pool: Pool, sources: readonly number[], from: number, to: number): Promise<TailRow[]> {
  const bounds = [sources, Math.floor(from), Math.ceil(to)];
  const select = (table: string) =>
    `SELECT source_id, at, schema_id, packed FROM ${table} WHERE source_id IN (?) AND at >= ? AND at < ?`;
  return rowsOf(pool, `${select("metric_tail")} UNION ALL ${select("metric_tail_sealing")}`, [...bounds, ...bounds]);
}

/** As `tailRows` and `chunkRows`, in one statement: one round trip, and one instant at which all three tables are read. */
export async function sampleRows(
  pool: Pool,
  sources: readonly number[],
  { from, to, starts }: { readonly from: number; readonly to: number; readonly starts: readonly number[] },
): Promise<{ tail: TailRow[]; chunks: ChunkRow[] }> {
  const rows: { tail: TailRow[]; chunks: ChunkRow[] } = { tail: [], chunks: [] };
  if (sources.length === 0) return rows;
  if (starts.length > MANY_STARTS) {
    const tail = await tailRows(pool, sources, from, to);
    return { tail, chunks: await chunkRows(pool, sources, starts) };
  }
  const bounds = [sources, Math.floor(from), Math.ceil(to)];
  const select = (table: string) =>
    `SELECT source_id, at, schema_id, packed, 0 FROM ${table} WHERE source_id IN (?) AND at >= ? AND at < ?`;
  const found = await rowsOf<[number, number, number, Buffer, isSealed: number]>(
    pool,
    `${select("metric_tail")} UNION ALL ${select("metric_tail_sealing")} UNION ALL
     SELECT source_id, t0, schema_id, packed, 1 FROM metric_chunks WHERE t0 IN (?) AND source_id IN (?)`,
    [...bounds, ...bounds, starts, sources],
  );
  for (const [sourceId, at, schemaId, packed, isSealed] of found) {
    if (isSealed) rows.chunks.push([at, sourceId, schemaId, packed]);
    else rows.tail.push([sourceId, at, schemaId, packed]);
  }
  return rows;
}

/** The chunks of these sources and windows. */
export function chunkRows(pool: Pool, sources: readonly number[], starts: readonly number[]): Promise<ChunkRow[]> {
  return packedRows(pool, "metric_chunks", sources, starts);
}

export function rollupRows(
  pool: Pool,
  level: LevelName,
  sources: readonly number[],
  starts: readonly number[],
): Promise<RollupRow[]> {
  return packedRows(pool, LEVELS[level].table, sources, starts);
}

/** Whether a level has anything of these sources in the rows that begin at `starts`. */
export async function hasRollups(
  pool: Pool,
  level: LevelName,
  sources: readonly number[],
  starts: readonly number[],
): Promise<boolean> {
  if (sources.length === 0 || starts.length === 0) return false;
  const sql = `SELECT 1 FROM ${LEVELS[level].table} WHERE t0 IN (?) AND source_id IN (?) LIMIT 1`;
  return (await rowsOf(pool, sql, [starts, sources])).length > 0;
}

/** Up to when hours have their bucket, epoch milliseconds; undefined before the first. */
export async function rolledUpUntil(pool: Pool): Promise<number | undefined> {
  const rows = await rowsOf<[until: number]>(pool, "SELECT until FROM metric_progress WHERE level = 'oneHour'", []);
  return rows[0]?.[0];
}

/** Every start is named: a stretch of the primary key would hold the rows of all other sources too. */
async function packedRows(
  pool: Pool,
  table: string,
  sources: readonly number[],
  starts: readonly number[],
): Promise<ChunkRow[]> {
  const standing = sources.length === 0 ? [] : await withinTable(pool, table, starts);
  if (standing.length === 0) return [];
  return rowsOf(pool, `SELECT t0, source_id, schema_id, packed FROM ${table} WHERE t0 IN (?) AND source_id IN (?)`, [
    standing,
    sources,
  ]);
}

/** Of many starts those that the table can hold: a window that begins in 1970 names three million. */
async function withinTable(pool: Pool, table: string, starts: readonly number[]): Promise<readonly number[]> {
  if (starts.length <= MANY_STARTS) return starts;
  const bounds = await rowsOf<[number | null, number | null]>(pool, `SELECT MIN(t0), MAX(t0) FROM ${table}`, []);
  const [first, last] = bounds[0] ?? [null, null];
  return first === null || last === null ? [] : starts.filter((start) => start >= first && start <= last);
}

async function rowsOf<Row>(pool: Pool, sql: string, values: readonly unknown[]): Promise<Row[]> {
  const [rows] = await pool.query<RowDataPacket[]>({ sql, values: [...values], rowsAsArray: true });
  return rows as unknown as Row[];
}
