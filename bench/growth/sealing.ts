import type { Pool, RowDataPacket } from "mysql2/promise";

import { CHUNK_MS } from "#db/metrics/chunk-codec.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";

import { cpuMsOf } from "../cost.ts";

/** After the end of a window the collector waits for 15 s and then seals; ten thousand machines take it some 20 s more. */
const SEALED_AFTER_MS = 40_000;

/** Milliseconds to wait before so many seconds can be measured without a sealing in them; 0 where none falls into them. */
export function waitForSealing(seconds: number, now = Date.now()): number {
  const sinceBoundary = now % CHUNK_MS;
  if (sinceBoundary < SEALED_AFTER_MS) return SEALED_AFTER_MS - sinceBoundary;
  const untilBoundary = CHUNK_MS - sinceBoundary;
  return seconds * 1_000 < untilBoundary ? 0 : untilBoundary + SEALED_AFTER_MS;
}

/**
 * Seals what lies in the tail, in this process, and gives the CPU of it and of the database: microseconds for each
 * snapshot. The collector does the same every ten minutes, with the same code; where it has just done so, nothing is left to
 * measure and this is NaN.
 */
export async function sealingUs(pool: Pool, databasePid: number): Promise<number> {
  const now = Date.now();
  const [rows] = await pool.query<RowDataPacket[]>("SELECT COUNT(*) AS count FROM metric_tail WHERE at < ?", [
    now - (now % CHUNK_MS),
  ]);
  const count = Number(rows[0]?.count ?? 0);
  const before = cpuMsOf(process.pid) + cpuMsOf(databasePid);
  await openMetricStore(pool).seal(now);
  const tookMs = cpuMsOf(process.pid) + cpuMsOf(databasePid) - before;
  return count === 0 ? Number.NaN : (1_000 * tookMs) / count;
}
