import type { Pool, RowDataPacket } from "mysql2/promise";
import { expect, test } from "vitest";

import type { DeclaredSeries } from "#collector/protocol/push.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { pruneSchemas } from "#db/metrics/schema-pruning.server.ts";
import { DAY_MS } from "#db/metrics/store.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = Date.now();
const NIGHT_AFTER = NOW + DAY_MS + 60_000;
const LONG_AGO = NOW - 3 * DAY_MS;

const series = (name: string): DeclaredSeries[] => [[name, "gauge"]];

/** One reference of each kind to the schema `id`. */
const REFERENCES = {
  tail: "INSERT INTO metric_tail (source_id, at, schema_id, packed) VALUES (1, 1, ?, 'x')",
  sealing: "INSERT INTO metric_tail_sealing (source_id, at, schema_id, packed) VALUES (1, 1, ?, 'x')",
  chunk: "INSERT INTO metric_chunks (t0, source_id, schema_id, part, snapshots, packed) VALUES (1, 1, ?, 1, 1, 'x')",
  hour: "INSERT INTO metric_rollups_5m (t0, source_id, schema_id, packed) VALUES (1, 1, ?, 'x')",
  day: "INSERT INTO metric_rollups_1h (t0, source_id, schema_id, packed) VALUES (1, -1, ?, 'x')",
  door: `INSERT INTO door_schemas (source_id, hash, series, changed_at)
         SELECT (SELECT MIN(id) FROM sources), hash, 1, NOW() FROM metric_schemas WHERE id = ?`,
};

test("what no tail, chunk, roll-up or door refers to goes the night after it was found so, and nothing else", () =>
  withDatabase(async (db, { pool }) => {
    await popgom(db);
    const store = openMetricStore(pool);
    for (const [name, insert] of Object.entries(REFERENCES)) {
      await pool.query(insert, [(await store.declareSchema(series(name), LONG_AGO)).id]);
    }
    await store.declareSchema(series("nothing"), LONG_AGO);
    await store.declareSchema(series("young"), NOW);

    expect(await pruneSchemas(pool, NOW)).toBe(0);
    expect(await pruneSchemas(pool, NOW + 3_600_000)).toBe(0);
    expect(await names(pool)).toEqual([...Object.keys(REFERENCES), "nothing", "young"]);
    expect(await pruneSchemas(pool, NIGHT_AFTER)).toBe(1);
    expect(await names(pool)).toEqual([...Object.keys(REFERENCES), "young"]);
  }));

test("one that a sender asks for again stays, also when it is asked for while it is deleted", () =>
  withDatabase(async (_db, { pool }) => {
    const { hash } = await openMetricStore(pool).declareSchema(series("back"), LONG_AGO);
    await pruneSchemas(pool, NOW);
    // Another process, or this one half a day later: not in memory any more.
    const sender = openMetricStore(pool);
    expect((await sender.schemaByHash(hash))?.hash).toBe(hash);
    expect(await pruneSchemas(pool, NIGHT_AFTER)).toBe(0);

    for (let round = 0; round < 20; round += 1) {
      const name = `race_${round}`;
      await openMetricStore(pool).declareSchema(series(name), LONG_AGO);
      await pruneSchemas(pool, NOW);
      const store = openMetricStore(pool);
      const [schema] = await Promise.all([store.declareSchema(series(name), NOW), pruneSchemas(pool, NIGHT_AFTER)]);
      const at = NOW - 3_600_000;
      await store.append([{ sourceId: 1 + round, schema, snapshots: [[at, 1]] }]);
      expect(await openMetricStore(pool).snapshots({ sourceIds: [1 + round], from: at, to: at + 1 })).toHaveLength(1);
    }
  }));

test("a pruning that does not wait a night is found to take a schema from under a sender who knows it", () =>
  withDatabase(async (_db, { pool }) => {
    const store = openMetricStore(pool);
    const schema = await store.declareSchema(series("known"), LONG_AGO);
    await pool.query("UPDATE metric_schemas SET unused_since = ?", [new Date(LONG_AGO)]);
    expect(await pruneSchemas(pool, NOW)).toBe(1);
    const at = NOW - 3_600_000;
    const known = store.knownSchema(schema.hash);
    if (!known) throw new Error("a sender keeps its schema for half a day");
    await store.append([{ sourceId: 1, schema: known, snapshots: [[at, 1]] }]);
    const read = openMetricStore(pool).snapshots({ sourceIds: [1], from: at, to: at + 1 });
    await expect(read).rejects.toThrow("does not exist");
  }));

async function names(pool: Pool): Promise<string[]> {
  const [rows] = await pool.query<RowDataPacket[]>(
    "SELECT JSON_VALUE(series, '$[0][0]') AS name FROM metric_schemas ORDER BY id",
  );
  return rows.map(({ name }) => name);
}
