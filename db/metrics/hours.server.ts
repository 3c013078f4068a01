import type { Pool, RowDataPacket } from "mysql2/promise";

import { LEVELS } from "./levels.ts";
import { floorTo } from "./plan.ts";
import { rollUpHours } from "./roll-up.server.ts";
import { RollupRows } from "./rollup-rows.server.ts";
import type { SchemaRows } from "./schema-rows.server.ts";
import { DAY_MS } from "./store.ts";
import { inTransaction } from "./transaction.server.ts";

const HOUR_MS = LEVELS.oneHour.bucketMs;
const SOURCES_A_TRANSACTION = 50;

/**
 * The hourly roll-ups. An hour gets its buckets once it has ended, so that a day's row is written 24 times and not at
 * every seal; `until` says how far that is done. An hour before it that changes is computed anew with its windows.
 */
export class Hours {
  constructor(
    private readonly pool: Pool,
    private readonly schemas: SchemaRows,
  ) {}

  /** All hours before it have their buckets. Where the table knows less than it should, as after a restore, it begins there. */
  async until(): Promise<number> {
    const [rows] = await this.pool.query<RowDataPacket[]>(
      `SELECT (SELECT until FROM metric_progress WHERE level = 'oneHour') AS until,
              (SELECT t0 FROM metric_rollups_1h WHERE source_id > 0 ORDER BY t0 DESC LIMIT 1) AS newest`,
    );
    const { until, newest } = rows[0] as { until: number | null; newest: number | null };
    if (newest === null) return 0;
    return Math.min(until ?? newest, newest + DAY_MS);
  }

  /** Computes the hours that ended before `end` and are not done, one after the other; a crash resumes at the same hour. */
  async close(from: number, end: number, now: number): Promise<void> {
    const last = floorTo(end, HOUR_MS);
    for (let hour = await this.next(from, last); hour !== undefined; hour = await this.next(hour + HOUR_MS, last)) {
      await this.closeHour(hour, now);
      await this.note(hour + HOUR_MS);
    }
    if (last > from) await this.note(last);
  }

  private async next(from: number, before: number): Promise<number | undefined> {
    const [rows] = await this.pool.query<RowDataPacket[]>(
      "SELECT MIN(t0) AS t0 FROM metric_rollups_5m WHERE t0 >= ? AND t0 < ? AND source_id > 0",
      [from, before],
    );
    return rows[0]?.t0 ?? undefined;
  }

  private async closeHour(hour: number, now: number): Promise<void> {
    for (let after = 0; ; ) {
      const [rows] = await this.pool.query<RowDataPacket[]>(
        `SELECT DISTINCT source_id AS id FROM metric_rollups_5m WHERE t0 = ? AND source_id > ?
         ORDER BY source_id LIMIT ${SOURCES_A_TRANSACTION}`,
        [hour, after],
      );
      const sources = rows.map(({ id }): number => id);
      const last = sources.at(-1);
      if (last === undefined) return;
      after = last;
      await inTransaction(this.pool, async (connection) => {
        const fiveMinutes = await RollupRows.locked(connection, "fiveMinutes", sources, [hour]);
        const windows = sources.map((sourceId) => ({ sourceId, t0: hour }));
        await rollUpHours(connection, this.schemas, fiveMinutes, windows, now);
      });
    }
  }

  private async note(until: number): Promise<void> {
    await this.pool.query(
      "INSERT INTO metric_progress (level, until) VALUES ('oneHour', ?) ON DUPLICATE KEY UPDATE until = VALUES(until)",
      [until],
    );
  }
}
