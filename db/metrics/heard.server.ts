import type { Pool, RowDataPacket } from "mysql2/promise";

/** Those of the sources whose newest snapshot is of `from` (epoch milliseconds) or later: the others have nothing from then on. */
export async function heardSince(pool: Pool, sourceIds: readonly number[], from: number): Promise<number[]> {
  if (sourceIds.length === 0) return [];
  const [rows] = await pool.query<RowDataPacket[]>({
    sql: "SELECT source_id FROM source_seen WHERE source_id IN (?) AND newest_at >= ?",
    values: [sourceIds, Math.ceil(from)],
    rowsAsArray: true,
  });
  return (rows as unknown as [number][]).map(([id]) => id);
}
