import fc from "fast-check";
import { expect, test } from "vitest";

import type { DeclaredSeries, Snapshot } from "#collector/protocol/push.ts";
import { CHUNK_MS } from "#db/metrics/chunk-codec.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { planOf } from "#db/metrics/plan.ts";
import { DAY_MS, type MetricStore, type RangePoint } from "#db/metrics/store.ts";
import { withDatabase } from "#tests/support/database.ts";

const RUNS = process.env.TIMONERIE_LONG ? 200 : 12;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FIVE_MINUTES = 5 * MINUTE;
/** Five hours over midnight, long enough ago to be sealed and near enough to be kept. */
const START = Math.floor(Date.now() / DAY_MS) * DAY_MS - 3 * HOUR;
const SPAN = 5 * HOUR;
const END = START + SPAN;

const BEFORE: DeclaredSeries[] = [
  ["cpu_used_ratio", "gauge"],
  ["orders_total", "counter"],
];
const AFTER: DeclaredSeries[] = [
  ["orders_total", "counter"],
  ["load_average_1m", "gauge"],
  ["cpu_used_ratio", "gauge"],
];

interface Told {
  readonly at: number;
  readonly cpu: number | null;
  readonly orders: number | null;
  readonly isAfter: boolean;
  /** 0 and 1 are sealed one after the other, 2 stays in the tail. */
  readonly round: number;
}

const told: fc.Arbitrary<Told> = fc.record({
  at: fc.integer({ min: 0, max: SPAN / 20_000 - 1 }).map((step) => START + step * 20_000 + (step % 7) * 1_001),
  cpu: fc.option(fc.integer({ min: 0, max: 10_000 }).map((value) => value / 10_000)),
  orders: fc.option(fc.integer({ min: 0, max: 500 })),
  isAfter: fc.boolean(),
  round: fc.integer({ min: 0, max: 2 }),
});
const history = fc.uniqueArray(told, { selector: ({ at }) => at, minLength: 1, maxLength: 250 });
const bounds = fc.tuple(fc.integer({ min: 0, max: SPAN - 1 }), fc.integer({ min: 1, max: SPAN }));

async function fill(store: MetricStore, sourceId: number, history: readonly Told[]): Promise<void> {
  const schemas = { before: await store.declareSchema(BEFORE), after: await store.declareSchema(AFTER) };
  for (const round of [0, 1, 2]) {
    for (const isAfter of [false, true]) {
      const snapshots = history
        .filter((one) => one.round === round && one.isAfter === isAfter)
        .map(({ at, cpu, orders }): Snapshot => (isAfter ? [at, orders, 1, cpu] : [at, cpu, orders]));
      await store.append([{ sourceId, schema: isAfter ? schemas.after : schemas.before, snapshots }]);
    }
    if (round < 2) await store.seal(END + HOUR);
  }
}

function gaugeByHand(history: readonly Told[], from: number, to: number, stepMs: number): RangePoint[] {
  const steps = new Map<number, number[]>();
  for (const { at, cpu } of history) {
    if (cpu === null || at < from || at >= to) continue;
    const step = Math.floor(at / stepMs) * stepMs;
    steps.set(step, [...(steps.get(step) ?? []), cpu]);
  }
  return [...steps]
    .sort(([one], [other]) => one - other)
    .map(([at, values]) => ({
      at,
      min: Math.min(...values),
      average: values.reduce((sum, value) => sum + value, 0) / values.length,
      max: Math.max(...values),
      count: values.length,
    }));
}

interface Increase {
  readonly at: number;
  readonly increase: number;
  readonly seconds: number;
}

/** From each reading to the next, where that is in the same ten minutes or the ones after. */
function increasesByHand(history: readonly Told[]): Increase[] {
  const read = history.filter(({ orders }) => orders !== null).sort((one, other) => one.at - other.at);
  return read.flatMap(({ at, orders }, index) => {
    const last = read[index - 1];
    if (!last || Math.floor(at / CHUNK_MS) - Math.floor(last.at / CHUNK_MS) > 1) return [];
    const [now, before] = [orders ?? 0, last.orders ?? 0];
    return [{ at, increase: now >= before ? now - before : now, seconds: (at - last.at) / 1_000 }];
  });
}

function counterByHand(increases: readonly Increase[], stepMs: number, bucketMs: number): RangePoint[] {
  const buckets = new Map<number, { increase: number; seconds: number; count: number }>();
  for (const { at, increase, seconds } of increases) {
    const start = bucketMs > 0 ? Math.floor(at / bucketMs) * bucketMs : at;
    const found = buckets.get(start);
    buckets.set(start, {
      increase: (found?.increase ?? 0) + increase,
      seconds: bucketMs > 0 ? bucketMs / 1_000 : seconds,
      count: (found?.count ?? 0) + 1,
    });
  }
  const steps = new Map<number, { increase: number; seconds: number; count: number }[]>();
  for (const [at, bucket] of buckets) {
    const step = Math.floor(at / stepMs) * stepMs;
    steps.set(step, [...(steps.get(step) ?? []), bucket]);
  }
  return [...steps]
    .sort(([one], [other]) => one - other)
    .map(([at, found]) => {
      const rates = found.map(({ increase, seconds }) => increase / seconds);
      const total = (name: "increase" | "seconds" | "count") => found.reduce((sum, one) => sum + one[name], 0);
      return {
        at,
        min: Math.min(...rates),
        average: total("increase") / total("seconds"),
        max: Math.max(...rates),
        count: total("count"),
      };
    });
}

