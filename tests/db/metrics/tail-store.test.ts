import type { RowDataPacket } from "mysql2/promise";
import { expect, test } from "vitest";

import { DAY_MS } from "#db/metrics/store.ts";
import { TAIL_DAYS } from "#db/metrics/tail-partitions.server.ts";
import { openMetricStore } from "#db/metrics/tail-store.server.ts";
import { withDatabase } from "#tests/support/database.ts";

import { storeContract } from "./store-contract.ts";

storeContract((use) => withDatabase((_db, { pool }) => use(openMetricStore(pool))));

test("the tail has a partition a day, a week ahead, and none past retention", () =>
  withDatabase(async (_db, { pool }) => {
    const now = Date.now();
    await openMetricStore(pool).upkeep(now);
    const [rows] = await pool.query<RowDataPacket[]>(
      `SELECT PARTITION_DESCRIPTION AS below FROM information_schema.PARTITIONS
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'metric_tail' ORDER BY PARTITION_ORDINAL_POSITION`,
    );
    const bounds = rows.map(({ below }) => Number(below));
    expect(bounds.at(-1)).toBeGreaterThan(now + 7 * DAY_MS);
    expect(bounds.every((bound) => bound > now - (TAIL_DAYS + 1) * DAY_MS)).toBe(true);
    const ahead = bounds.filter((bound) => bound > now);
    expect(ahead.every((bound, index) => index === 0 || bound - (ahead[index - 1] ?? 0) === DAY_MS)).toBe(true);
  }));
