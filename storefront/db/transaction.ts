import type { ShopDatabase } from "./client.ts";

const ATTEMPTS = 5;

/**
 * Runs `work` in one transaction, again from its beginning where the database ended it for a deadlock. Read committed:
 * what is read after waiting for a lock is what stands then, not what stood before the wait. Whoever locks rows of several
 * tables takes them in this order: order, basket, centre, products by id.
 */
export async function inTransaction<T>(db: ShopDatabase, work: (tx: ShopDatabase) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction((tx) => work(tx as unknown as ShopDatabase), { isolationLevel: "read committed" });
    } catch (error) {
      if (attempt >= ATTEMPTS || !isDeadlock(error)) throw error;
    }
  }
}

function isDeadlock(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return code === "ER_LOCK_DEADLOCK" || cause?.code === "ER_LOCK_DEADLOCK";
}