const near = (points: readonly RangePoint[]) =>
  points.map(({ at, min, average, max, count }) => ({
    at,
    min: expect.closeTo(min, 9),
    average: expect.closeTo(average, 9),
    max: expect.closeTo(max, 9),
    count,
  }));

test(
  "wherever samples lie, a gauge is what counting by hand gives, at every resolution",
  () =>
    withDatabase(async (_db, { pool }) => {
      const store = openMetricStore(pool);
      let sourceId = 0;
      await fc.assert(
        fc.asyncProperty(history, bounds, async (samples, [offset, length]) => {
          sourceId += 1;
          await fill(store, sourceId, samples);
          const [from, to] = [START + offset, START + offset + length];
          for (const stepMs of [MINUTE, FIVE_MINUTES, HOUR]) {
            const query = { sourceIds: [sourceId], series: ["cpu_used_ratio"], from, to, maxPoints: 1, stepMs };
            const plan = planOf(query);
            const [range] = await store.range(query);
            expect(range?.points ?? []).toEqual(near(gaugeByHand(samples, plan.from, plan.to, stepMs)));
          }
        }),
        { numRuns: RUNS },
      );
    }),
  120_000,
);

test(
  "a counter is its increase per second: of samples from one to the next, of roll-ups by bucket",
  () =>
    withDatabase(async (_db, { pool }) => {
      const store = openMetricStore(pool);
      let sourceId = 0;
      await fc.assert(
        fc.asyncProperty(history, bounds, async (samples, [offset, length]) => {
          sourceId += 1;
          await fill(store, sourceId, samples);
          const [from, to] = [START + offset, START + offset + length];
          const all = increasesByHand(samples);
          for (const [stepMs, bucketMs] of [
            [MINUTE, 0],
            [FIVE_MINUTES, FIVE_MINUTES],
            [HOUR, HOUR],
          ] as const) {
            const query = { sourceIds: [sourceId], series: ["orders_total"], from, to, maxPoints: 1, stepMs };
            const plan = planOf(query);
            const inside = all.filter(({ at }) => at >= plan.from && at < plan.to);
            const ask = async () => (await store.range(query))[0]?.points ?? [];
            const open = await ask();
            // What a bucket of samples was told in is known; what one of roll-ups lasted is the bucket's.
            expect(open.map(({ at, count }) => [at, count])).toEqual(
              counterByHand(inside, stepMs, bucketMs).map(({ at, count }) => [at, count]),
            );
            if (bucketMs === 0) expect(open).toEqual(near(counterByHand(inside, stepMs, 0)));
          }
          await store.seal(END + 2 * HOUR);
          for (const stepMs of [FIVE_MINUTES, HOUR]) {
            const query = { sourceIds: [sourceId], series: ["orders_total"], from, to, maxPoints: 1, stepMs };
            const plan = planOf(query);
            const inside = all.filter(({ at }) => at >= plan.from && at < plan.to);
            const [range] = await store.range(query);
            expect(range?.points ?? []).toEqual(near(counterByHand(inside, stepMs, stepMs)));
            if (range) expect(range.kind).toBe("counter");
          }
        }),
        { numRuns: RUNS },
      );
    }),
  120_000,
);

test("what is gone from the samples is answered by the roll-ups, in their steps", () =>
  withDatabase(async (_db, { pool }) => {
    const store = openMetricStore(pool);
    const schema = await store.declareSchema(BEFORE);
    const snapshots = Array.from(
      { length: 120 },
      (_one, index): Snapshot => [START + index * MINUTE, index / 120, index],
    );
    await store.append([{ sourceId: 1, schema, snapshots }]);
    await store.seal(END);
    const query = { sourceIds: [1], series: ["cpu_used_ratio"], from: START, to: START + 2 * HOUR, maxPoints: 400 };
    expect((await store.range(query))[0]).toMatchObject({ stepMs: 30_000, points: { length: 120 } });

    await pool.query("DELETE FROM metric_chunks");
    expect((await store.range(query))[0]).toMatchObject({ stepMs: FIVE_MINUTES, points: { length: 24 } });
  }));

test("a short window of which nothing but hours is left is answered by them, and a gap among 5 minutes is not", () =>
  withDatabase(async (_db, { pool }) => {
    const store = openMetricStore(pool);
    const schema = await store.declareSchema(BEFORE);
    const snapshots = Array.from({ length: 30 }, (_one, index): Snapshot => [START + index * MINUTE, 0.5, index]);
    await store.append([{ sourceId: 1, schema, snapshots }]);
    await store.seal(END);
    const ask = async (from: number, to: number) =>
      store.range({ sourceIds: [1], series: ["cpu_used_ratio"], from, to, maxPoints: 400 });
    expect(await ask(START + 40 * MINUTE, START + 50 * MINUTE)).toEqual([]);

    await pool.query("DELETE FROM metric_chunks");
    await pool.query("DELETE FROM metric_rollups_5m");
    expect((await ask(START, START + 2 * HOUR))[0]).toMatchObject({ stepMs: HOUR, points: [{ at: START, count: 30 }] });
  }));
