import type { Pool, PoolConnection, RowDataPacket } from "mysql2/promise";

import { ownerOfDoor } from "./door-source.ts";
import { LEVELS } from "./levels.ts";
import { floorTo } from "./plan.ts";
import type { ChangedWindow } from "./store.ts";

/** An hour whose groups are to be computed, as it was when somebody looked. */
export interface OwedHour {
  readonly hour: number;
  readonly changes: number;
}

/**
 * Notes the hours of these windows, in the transaction that changes them: whoever dies after it leaves the debt behind.
 * To be its last statement, because another transaction that changes the same hour waits for it.
 */
export async function oweGroups(connection: PoolConnection, windows: readonly ChangedWindow[]): Promise<void> {
  const machines = windows.filter(({ sourceId }) => ownerOfDoor(sourceId) === undefined);
  const hours = new Set(machines.map(({ t0 }) => floorTo(t0, LEVELS.fiveMinutes.rowMs)));
  if (hours.size === 0) return;
  await connection.query(
    "INSERT INTO metric_groups_owed (hour, changes) VALUES ? ON DUPLICATE KEY UPDATE changes = changes + 1",
    [[...hours].sort((one, other) => one - other).map((hour) => [hour, 1])],
  );
}

export async function owedHours(pool: Pool): Promise<OwedHour[]> {
  const [rows] = await pool.query<RowDataPacket[]>("SELECT hour, changes FROM metric_groups_owed ORDER BY hour");
  return rows as OwedHour[];
}

/** An hour that changed again since it was looked at stays owed. */
export async function settle(pool: Pool, owed: readonly OwedHour[]): Promise<void> {
  for (const { hour, changes } of owed) {
    await pool.query("DELETE FROM metric_groups_owed WHERE hour = ? AND changes = ?", [hour, changes]);
  }
}
