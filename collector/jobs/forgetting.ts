import type { Pool, ResultSetHeader } from "mysql2/promise";

import { SLOT_MS } from "./runner.ts";

/** A slot that was never done tells why for this long. */
const UNDONE_MS = 7 * 24 * 3_600_000;
/** Locked at a time; an insert of the next minute's slot waits for no more. */
const AT_A_TIME = 5_000;

/**
 * Forgets slots of jobs: done ones after a day, when nobody can be woken for them any more, others after a week. A job
 * of every minute leaves 1,440 rows a day, and the runner looks through the table every minute. Gives how many.
 */
export async function forgetOldSlots(pool: Pool, now = new Date()): Promise<number> {
  let forgotten = 0;
  for (;;) {
    const [{ affectedRows }] = await pool.query<ResultSetHeader>(
      "DELETE FROM jobs WHERE started_at < ? AND (finished_at IS NOT NULL OR started_at < ?) LIMIT ?",
      [new Date(now.getTime() - SLOT_MS), new Date(now.getTime() - UNDONE_MS), AT_A_TIME],
    );
    forgotten += affectedRows;
    if (affectedRows < AT_A_TIME) return forgotten;
  }
}
