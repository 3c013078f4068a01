import type { Pool, ResultSetHeader, RowDataPacket } from "mysql2/promise";

import { DAY_MS } from "./store.ts";

/** Younger ones may be on their way to their first snapshot. */
const YOUNG_MS = DAY_MS;
/**
 * For so long nothing refers to a schema and no sender asks for it. Longer than a sender's is kept in memory
 * (db/metrics/schema-cache.ts): by then nobody can write under it without having asked.
 */
const UNUSED_MS = DAY_MS;
const SCHEMAS_A_STATEMENT = 200;
/** Looked at in a night: the others, the next. */
const STATEMENTS_A_RUN = 250;

/**
 * Deletes schemas that no tail, chunk, roll-up or door refers to: one night they are marked, and a later night they go, if
 * nobody asked for them in between. Who asks takes the mark back before he writes. Gives how many went. Safe to call at
 * any time, by several at once.
 */
export async function pruneSchemas(pool: Pool, now: number): Promise<number> {
  let pruned = 0;
  let after = 0;
  for (let run = 0; run < STATEMENTS_A_RUN; run += 1) {
    const [rows] = await pool.query<RowDataPacket[]>(
      "SELECT id FROM metric_schemas WHERE id > ? AND created_at < ? ORDER BY id LIMIT ?",
      [after, new Date(now - YOUNG_MS), SCHEMAS_A_STATEMENT],
    );
    const ids = rows.map(({ id }): number => id);
    after = ids.at(-1) ?? after;
    const unused = await unusedOf(pool, ids);
    if (unused.length > 0) {
      const [gone] = await pool.query<ResultSetHeader>(
        "DELETE FROM metric_schemas WHERE id IN (?) AND unused_since < ?",
        [unused, new Date(now - UNUSED_MS)],
      );
      await pool.query("UPDATE metric_schemas SET unused_since = ? WHERE id IN (?) AND unused_since IS NULL", [
        new Date(now),
        unused,
      ]);
      pruned += gone.affectedRows;
    }
    if (ids.length < SCHEMAS_A_STATEMENT) break;
  }
  return pruned;
}

/** Tails first: what is sealed in between is then found in its chunk, and never in neither. */
async function unusedOf(pool: Pool, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const [waiting] = await pool.query<RowDataPacket[]>(
    `SELECT DISTINCT schema_id AS id FROM metric_tail WHERE schema_id IN (?)
     UNION SELECT DISTINCT schema_id FROM metric_tail_sealing WHERE schema_id IN (?)`,
    [ids, ids],
  );
  const inTail = new Set(waiting.map(({ id }): number => id));
  const [rows] = await pool.query<RowDataPacket[]>(
    `SELECT id FROM metric_schemas known WHERE id IN (?)
       AND NOT EXISTS (SELECT 1 FROM metric_chunks WHERE schema_id = known.id)
       AND NOT EXISTS (SELECT 1 FROM metric_rollups_5m WHERE schema_id = known.id)
       AND NOT EXISTS (SELECT 1 FROM metric_rollups_1h WHERE schema_id = known.id)
       AND NOT EXISTS (SELECT 1 FROM door_schemas WHERE hash = known.hash)`,
    [ids],
  );
  return rows.map(({ id }): number => id).filter((id) => !inTail.has(id));
}
