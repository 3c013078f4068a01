import type { Pool, RowDataPacket } from "mysql2/promise";

import { CHUNK_MS } from "#db/metrics/chunk-codec.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";

import { cpuMsOf } from "../cost.ts";

/**
 * Seals what lies in the tail, in this process, and gives the CPU of it and of the database: microseconds for each
 * snapshot. The collector does the same every ten minutes, with the same code.
 */
export async function sealingUs(pool: Pool, databasePid: number): Promise<number> {
  const now = Date.now();
  const [rows] = await pool.query<RowDataPacket[]>("SELECT COUNT(*) AS count FROM metric_tail WHERE at < ?", [
    now - (now % CHUNK_MS),
  ]);
  const before = cpuMsOf(process.pid) + cpuMsOf(databasePid);
  await openMetricStore(pool).seal(now);
  return (1_000 * (cpuMsOf(process.pid) + cpuMsOf(databasePid) - before)) / Number(rows[0]?.count ?? Number.NaN);
}

/** Data and indexes of the metric tables, freshly counted. */
export async function bytesStored(pool: Pool): Promise<number> {
  const [tables] = await pool.query<RowDataPacket[]>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = database() AND table_name LIKE 'metric\\\\_%'",
  );
  await pool.query(`ANALYZE TABLE ${tables.map(({ name }) => name).join(", ")}`);
  const [rows] = await pool.query<RowDataPacket[]>(
    `SELECT COALESCE(SUM(data_length + index_length), 0) AS bytes FROM information_schema.tables
     WHERE table_schema = database() AND table_name LIKE 'metric\\\\_%'`,
  );
  return Number(rows[0]?.bytes ?? 0);
}
