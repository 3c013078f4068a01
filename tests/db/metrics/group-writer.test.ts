import type { Pool } from "mysql2/promise";
import { expect, test } from "vitest";

import { GroupWriter } from "#db/metrics/group-writer.server.ts";
import { type GroupScope, groupSourceId } from "#db/metrics/groups.ts";
import { type Bucket, packRollup } from "#db/metrics/rollup-codec.ts";
import { writeRollups } from "#db/metrics/rollup-writer.server.ts";
import { SchemaRows } from "#db/metrics/schema-rows.server.ts";
import { SeriesReader } from "#db/metrics/series-reader.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const HOUR = 3_600_000;
const now = Math.floor(Date.now() / HOUR) * HOUR;
const hour = now - 2 * HOUR;

async function told(pool: Pool, sourceId: number, t0: number, used: number): Promise<void> {
  const schema = await new SchemaRows(pool).declare([["memory_used_bytes", "gauge"]], now);
  const bucket: Bucket = { min: 0, average: used, max: 2 * used, count: 30 };
  const packed = packRollup([Array.from({ length: 12 }, () => bucket)]);
  await writeRollups(pool, "fiveMinutes", [{ t0, sourceId, schemaId: schema.id, packed }], now);
}

function averagesIn(pool: Pool) {
  const reader = new SeriesReader(pool, new SchemaRows(pool));
  return async (scope: GroupScope, from = hour) => {
    const series = ["group_memory_used_bytes", "group_machines"];
    const ranges = await reader.range({
      sourceIds: [groupSourceId(scope)],
      series,
      from,
      to: from + HOUR,
      maxPoints: 1,
    });
    return ranges.map(({ points }) => points.map(({ average }) => average));
  };
}

test("an application, its project and all are the sums of their machines, late ones and machines that move included", () =>
  withDatabase(async (db, { pool }) => {
    const averages = averagesIn(pool);
    const world = await popgom(db);
    const writer = new GroupWriter(pool);
    const projectId = world.project.id;
    await told(pool, world.web1.sourceId, hour, 100);
    await told(pool, world.other.web1.sourceId, hour, 7);
    await writer.rollUp([hour + 600_000], now);
    expect(await averages({ projectId })).toEqual([[1], [100]]);
    expect(await averages("all")).toEqual([[2], [107]]);

    await told(pool, world.web2.sourceId, hour, 50);
    await writer.rollUp([hour], now);
    await writer.rollUp([hour], now);
    expect(await averages({ projectId })).toEqual([[2], [150]]);
    const [rows] = await pool.query("SELECT 1 FROM metric_rollups_1h WHERE source_id = ?", [
      groupSourceId({ projectId }),
    ]);
    expect(rows).toHaveLength(1);

    const [elsewhere] = (
      await pool.query("SELECT project_id FROM machines WHERE id = ?", [world.other.web1.id])
    )[0] as {
      project_id: number;
    }[];
    await pool.query("UPDATE machines SET project_id = ?, name = 'moved' WHERE id = ?", [
      elsewhere?.project_id,
      world.web2.id,
    ]);
    await writer.rollUp([hour], now);
    expect(await averages({ projectId })).toEqual([[1], [100]]);
  }));

test("hours that a crash left out are computed by the next run", () =>
  withDatabase(async (db, { pool }) => {
    const averages = averagesIn(pool);
    const world = await popgom(db);
    const writer = new GroupWriter(pool);
    for (const t0 of [hour - 2 * HOUR, hour - HOUR, hour]) await told(pool, world.web1.sourceId, t0, 100);
    await writer.rollUp([hour - 2 * HOUR], now);
    expect(await averages("all", hour - HOUR)).toEqual([]);
    await new GroupWriter(pool).rollUp([hour], now);
    expect(await averages("all", hour - HOUR)).toEqual([[1], [100]]);
  }));
