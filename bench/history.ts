import type { Pool } from "mysql2/promise";

import { simulatedBuckets } from "#agent/simulate/buckets.ts";
import type { SimulatedMachine } from "#agent/simulate/machine.ts";
import { simulatedHistory, simulatedSchema } from "#agent/simulate/values.ts";
import { CHUNK_MS } from "#db/metrics/chunk-codec.ts";
import { packParts } from "#db/metrics/chunk-parts.ts";
import { insertChunks, type StoredChunk } from "#db/metrics/chunk-rows.server.ts";
import { LEVELS, type LevelName } from "#db/metrics/levels.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { floorTo, rowStarts, windowOf } from "#db/metrics/plan.ts";
import { packRollup } from "#db/metrics/rollup-codec.ts";
import { type RollupRow, writeRollups } from "#db/metrics/rollup-writer.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";

import { Copies } from "./history/copies.ts";
import { GroupSums } from "./history/group-sums.ts";
import { type BenchMachine, PATTERNS, simulated } from "./patterns.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const INTERVAL_MS = 10_000;
/** Thirteen months of hourly rows; five-minute ones for the ranges up to a week. */
const DAYS: Readonly<Record<LevelName, number>> = { fiveMinutes: 8, oneHour: 396 };
/** What pages of more than one machine and the first view of a machine draw: a fifth of the series, a fifth of the load. */
const LOADED =
  /^(cpu_cores|cpu_(used|user|system|iowait)_ratio|load_|memory_|filesystem_(used|size)|network_\w+_bytes)/;

/** Machines that measure the same; what is written of the first is copied to the others. */
interface Pattern {
  readonly machine: SimulatedMachine;
  readonly sourceId: number;
  readonly sourceIds: readonly number[];
}

/**
 * Thirteen months of roll-ups and the last hour at 10 s, for all machines and their groups, as sealing at `now` would have left
 * them: a collector that starts afterwards has nothing to catch up with. Only one machine of each pattern is computed; the
 * database copies it to those that follow it.
 */
export async function loadHistory(pool: Pool, machines: readonly BenchMachine[], now: number): Promise<void> {
  const patterns = patternsOf(machines);
  const store = openMetricStore(pool);
  await store.upkeep(now);
  const copies = await Copies.open(pool, patterns);
  const sums = await GroupSums.open(pool, patterns);
  for (const level of ["oneHour", "fiveMinutes"] as const) {
    await loadLevel({ pool, store, sums, patterns, now }, level);
    await copies.make(LEVELS[level].table, "schema_id, packed");
  }
  await loadHour({ pool, store, patterns, now });
  await copies.make("metric_chunks", "schema_id, part, snapshots, packed");
  await copies.close();
  const last = floorTo(windowOf(now), HOUR_MS);
  await pool.query("INSERT INTO metric_progress (level, until) VALUES ('oneHour', ?), ('groups', ?)", [last, last]);
}

interface Loading {
  readonly pool: Pool;
  readonly store: MetricStore;
  readonly patterns: readonly Pattern[];
  readonly now: number;
}

function patternsOf(machines: readonly BenchMachine[]): Pattern[] {
  return machines.slice(0, PATTERNS).map((model, index) => ({
    machine: simulated(model),
    sourceId: model.sourceId,
    sourceIds: machines.flatMap(({ sourceId }, position) => (position % PATTERNS === index ? [sourceId] : [])),
  }));
}

async function loadLevel(
  { pool, store, sums, patterns, now }: Loading & { readonly sums: GroupSums },
  level: LevelName,
): Promise<void> {
  const { rowMs, bucketMs } = LEVELS[level];
  const until = floorTo(windowOf(now), bucketMs);
  const recent = now - HOUR_MS - rowMs;
  let rows: RollupRow[] = [];
  for (const t0 of rowStarts(floorTo(until - DAYS[level] * DAY_MS, DAY_MS), until, rowMs)) {
    const ofRow: RollupRow[] = [];
    for (const { machine, sourceId } of patterns) {
      // Where samples are sealed into the same row, it has all series, as theirs.
      const keeps = (key: string) => t0 > recent || LOADED.test(key);
      const told = simulatedBuckets(machine, { ...LEVELS[level], from: t0, until, keeps });
      if (!told) continue;
      const { id: schemaId } = await store.declareSchema(told.series);
      ofRow.push({ t0, sourceId, schemaId, packed: packRollup(told.buckets) });
    }
    rows.push(...ofRow, ...(await sums.of(ofRow, LEVELS[level].buckets)));
    if (rows.length < 2_000 && t0 + rowMs < until) continue;
    await writeRollups(pool, level, rows, now);
    rows = [];
  }
}

/** The ended windows of the last hour as chunks, and the one under way in the tail. */
async function loadHour({ pool, store, patterns, now }: Loading): Promise<void> {
  const sealedUntil = windowOf(now);
  const chunks: StoredChunk[] = [];
  for (const { machine, sourceId, sourceIds } of patterns) {
    const schema = await store.declareSchema(simulatedSchema(machine).series);
    for (const t0 of rowStarts(sealedUntil - HOUR_MS, sealedUntil, CHUNK_MS)) {
      const snapshots = [...simulatedHistory(machine, t0, t0 + CHUNK_MS, INTERVAL_MS)];
      const packed = packParts(
        t0,
        snapshots.map(([at, ...values]) => ({ at, values })),
      );
      for (const { part, snapshots: some, packed: bytes } of packed)
        chunks.push({ t0, sourceId, schemaId: schema.id, part, snapshots: some.length, packed: bytes });
    }
    const open = [...simulatedHistory(machine, sealedUntil, now, INTERVAL_MS)];
    await store.append(
      sourceIds.map((id) => ({ sourceId: id, schema, snapshots: open })),
      now,
    );
  }
  const connection = await pool.getConnection();
  await insertChunks(connection, chunks).finally(() => connection.release());
}
