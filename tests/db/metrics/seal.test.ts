import fc from "fast-check";
import type { Pool, RowDataPacket } from "mysql2/promise";
import { describe, expect, test } from "vitest";

import type { DeclaredSeries, Snapshot } from "#collector/protocol/push.ts";
import { joined } from "#db/metrics/buckets.ts";
import { CHUNK_MS } from "#db/metrics/chunk-codec.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { packRollup, RollupReader } from "#db/metrics/rollup-codec.ts";
import { writeRollups } from "#db/metrics/rollup-writer.server.ts";
import { DAY_MS, type MetricStore } from "#db/metrics/store.ts";
import { withDatabase } from "#tests/support/database.ts";

const RUNS = process.env.TIMONERIE_LONG ? 100 : 3;
const HOUR_MS = 3_600_000;
/** Midnight at the turn of a month: a window, an hour, a day and a month end together. */
const TURN = Date.UTC(2026, 10, 1);
const NOW = TURN + 3 * HOUR_MS;

const SCHEMAS: DeclaredSeries[][] = [
  [
    ["cpu_used_ratio", "gauge"],
    ["requests_total", "counter"],
  ],
  [
    ["requests_total", "counter"],
    ["cpu_used_ratio", "gauge"],
    ["filesystem_used_bytes", "gauge"],
  ],
];

interface Batch {
  readonly schema: number;
  readonly snapshots: Snapshot[];
}

/** Three hours around the turn, with gaps, resets, two schemas, and instants that are told twice and differ. */
const batches: fc.Arbitrary<Batch[]> = fc.array(
  fc.constantFrom(0, 1).chain((schema) =>
    fc.record({
      schema: fc.constant(schema),
      snapshots: fc.array(
        fc
          .tuple(
            fc.integer({ min: -540, max: 539 }),
            fc.option(fc.nat(10_000).map((integer) => integer / 10_000)),
            fc.option(fc.nat(50)),
          )
          .map(([place, ratio, total]): Snapshot => {
            const at = TURN + place * 10_000;
            return schema === 0 ? [at, ratio, total] : [at, total, ratio, 4_096 * place];
          }),
        { minLength: 1, maxLength: 30 },
      ),
    }),
  ),
  { minLength: 2, maxLength: 10 },
);

