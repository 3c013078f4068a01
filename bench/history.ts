import type { Pool } from "mysql2/promise";

import { simulatedBuckets } from "#agent/simulate/buckets.ts";
import { simulatedHistory, simulatedSchema } from "#agent/simulate/values.ts";
import { LEVELS, type LevelName } from "#db/metrics/levels.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { packRollup } from "#db/metrics/rollup-codec.ts";
import { type RollupRow, writeRollups } from "#db/metrics/rollup-writer.server.ts";

import { type BenchMachine, PATTERNS, simulated } from "./patterns.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const INTERVAL_MS = 10_000;
const SNAPSHOTS_A_COMMIT = 60;
/** Thirteen months of hourly rows; five-minute ones for the ranges up to a week. */
const DAYS: Readonly<Record<LevelName, number>> = { fiveMinutes: 8, oneHour: 396 };
/** What pages of more than one machine and the first view of a machine draw: a fifth of the series, a fifth of the load. */
const LOADED = /^(cpu_(used|user|system|iowait)_ratio|load_|memory_|filesystem_(used|size)|network_\w+_bytes)/;

/** Thirteen months of roll-ups and the last hour at 10 s, for all machines: written directly, a pattern packed once for all that follow it. */
export async function loadHistory(pool: Pool, machines: readonly BenchMachine[], now: number): Promise<void> {
  const alike = Array.from({ length: PATTERNS }, (_pattern, index) =>
    machines.filter((_machine, position) => position % PATTERNS === index),
  ).filter((some) => some.length > 0);
  for (const level of ["oneHour", "fiveMinutes"] as const) await loadLevel(pool, level, alike, now);
  for (const some of alike) await loadHour(pool, some, now);
}

async function loadLevel(
  pool: Pool,
  level: LevelName,
  alike: readonly (readonly BenchMachine[])[],
  now: number,
): Promise<void> {
  const store = openMetricStore(pool);
  const { rowMs } = LEVELS[level];
  const until = Math.floor((now - HOUR_MS) / HOUR_MS) * HOUR_MS;
  const first = Math.floor((until - DAYS[level] * DAY_MS) / DAY_MS) * DAY_MS;
  for (let t0 = first; t0 < until; t0 += rowMs) {
    const rows: RollupRow[] = [];
    for (const some of alike) {
      const [model] = some;
      const keeps = (key: string) => LOADED.test(key);
      const told = model && simulatedBuckets(simulated(model), { ...LEVELS[level], from: t0, until, keeps });
      if (!told) continue;
      const { id: schemaId } = await store.declareSchema(told.series);
      const packed = packRollup(told.buckets);
      for (const { sourceId } of some) rows.push({ t0, sourceId, schemaId, packed });
    }
    await writeRollups(pool, level, rows, now);
  }
}

async function loadHour(pool: Pool, machines: readonly BenchMachine[], now: number): Promise<void> {
  const [model] = machines;
  if (!model) return;
  const store = openMetricStore(pool);
  const machine = simulated(model);
  const schema = await store.declareSchema(simulatedSchema(machine).series);
  const snapshots = [...simulatedHistory(machine, now - HOUR_MS, now, INTERVAL_MS)];
  for (let start = 0; start < snapshots.length; start += SNAPSHOTS_A_COMMIT) {
    const some = snapshots.slice(start, start + SNAPSHOTS_A_COMMIT);
    await store.append(
      machines.map(({ sourceId }) => ({ sourceId, schema, snapshots: some })),
      now,
    );
  }
}
