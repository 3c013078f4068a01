import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type DeclaredSeries, MAX_SERIES, type Snapshot } from "#collector/protocol/push.ts";
import { refusedSeries, schemaHash } from "#db/metrics/schema-rows.server.ts";
import { DAY_MS, type MetricStore, type SourceBatch } from "#db/metrics/store.ts";

export type WithStore = (use: (store: MetricStore) => Promise<void>) => Promise<void>;

const MINUTE = 60_000;
const SERIES: DeclaredSeries[] = [
  ["cpu_used_ratio", "gauge"],
  ['filesystem_used_bytes{mount="/"}', "gauge"],
  ['filesystem_used_bytes{mount="/var"}', "gauge"],
];

/** What every metric store must do. `withStore` gives an empty one. */
export function storeContract(withStore: WithStore): void {
  /** A minute boundary, a little ago: partitions of today and yesterday are both in play around midnight. */
  const now = Math.floor(Date.now() / MINUTE) * MINUTE;

  describe("schemas", () => {
    test("a schema is one row, however often and by how many it is declared", () =>
      withStore(async (store) => {
        const declared = await Promise.all(Array.from({ length: 8 }, () => store.declareSchema(SERIES)));
        expect(new Set(declared.map(({ id }) => id)).size).toBe(1);
        expect(declared[0]).toMatchObject({ series: SERIES, positions: null, declared: 3, hash: schemaHash(SERIES) });
        expect(await store.schemaByHash(schemaHash(SERIES))).toEqual(declared[0]);
      }));

    test.each([
      ["a hash that nobody declared", "0".repeat(64)],
      ["a hash that is none", "zz"],
      ["nothing", ""],
    ])("%s finds no schema", (_sentence, hash) =>
      withStore(async (store) => {
        expect(await store.schemaByHash(hash)).toBeUndefined();
      }));

    test("beyond 1,000 series the first are kept, and the others are refused by name", () =>
      withStore(async (store) => {
        const many = Array.from(
          { length: MAX_SERIES + 2 },
          (_one, index): DeclaredSeries => [`series_${index}`, "gauge"],
        );
        const schema = await store.declareSchema(many);
        expect(schema.series).toHaveLength(MAX_SERIES);
        expect(schema.declared).toBe(MAX_SERIES + 2);
        expect(refusedSeries(many)).toEqual(["series_1000", "series_1001"]);
      }));

    test("a key that is badly formed or declared twice is left out, its neighbours keep their values", () =>
      withStore(async (store) => {
        const odd: DeclaredSeries[] = [
          ["a", "gauge"],
          ["b{", "gauge"],
          ["a", "gauge"],
          ["c", "gauge"],
        ];
        const schema = await store.declareSchema(odd);
        expect(refusedSeries(odd)).toEqual(["b{", "a"]);
        await store.append([{ sourceId: 1, schema, snapshots: [[now, 1, 2, 3, 4]] }]);
        const [found] = await store.snapshots({ sourceIds: [1], from: now, to: now + 1 });
        expect(found?.schema.series.map(([key]) => key)).toEqual(["a", "c"]);
        expect(found?.values).toEqual([1, 4]);
      }));
  });

  describe("append", () => {
    test("gives back what was written, to the bit, ordered by source and time", () =>
      withStore(async (store) => {
        const schema = await store.declareSchema(SERIES);
        await store.append([
          { sourceId: 2, schema, snapshots: [[now, 0.5, null, 3]] },
          {
            sourceId: 1,
            schema,
            snapshots: [
              [now + 1, -0, 1e300, 5e-324],
              [now, 0.1, 2, null],
            ],
          },
        ]);
        const found = await store.snapshots({ sourceIds: [2, 1, 3], from: now, to: now + MINUTE });
        expect(found.map(({ sourceId, at, values }) => [sourceId, at, ...values])).toEqual([
          [1, now, 0.1, 2, null],
          [1, now + 1, -0, 1e300, 5e-324],
          [2, now, 0.5, null, 3],
        ]);
      }));

    test("the same batch again, and again at once, stores nothing new", () =>
      withStore(async (store) => {
        const schema = await store.declareSchema(SERIES);
        const batch = [
          {
            sourceId: 1,
            schema,
            snapshots: [
              [now, 1, 2, 3],
              [now + 1, 4, 5, 6],
            ] as Snapshot[],
          },
        ];
        await store.append(batch);
        await Promise.all([store.append(batch), store.append(batch)]);
        expect(await store.snapshots({ sourceIds: [1], from: now, to: now + MINUTE })).toHaveLength(2);
      }));

    test("in whatever order batches arrive, with repeats and contradictions, the rows are the same", () =>
      withStore(async (store) => {
        const schema = await store.declareSchema(SERIES);
        const snapshots = Array.from(
          { length: 12 },
          (_one, index): Snapshot => [now + (index % 8), index / 7, null, index],
        );
        let round = 0;
        await fc.assert(
          fc.asyncProperty(fc.shuffledSubarray(snapshots, { minLength: 12 }), async (shuffled) => {
            const sourceId = ++round;
            for (const snapshot of [...shuffled, ...shuffled.slice(0, 4)]) {
              await store.append([{ sourceId, schema, snapshots: [snapshot] }]);
            }
            await store.append([{ sourceId: 100_000 + sourceId, schema, snapshots }]);
            const values = async (id: number) =>
              (await store.snapshots({ sourceIds: [id], from: now, to: now + MINUTE })).map((one) => [
                one.at,
                one.values,
              ]);
            expect(await values(sourceId)).toEqual(await values(100_000 + sourceId));
          }),
          { numRuns: process.env.TIMONERIE_LONG ? 100 : 5 },
        );
      }));

    test.each([
      ["today", 0],
      ["8 days ago", -8 * DAY_MS],
      ["in 5 minutes", 5 * MINUTE],
      ["further ahead than any partition", 40 * DAY_MS],
    ])("a sample of %s is really stored", (_sentence, offset) =>
      withStore(async (store) => {
        const schema = await store.declareSchema(SERIES);
        const at = now + offset;
        await store.append([{ sourceId: 1, schema, snapshots: [[at, 1, 2, 3]] }]);
        await store.upkeep();
        expect(await store.snapshots({ sourceIds: [1], from: at, to: at + 1 })).toHaveLength(1);
      }));

    test("a snapshot with the wrong number of values is refused, and nothing of its batch is stored", () =>
      withStore(async (store) => {
        const schema = await store.declareSchema(SERIES);
        const batch: SourceBatch[] = [
          { sourceId: 1, schema, snapshots: [[now, 1, 2, 3]] },
          { sourceId: 2, schema, snapshots: [[now, 1]] },
        ];
        await expect(store.append(batch)).rejects.toThrow(RangeError);
        expect(await store.snapshots({ sourceIds: [1, 2], from: now, to: now + MINUTE })).toEqual([]);
      }));

    test("a batch of a thousand snapshots is one whole", () =>
      withStore(async (store) => {
        const schema = await store.declareSchema(SERIES);
        const snapshots = Array.from({ length: 1_000 }, (_one, index): Snapshot => [now - index * 10_000, index, 2, 3]);
        await store.append([{ sourceId: 1, schema, snapshots }]);
        expect(await store.snapshots({ sourceIds: [1], from: now - DAY_MS, to: now + 1 })).toHaveLength(1_000);
      }));
  });

  describe("range", () => {
    test("gives minimum, average, maximum and count per step, and a gap stays a gap", () =>
      withStore(async (store) => {
        const schema = await store.declareSchema(SERIES);
        const from = now - 10 * MINUTE;
        await store.append([
          {
            sourceId: 1,
            schema,
            snapshots: [
              [from, 0.25, 1, 2],
              [from + 10_000, 0.75, 1, 2],
              [from + 20_000, null, 1, 2],
              [from + 5 * MINUTE, 0.5, 1, 2],
              [from + 6 * MINUTE, null, 1, 2],
            ],
          },
        ]);
        const query = { sourceIds: [1], series: ["cpu_used_ratio"], from, to: now, maxPoints: 10 };
        expect(await store.range(query)).toEqual([
          {
            sourceId: 1,
            key: "cpu_used_ratio",
            stepMs: MINUTE,
            points: [
              { at: from, min: 0.25, average: 0.5, max: 0.75, count: 2 },
              { at: from + 5 * MINUTE, min: 0.5, average: 0.5, max: 0.5, count: 1 },
            ],
          },
        ]);
      }));

    test("a name stands for all its labels, a key for itself, and an unknown one for nothing", () =>
      withStore(async (store) => {
        const schema = await store.declareSchema(SERIES);
        await store.append([{ sourceId: 1, schema, snapshots: [[now, 1, 2, 3]] }]);
        const keys = async (...series: string[]) =>
          (await store.range({ sourceIds: [1], series, from: now, to: now + MINUTE, maxPoints: 60 })).map(
            ({ key }) => key,
          );
        expect(await keys("filesystem_used_bytes")).toEqual([SERIES[1]?.[0], SERIES[2]?.[0]]);
        expect(await keys('filesystem_used_bytes{mount="/var"}')).toEqual([SERIES[2]?.[0]]);
        expect(await keys("filesystem_used", "nothing")).toEqual([]);
      }));

    test("follows a series through a change of schema", () =>
      withStore(async (store) => {
        const before = await store.declareSchema(SERIES);
        const after = await store.declareSchema([
          ["load_average_1m", "gauge"],
          ["cpu_used_ratio", "gauge"],
        ]);
        await store.append([{ sourceId: 1, schema: before, snapshots: [[now, 0.1, 2, 3]] }]);
        await store.append([{ sourceId: 1, schema: after, snapshots: [[now + 1_000, 9, 0.2]] }]);
        const [range] = await store.range({
          sourceIds: [1],
          series: ["cpu_used_ratio"],
          from: now,
          to: now + 2_000,
          maxPoints: 2,
        });
        expect(range?.points.map(({ max }) => max)).toEqual([0.1, 0.2]);
      }));

    test("includes its first instant and not its last, and no other source", () =>
      withStore(async (store) => {
        const schema = await store.declareSchema(SERIES);
        for (const sourceId of [1, 2]) {
          await store.append([
            {
              sourceId,
              schema,
              snapshots: [
                [now - 1, 1, 2, 3],
                [now, 1, 2, 3],
                [now + MINUTE, 1, 2, 3],
              ],
            },
          ]);
        }
        const query = { sourceIds: [1], series: ["cpu_used_ratio"], from: now, to: now + MINUTE, maxPoints: 60 };
        const ranges = await store.range(query);
        expect(ranges.map(({ sourceId, points }) => [sourceId, points.map(({ at }) => at)])).toEqual([[1, [now]]]);
        expect(await store.range({ ...query, sourceIds: [] })).toEqual([]);
      }));
  });

  describe("latest", () => {
    test("is the newest snapshot of each source, with the server's time of the last visit", () =>
      withStore(async (store) => {
        const schema = await store.declareSchema(SERIES);
        await store.append(
          [
            {
              sourceId: 1,
              schema,
              snapshots: [
                [now, 0.2, 2, 3],
                [now - MINUTE, 0.1, 2, 3],
              ],
            },
          ],
          now + 500,
        );
        await store.append([{ sourceId: 1, schema, snapshots: [[now - 2 * MINUTE, 0.3, 2, 3]] }], now + 700);
        await store.append([{ sourceId: 2, schema, snapshots: [[now - 2 * DAY_MS, 0.3, 2, 3]] }]);
        expect(await store.latest([1, 2, 3], now + 1_000)).toEqual([
          {
            sourceId: 1,
            at: now,
            receivedAt: now + 700,
            intervalSeconds: 10,
            values: {
              cpu_used_ratio: 0.2,
              'filesystem_used_bytes{mount="/"}': 2,
              'filesystem_used_bytes{mount="/var"}': 3,
            },
          },
        ]);
      }));

    test("of nobody is nothing", () =>
      withStore(async (store) => {
        expect(await store.latest([])).toEqual([]);
      }));
  });

  describe("upkeep", () => {
    test("called by two at once does no harm", () =>
      withStore(async (store) => {
        await Promise.all([store.upkeep(), store.upkeep(), store.upkeep(Date.now() + 3 * DAY_MS)]);
        await store.upkeep();
      }));

    test("drops what is past retention, and keeps what is not", () =>
      withStore(async (store) => {
        const schema = await store.declareSchema(SERIES);
        await store.upkeep(now);
        await store.append([
          {
            sourceId: 1,
            schema,
            snapshots: [
              [now - 2 * DAY_MS, 1, 2, 3],
              [now, 1, 2, 3],
            ],
          },
        ]);
        await store.upkeep(now);
        const kept = () => store.snapshots({ sourceIds: [1], from: now - 9 * DAY_MS, to: now + 1 });
        expect(await kept()).toHaveLength(2);
        await store.upkeep(now + 30 * DAY_MS);
        expect(await kept()).toHaveLength(0);
      }));
  });
}
