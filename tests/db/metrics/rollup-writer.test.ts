import type { RowDataPacket } from "mysql2/promise";
import { expect, test } from "vitest";

import { type Bucket, packRollup, RollupReader } from "#db/metrics/rollup-codec.ts";
import { writeRollups } from "#db/metrics/rollup-writer.server.ts";
import { DAY_MS } from "#db/metrics/store.ts";
import { withDatabase } from "#tests/support/database.ts";

const NOW = Date.UTC(2026, 10, 22, 18);
const buckets = (average: number): Bucket[] => [{ min: average - 1, average, max: average + 1, count: 30 }];

test("rows of thirteen months back and of a month ahead find their place, and are replaced whole", () =>
  withDatabase(async (_db, { pool }) => {
    const row = (t0: number, average: number) => ({
      t0,
      sourceId: 7,
      schemaId: 1,
      packed: packRollup([buckets(average)]),
    });
    const instants = [NOW - 2_000 * DAY_MS, NOW - 395 * DAY_MS, NOW, NOW + 40 * DAY_MS];
    for (const level of ["fiveMinutes", "oneHour"] as const) {
      await writeRollups(
        pool,
        level,
        instants.map((t0) => row(t0, 5)),
        NOW,
      );
      await writeRollups(pool, level, [row(NOW, 6)], NOW);
    }
    const [rows] = await pool.query<RowDataPacket[]>("SELECT t0, packed FROM metric_rollups_5m ORDER BY t0");
    expect(rows.map(({ t0 }) => t0)).toEqual(instants);
    expect(rows.map(({ packed }) => new RollupReader(packed).series(0)[0]?.average)).toEqual([5, 5, 6, 5]);
  }));