describe("sealing", () => {
  test("every order of arrival, three times over and with seals in between, leaves the same rows bit for bit (D12)", () =>
    withDatabase(async (_db, { pool }) => {
      await fc.assert(
        fc.asyncProperty(
          batches,
          fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
          async (all, chance) => {
            const random = () => chance.next().value;
            const ordered = await rowsAfter(pool, async (store) => {
              for (const batch of all) await append(store, batch);
              await store.seal(NOW);
            });
            const thrice = [...all, ...all, ...all].map((batch) => ({ batch, place: random() }));
            const shuffled = thrice.sort((one, other) => one.place - other.place).map(({ batch }) => batch);
            const mixed = await rowsAfter(pool, async (store) => {
              for (const batch of shuffled) {
                await append(store, batch);
                if (random() < 0.4) await store.seal(TURN + Math.floor((random() * 6 - 3) * HOUR_MS));
              }
              await Promise.all([store.seal(NOW), openMetricStore(pool).seal(NOW)]);
              await store.seal(NOW);
            });
            expect(mixed).toEqual(ordered);
          },
        ),
        { numRuns: RUNS },
      );
    }));

  test("the same comparison finds roll-ups that are added to instead of computed anew", () =>
    withDatabase(async (_db, { pool }) => {
      const batch: Batch = { schema: 0, snapshots: [[TURN, 0.5, 10]] };
      const run = (times: number, seal: (store: MetricStore) => Promise<unknown>) =>
        rowsAfter(pool, async (store) => {
          for (let time = 0; time < times; time += 1) {
            await append(store, batch);
            await seal(store);
          }
        });
      const recomputing = (store: MetricStore) => store.seal(NOW);
      expect(await run(3, recomputing)).toEqual(await run(1, recomputing));
      expect(await run(3, (store) => incrementing(pool, store))).not.toEqual(await run(1, recomputing));
    }));

  test("a counter's increase goes on over windows and schemas, counts a reset from 0, and nothing over a long gap", () =>
    withDatabase(async (_db, { pool }) => {
      const store = openMetricStore(pool);
      const at = (minutes: number) => TURN + minutes * 60_000;
      await append(store, {
        schema: 0,
        snapshots: [
          [at(1), 0.5, 100],
          [at(9), 0.5, 180],
        ],
      });
      await append(store, {
        schema: 1,
        snapshots: [
          [at(11), 200, 0.5, 1],
          [at(12), 30, 0.5, 1],
          [at(45), 90, 0.5, 1],
        ],
      });
      await store.seal(NOW);
      const found = await increases(pool);
      expect(found).toEqual([80, 50]);
      // Late, between the two: the window after it is computed again.
      await append(store, { schema: 0, snapshots: [[at(9.5), 0.5, 190]] });
      await store.seal(NOW);
      expect(await increases(pool)).toEqual([90, 40]);
    }));

  test("a window that has not ended stays in the tail, and is read from there", () =>
    withDatabase(async (_db, { pool }) => {
      const store = openMetricStore(pool);
      await append(store, {
        schema: 0,
        snapshots: [
          [TURN - 1, 0.5, 1],
          [TURN, 0.6, 2],
        ],
      });
      const sealed = await store.seal(TURN + 15_000);
      expect(sealed.windows).toEqual([{ t0: TURN - CHUNK_MS, sourceIds: [1] }]);
      expect(await count(pool, "metric_tail")).toBe(1);
      expect(await count(pool, "metric_tail_sealing")).toBe(0);
      expect(await store.snapshots({ sourceIds: [1], from: TURN - 1, to: TURN + 1 })).toHaveLength(2);
    }));

  test("what a crash left in the sealing tail is merged by the next seal", () =>
    withDatabase(async (_db, { pool }) => {
      const store = openMetricStore(pool);
      await append(store, { schema: 0, snapshots: [[TURN - 1, 0.5, 1]] });
      await pool.query("INSERT INTO metric_tail_sealing SELECT * FROM metric_tail");
      await pool.query("TRUNCATE metric_tail");
      await append(store, { schema: 0, snapshots: [[TURN - 2, 0.4, 1]] });
      await store.seal(NOW);
      expect(await store.snapshots({ sourceIds: [1], from: TURN - 2, to: TURN })).toHaveLength(2);
      expect(await count(pool, "metric_tail_sealing")).toBe(0);
    }));

  test("two who seal at once, while samples go on coming, lose nothing and count nothing twice", () =>
    withDatabase(async (_db, { pool }) => {
      const stores = [openMetricStore(pool), openMetricStore(pool)] as const;
      const schema = await stores[0].declareSchema([["cpu_used_ratio", "gauge"]]);
      const told = Array.from({ length: 180 }, (_one, index): Snapshot => [TURN + index * 10_000, index / 180]);
      for (let start = 0; start < told.length; start += 30) {
        const snapshots = told.slice(start, start + 30);
        await Promise.all([
          ...stores.map((store) => store.seal(NOW)),
          stores[0].append([{ sourceId: 1, schema, snapshots }]),
        ]);
      }
      await stores[1].seal(NOW);

      const window = { sourceIds: [1], from: TURN, to: TURN + HOUR_MS };
      const found = await stores[1].snapshots(window);
      expect(found.map(({ at, values }): Snapshot => [at, ...values])).toEqual(told);
      const question = { ...window, series: ["cpu_used_ratio"], maxPoints: 1, stepMs: HOUR_MS };
      expect((await stores[0].range(question))[0]?.points).toMatchObject([{ at: TURN, count: 180 }]);
    }));

  test("roll-ups that were lost are computed again from the chunks", () =>
    withDatabase(async (_db, { pool }) => {
      const before = await rowsAfter(pool, async (store) => {
        for (let hour = -2; hour < 2; hour += 1) {
          await append(store, { schema: 0, snapshots: [[TURN + hour * HOUR_MS, 0.5, hour + 10]] });
        }
        await store.seal(NOW);
      });
      for (const table of ["metric_rollups_5m", "metric_rollups_1h"]) await pool.query(`DELETE FROM ${table}`);
      await openMetricStore(pool).seal(NOW);
      expect(await rows(pool)).toEqual(before);
    }));

  test("a sample of eight days ago is merged into its chunk, and one past retention into none", () =>
    withDatabase(async (_db, { pool }) => {
      const store = openMetricStore(pool);
      await append(store, {
        schema: 0,
        snapshots: [
          [NOW - 8 * DAY_MS, 0.5, 1],
          [NOW - 20 * DAY_MS, 0.5, 1],
        ],
      });
      await store.seal(NOW);
      expect(await count(pool, "metric_chunks")).toBe(1);
    }));
});

