import { lt } from "drizzle-orm";

import type { ShopDatabase } from "../db/client.ts";
import { baskets } from "../db/schema/baskets.ts";
import type { Shop } from "../shop.ts";
import type { Worker } from "../workers.ts";
import { KEPT_DAYS } from "./cookie.ts";

const EVERY_MS = 3_600_000;
/** Locked at a time; more may be due, for a busy hour opens more. */
const BATCH = 500;

/** Forgets baskets that nobody has touched for `KEPT_DAYS`, with the addresses in them; gives how many. */
export async function pruneBaskets(db: ShopDatabase, now = new Date()): Promise<number> {
  const old = lt(baskets.updatedAt, new Date(now.getTime() - KEPT_DAYS * 86_400_000));
  let forgotten = 0;
  for (;;) {
    const [{ affectedRows }] = await db.delete(baskets).where(old).limit(BATCH);
    forgotten += affectedRows;
    if (affectedRows < BATCH) return forgotten;
  }
}

/** Prunes each hour. Whoever fails tries again an hour later. */
export function startPruning({ db }: Shop): Worker {
  const prune = () =>
    pruneBaskets(db).then(
      () => undefined,
      (error: Error) => console.log(`baskets: not pruned: ${error.message.slice(0, 200)}`),
    );
  let pruning = prune();
  const timer = setInterval(() => {
    pruning = prune();
  }, EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await pruning;
    },
  };
}
