import fc from "fast-check";
import type { RowDataPacket } from "mysql2/promise";
import { expect, test } from "vitest";

import { RateLimit } from "#collector/http/limits.ts";
import { DoorSchemas } from "#collector/ingest/doors/schemas.ts";
import { DoorWriter } from "#collector/ingest/doors/writer.ts";
import type { MetricStore } from "#db/metrics/store.ts";

import { type CollectorTest, withCollector } from "../support.ts";
import { storedValues } from "./stored.ts";
import { remoteWrite, type SentSeries, series } from "./write-request.ts";

const RUNS = process.env.TIMONERIE_LONG ? 300 : 20;
const start = Date.now() - 6 * 86_400_000;

/** As after a new start: nothing is remembered but what is stored. */
function restart({ collector }: CollectorTest, store: MetricStore = collector.store): void {
  const { db, commits, now } = collector;
  const schemas = new DoorSchemas(db, store, new RateLimit<number>(1e9, 1e9));
  Object.assign(collector, { doors: new DoorWriter(store, commits, schemas, now) });
}

/** Scrapes of some targets at instants of their own; all series of a target share them. */
const scrapes = fc
  .record({
    targets: fc.integer({ min: 1, max: 4 }),
    width: fc.integer({ min: 1, max: 12 }),
    times: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ targets, width, times }) =>
    Array.from({ length: targets * width * times }, (_one, index): SentSeries => {
      const target = index % targets;
      const one = Math.floor(index / targets) % width;
      const at = start + Math.floor(index / targets / width) * 1_000 + (target % 2) * 137;
      return series(`m${one}`, [[at, index * 1.5]], { target: `${target}` });
    }),
  );

/** Cut into requests as shards do, anywhere; in any order, some twice; sent in groups that are under way together. */
const sendings = scrapes.chain((samples) =>
  fc.record({
    samples: fc.shuffledSubarray(samples, { minLength: samples.length }),
    size: fc.integer({ min: 1, max: 9 }),
    together: fc.integer({ min: 1, max: 6 }),
    again: fc.array(fc.nat(9), { maxLength: 6 }),
  }),
);

/** Sends all of it, each case an hour after the one before, and gives what was acknowledged and cannot be read. */
async function lost(collector: CollectorTest, runs: number, between: () => void): Promise<string[]> {
  const acknowledged = new Set<string>();
  let hours = 0;
  await fc.assert(
    fc.asyncProperty(sendings, async ({ samples, size, together, again }) => {
      hours = (hours + 1) % 140;
      const batches = inGroups(
        samples.map((one) => later(one, hours * 3_600_000)),
        size,
      );
      const all = [...batches, ...again.flatMap((index) => (batches[index] ? [batches[index]] : []))];
      for (const group of inGroups(all, together)) {
        between();
        const answers = await Promise.all(group.map((batch) => remoteWrite(collector, batch)));
        for (const [index, batch] of group.entries()) {
          if (answers[index]?.status === 204) for (const one of batch) acknowledged.add(told(one));
        }
      }
    }),
    { numRuns: runs },
  );
  const stored = new Set(await storedValues(collector, collector.world.web1.sourceId));
  expect(acknowledged.size).toBeGreaterThan(runs);
  return [...acknowledged].filter((one) => !stored.has(one));
}

test(
  "every acknowledged value is readable, however requests are split, ordered, repeated and however often it restarts",
  { timeout: 60_000 + RUNS * 1_500 },
  () =>
    withCollector(async (collector) => {
      Object.assign(collector.collector, { requests: new RateLimit<number>(1e9, 1e9) });
      let groups = 0;
      restart(collector);
      expect(
        await lost(collector, RUNS, () => {
          groups += 1;
          if (groups % 3 === 0) restart(collector);
        }),
      ).toEqual([]);
    }),
);

test("a writer that does not look at what is stored is found to lose values", { timeout: 60_000 }, () =>
  withCollector(async (collector) => {
    const { store } = collector.collector;
    const blind = Object.assign(Object.create(store) as MetricStore, { snapshots: async () => [] });
    Object.assign(collector.collector, { requests: new RateLimit<number>(1e9, 1e9) });
    restart(collector, blind);
    expect((await lost(collector, 10, () => undefined)).length).toBeGreaterThan(0);
  }),
);

