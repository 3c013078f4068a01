import type { Pool } from "mysql2/promise";
import { expect, test } from "vitest";

import { doorSourceId } from "#db/metrics/door-source.ts";
import { GroupWriter } from "#db/metrics/group-writer.server.ts";
import { type GroupScope, groupSourceId } from "#db/metrics/groups.ts";
import { owedHours, oweGroups, settle } from "#db/metrics/groups-owed.server.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { type Bucket, packRollup } from "#db/metrics/rollup-codec.ts";
import { writeRollups } from "#db/metrics/rollup-writer.server.ts";
import { SchemaRows } from "#db/metrics/schema-rows.server.ts";
import { Sealer } from "#db/metrics/sealer.server.ts";
import { SeriesReader } from "#db/metrics/series-reader.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;
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

test("a late hour whose sealer died before its groups is owed, and computed by the next who seals", () =>
  withDatabase(async (db, { pool }) => {
    const { web1 } = await popgom(db);
    const store = openMetricStore(pool);
    const schema = await store.declareSchema([["memory_used_bytes", "gauge"]]);
    const memoryAt = async (at: number, bytes: number) =>
      store.append([{ sourceId: web1.sourceId, schema, snapshots: [[at, bytes]] }]);
    await memoryAt(hour + MINUTE, 100);
    await store.seal(now);
    expect(await owedHours(pool)).toEqual([]);

    // A spool brings an hour far before the newest; whoever seals it is killed right after.
    const late = hour - 30 * HOUR;
    await memoryAt(late + MINUTE, 70);
    await new Sealer(pool, new SchemaRows(pool)).seal(now);
    expect(await averagesIn(pool)("all", late)).toEqual([]);
    await openMetricStore(pool).seal(now);
    expect(await averagesIn(pool)("all", late)).toEqual([[1], [70]]);
    expect(await owedHours(pool)).toEqual([]);
  }));

test("an hour that changes while its groups are computed stays owed; one of the doors owes nothing", () =>
  withDatabase(async (_db, { pool }) => {
    const connection = await pool.getConnection();
    await oweGroups(connection, [{ sourceId: 1, t0: hour }]);
    const seen = await owedHours(pool);
    await oweGroups(connection, [
      { sourceId: 1, t0: hour + 10 * MINUTE },
      { sourceId: doorSourceId(1), t0: hour - HOUR },
    ]);
    connection.release();
    await settle(pool, seen);
    expect((await owedHours(pool)).map((one) => one.hour)).toEqual([hour]);
    await settle(pool, await owedHours(pool));
    expect(await owedHours(pool)).toEqual([]);
  }));
