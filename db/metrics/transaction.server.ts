import type { Pool, PoolConnection } from "mysql2/promise";

import { errnoOf } from "./partitions.server.ts";

/** Deadlock, lock wait: the transaction was rolled back, and may be tried again. */
const TRY_AGAIN = new Set([1213, 1205]);
const ATTEMPTS = 3;

/** Runs `use` in a transaction of its own; again when another transaction was in its way. What fails leaves nothing. */
export async function inTransaction<T>(pool: Pool, use: (connection: PoolConnection) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const connection = await pool.getConnection();
    try {
      await connection.beginTransaction();
      const result = await use(connection);
      await connection.commit();
      connection.release();
      return result;
    } catch (error) {
      // Its end rolls back, also where the server does not answer any more.
      connection.destroy();
      if (attempt === ATTEMPTS || !TRY_AGAIN.has(errnoOf(error) ?? 0)) throw error;
    }
  }
}
