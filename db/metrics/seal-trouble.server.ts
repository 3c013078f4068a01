import type { Pool, RowDataPacket } from "mysql2/promise";

import { isDiskFull } from "../room.ts";
import { errnoOf } from "./partitions.server.ts";

/** "Disk full", "error writing file", and "the table is full", which is how InnoDB says it. */
const DISK_FULL = new Set([1021, 1026, 1114]);

/** Somebody's open transaction holds a tail. Nothing is lost: it is sealed once that one ends. */
export class SealBlocked extends Error {
  constructor(readonly oldest: { readonly connection: number; readonly openForSeconds: number } | undefined) {
    const who = oldest ? `: connection ${oldest.connection} has one open for ${oldest.openForSeconds} s` : "";
    super(`An open transaction keeps the samples from being sealed${who}.`);
  }
}

/** Of the transactions that are open now the oldest is told: most often it is the one that was forgotten. */
export async function blockedSeal(pool: Pool): Promise<SealBlocked> {
  try {
    const [rows] = await pool.query<RowDataPacket[]>(
      `SELECT trx_mysql_thread_id AS connection, TIMESTAMPDIFF(SECOND, trx_started, NOW()) AS openForSeconds
       FROM information_schema.INNODB_TRX ORDER BY trx_started LIMIT 1`,
    );
    const [found] = rows as unknown as { connection: number; openForSeconds: number }[];
    return new SealBlocked(found);
  } catch {
    // Not every account may see the transactions of others.
    return new SealBlocked(undefined);
  }
}

/** Why a seal failed, in words that anybody may read: no statement, no name, no place. */
export function sealTrouble(error: unknown): string {
  if (error instanceof SealBlocked) return error.message;
  const text = error instanceof Error ? error.message : "";
  if (DISK_FULL.has(errnoOf(error) ?? 0) || isDiskFull(text)) return "The disk of the database is full.";
  return "The database did not take it; the log says why.";
}