test("a batch that was committed and is sent again changes nothing that is stored", () =>
  withCollector(async (collector) => {
    const at = Date.now() - 700_000;
    const batch = [series("a", [[at, 1]]), series("b", [[at, -0]])];
    await remoteWrite(collector, batch);
    await remoteWrite(collector, [series("c", [[at, 3]])]);
    const before = await storedValues(collector, collector.world.web1.sourceId);
    restart(collector);
    expect((await remoteWrite(collector, batch)).status).toBe(204);
    expect(await storedValues(collector, collector.world.web1.sourceId)).toEqual(before);
    expect(before).toHaveLength(3);
  }));

/** Requests of one series each, all of the same instants: what comes in parts and is one row an instant. */
const PARTS = Array.from({ length: 6 }, (_one, part) =>
  ["a", "b"].flatMap((target) =>
    [0, 240_000, 480_000, 720_000].map((after) =>
      series(`part${part}`, [[start + after, part * 1.5 - after]], { target }),
    ),
  ),
);

test(
  "instants that come in parts, before and after and during seals, end as the same rows bit for bit",
  { timeout: 120_000 },
  () =>
    withCollector(async (collector) => {
      const ordered = await rowsAfterParts(collector, PARTS, () => 1);
      expect(ordered.length).toBeGreaterThan(3);
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray([...PARTS, ...PARTS], { minLength: PARTS.length * 2 }),
          fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
          async (requests, chance) => {
            expect(await rowsAfterParts(collector, requests, () => chance.next().value)).toEqual(ordered);
          },
        ),
        { numRuns: Math.ceil(RUNS / 4) },
      );
    }),
);

test("the same comparison finds a writer that forgets what is sealed", { timeout: 60_000 }, () =>
  withCollector(async (collector) => {
    const ordered = await rowsAfterParts(collector, PARTS, () => 1);
    const { store, pool } = collector.collector;
    const forgetful = Object.assign(Object.create(store) as MetricStore, {
      snapshots: async (query: Parameters<MetricStore["snapshots"]>[0]) => {
        const [tail] = await pool.query("SELECT 1 FROM metric_tail LIMIT 1");
        return (tail as unknown[]).length === 0 ? [] : store.snapshots(query);
      },
    });
    expect(await rowsAfterParts(collector, PARTS, () => 0, forgetful)).not.toEqual(ordered);
  }),
);

/** Sends the requests to an empty store that knows all their series, sealing and starting anew by chance; gives all rows. */
async function rowsAfterParts(
  collector: CollectorTest,
  requests: readonly SentSeries[][],
  random: () => number,
  store: MetricStore = collector.collector.store,
): Promise<string[]> {
  const { pool } = collector.handle;
  const tables = ["metric_chunks", "metric_rollups_5m", "metric_rollups_1h", "metric_tail", "metric_tail_sealing"];
  for (const table of [...tables, "metric_progress", "source_seen"]) await pool.query(`DELETE FROM ${table}`);
  Object.assign(collector.collector, { requests: new RateLimit<number>(1e9, 1e9) });
  restart(collector, store);
  const known = PARTS.flat().map(({ labels }) => ({ labels, samples: [[start - 3_600_000, 1] as const] }));
  expect((await remoteWrite(collector, known)).status).toBe(204);
  const seal = () => store.seal(start + 2 * 86_400_000);
  for (const request of requests) {
    if (random() < 0.2) restart(collector, store);
    const [answer] = await Promise.all([remoteWrite(collector, request), random() < 0.3 ? seal() : undefined]);
    expect(answer.status).toBe(204);
    if (random() < 0.3) await seal();
  }
  await seal();
  const found: string[] = [];
  for (const table of tables) {
    const [rows] = await pool.query<RowDataPacket[]>(`SELECT * FROM ${table} WHERE source_id > 0`);
    found.push(...rows.map((row) => JSON.stringify({ table, ...row, packed: row.packed.toString("hex") })));
  }
  return found.sort();
}

function later({ labels, samples }: SentSeries, byMs: number): SentSeries {
  return { labels, samples: samples.map(([at, value]) => [at + byMs, value] as const) };
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  const groups: T[][] = [];
  for (let from = 0; from < items.length; from += size) groups.push(items.slice(from, from + size));
  return groups;
}

function told({ labels, samples }: SentSeries): string {
  const [at, value] = samples[0] ?? [];
  return `${labels.__name__}{target="${labels.target}"} ${at} ${value}`;
}