async function append(store: MetricStore, { schema, snapshots }: Batch): Promise<void> {
  const declared = await store.declareSchema(SCHEMAS[schema] ?? []);
  await store.append([{ sourceId: 1, schema: declared, snapshots }], NOW);
}

/** The mistake: what a roll-up held before is added to what the seal found. */
async function incrementing(pool: Pool, store: MetricStore): Promise<void> {
  const rollups = async () => (await pool.query<RowDataPacket[]>("SELECT * FROM metric_rollups_5m"))[0];
  const before = await rollups();
  await store.seal(NOW);
  for (const { t0, source_id: sourceId, schema_id: schemaId, packed } of await rollups()) {
    const old = before.find((row) => row.t0 === t0 && row.schema_id === schemaId);
    if (!old) continue;
    const [one, other] = [new RollupReader(old.packed), new RollupReader(packed)];
    const series = Array.from({ length: one.seriesCount }, (_one, index) =>
      one.series(index).map((bucket, place) => joined("gauge", [bucket, other.series(index)[place]])),
    );
    await writeRollups(pool, "fiveMinutes", [{ t0, sourceId, schemaId, packed: packRollup(series) }], NOW);
  }
}

/** All that sealing leaves behind, from an empty store on. */
async function rowsAfter(pool: Pool, run: (store: MetricStore) => Promise<void>): Promise<unknown[]> {
  for (const table of [
    "metric_tail",
    "metric_tail_sealing",
    "metric_chunks",
    "metric_rollups_5m",
    "metric_rollups_1h",
    "metric_progress",
  ]) {
    await pool.query(`DELETE FROM ${table}`);
  }
  await run(openMetricStore(pool));
  return rows(pool);
}

async function rows(pool: Pool): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const [table, order] of [
    ["metric_chunks", "t0, source_id, schema_id, part"],
    ["metric_rollups_5m", "t0, source_id, schema_id"],
    ["metric_rollups_1h", "t0, source_id, schema_id"],
    ["metric_tail", "source_id, at"],
  ]) {
    const [some] = await pool.query<RowDataPacket[]>(`SELECT * FROM ${table} ORDER BY ${order}`);
    found.push(...some.map((row) => ({ table, ...row, packed: (row.packed as Buffer).toString("hex") })));
  }
  return found;
}

/** Of `requests_total`, by bucket, whatever the schema. */
async function increases(pool: Pool): Promise<number[]> {
  const [found] = await pool.query<RowDataPacket[]>("SELECT * FROM metric_rollups_5m WHERE t0 = ? ORDER BY schema_id", [
    TURN,
  ]);
  const sums = new Map<number, number>();
  found.forEach((row) => {
    const reader = new RollupReader(row.packed);
    reader.visit(reader.seriesCount === 2 ? 1 : 0, (bucket, { average }) => {
      sums.set(Math.floor(bucket / 2), (sums.get(Math.floor(bucket / 2)) ?? 0) + average);
    });
  });
  return [...sums].sort(([one], [other]) => one - other).map(([, sum]) => sum);
}

async function count(pool: Pool, table: string): Promise<number> {
  const [[row]] = await pool.query<RowDataPacket[]>(`SELECT COUNT(*) AS count FROM ${table}`);
  return row?.count;
}
