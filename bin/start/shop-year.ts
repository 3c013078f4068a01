import { setImmediate as breath } from "node:timers/promises";
import type { Pool, RowDataPacket } from "mysql2/promise";

import { STORY_DAYS } from "#agent/simulate/happenings.ts";
import { type ShopStretch, shopAt } from "#agent/simulate/shop.ts";
import type { DeclaredSeries } from "#collector/protocol/push.ts";
import type { Database } from "#db/client.server.ts";
import { joined } from "#db/metrics/buckets.ts";
import { doorSourceId } from "#db/metrics/door-source.ts";
import { LEVELS } from "#db/metrics/levels.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { type Bucket, packRollup } from "#db/metrics/rollup-codec.ts";
import { type RollupRow, writeRollups } from "#db/metrics/rollup-writer.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { joinOf } from "./history.ts";
import { shopSource } from "./shop-source.ts";

const { fiveMinutes: FINE, oneHour: HOURLY } = LEVELS;
const DAY_MS = 24 * 3_600_000;
/** The band of orders needs eight weeks of five minutes, and a day, before the outages of the last two weeks too. */
const FINE_DAYS = 77;
/** The shop pushes each ten seconds. */
const STEP_MS = 10_000;
/** The page's last hours are read by the minute. */
const RECENT_MS = 2 * 3_600_000;
const MINUTE_MS = 60_000;
const SNAPSHOTS_A_COMMIT = 480;

/**
 * Writes the thirteen months of the demo's shop before the present under its application's source, once: hourly roll-ups, of
 * the last weeks five-minute ones, and samples of the last day. Returns how many days it wrote; 0 when they are there.
 */
export async function writeShopYear(db: Database, pool: Pool, storyAt: number, now = Date.now()): Promise<number> {
  const owner = await shopSource(db, new Date(now));
  if (owner === undefined) return 0;
  const sourceId = doorSourceId(owner);
  const join = joinOf(storyAt);
  const last = Math.floor(join / DAY_MS) * DAY_MS;
  const first = last - STORY_DAYS * DAY_MS;
  if (await isWritten(pool, sourceId, last)) return 0;

  const store = openMetricStore(pool);
  const series = seriesOf(shopAt(storyAt, first, STEP_MS));
  const { id: schemaId } = await store.declareSchema(series, now);
  const row = (t0: number, buckets: Buckets): RollupRow => ({ t0, sourceId, schemaId, packed: packRollup(buckets) });
  // The newest day is written last: it says that all the others are there.
  for (let day = first; day <= last; day += DAY_MS) {
    const isFine = day > last - FINE_DAYS * DAY_MS;
    const hours = Array.from({ length: HOURLY.buckets }, (_hour, hour) =>
      isFine ? hourOf(storyAt, series, day + hour * HOURLY.bucketMs, join) : undefined,
    );
    const whole = isFine
      ? series.map(([, kind], index) => hours.map((hour) => joined(kind, hour?.[index] ?? [])))
      : bucketsOf(storyAt, series, { from: day, until: join, ...HOURLY });
    const fine = hours.flatMap((hour, index) =>
      hour?.some((list) => list.some(Boolean)) ? row(day + index * FINE.rowMs, hour) : [],
    );
    await writeRollups(pool, "fiveMinutes", fine, now);
    await writeRollups(pool, "oneHour", [row(day, whole)], now);
    await breath();
  }
  await writeSamples(pool, { sourceId, series, storyAt }, join, await ownBeginning(store, sourceId, join, now));
  return Math.round((last - first) / DAY_MS) + 1;
}

type Buckets = (Bucket | undefined)[][];

function hourOf(storyAt: number, series: readonly DeclaredSeries[], from: number, until: number): Buckets {
  return bucketsOf(storyAt, series, { from, until, ...FINE });
}

function bucketsOf(
  storyAt: number,
  series: readonly DeclaredSeries[],
  { from, until, bucketMs, buckets }: { from: number; until: number; bucketMs: number; buckets: number },
): Buckets {
  const told = Array.from({ length: buckets }, (_bucket, index) => {
    const at = from + index * bucketMs;
    return at < until ? shopAt(storyAt, at, bucketMs) : undefined;
  });
  return series.map(([key]) =>
    told.map((stretch) => {
      const value = stretch && (stretch.totals[key] ?? stretch.gauges[key]);
      return value === undefined ? undefined : { min: value, average: value, max: value, count: bucketMs / STEP_MS };
    }),
  );
}

/**
 * When the shop itself began to push, epoch milliseconds; `now` where it has not. The story ends there: between two counters that
 * take turns every sample would look like a reset, and count the whole day again.
 */
async function ownBeginning(store: MetricStore, sourceId: number, from: number, now: number): Promise<number> {
  const [first] = await store.snapshots({ sourceIds: [sourceId], from, to: now + 1 });
  return first?.at ?? now;
}

/** Counters as they would have been sent: from 0 at the join on. */
async function writeSamples(
  pool: Pool,
  { sourceId, series, storyAt }: { sourceId: number; series: readonly DeclaredSeries[]; storyAt: number },
  from: number,
  until: number,
): Promise<void> {
  const store = openMetricStore(pool);
  const schema = await store.declareSchema(series, until);
  const totals = new Map<string, number>();
  const recent = Math.floor((until - RECENT_MS) / MINUTE_MS) * MINUTE_MS;
  let snapshots: [number, ...(number | null)[]][] = [];
  for (let at = from; at < until; ) {
    const stepMs = at < recent ? MINUTE_MS : STEP_MS;
    const stretch = shopAt(storyAt, at, stepMs);
    at += stepMs;
    if (at >= until) break;
    for (const [key, increase] of Object.entries(stretch.totals)) totals.set(key, (totals.get(key) ?? 0) + increase);
    snapshots.push([at, ...series.map(([key]) => totals.get(key) ?? stretch.gauges[key] ?? null)]);
    if (snapshots.length < SNAPSHOTS_A_COMMIT) continue;
    await store.append([{ sourceId, schema, snapshots }], until);
    snapshots = [];
  }
  if (snapshots.length > 0) await store.append([{ sourceId, schema, snapshots }], until);
}

function seriesOf({ totals, gauges }: ShopStretch): DeclaredSeries[] {
  return [
    ...Object.keys(totals).map((key): DeclaredSeries => [key, "counter"]),
    ...Object.keys(gauges).map((key): DeclaredSeries => [key, "gauge"]),
  ];
}

async function isWritten(pool: Pool, sourceId: number, day: number): Promise<boolean> {
  const [rows] = await pool.query<RowDataPacket[]>(
    `SELECT t0 FROM ${HOURLY.table} WHERE source_id = ? AND t0 >= ? LIMIT 1`,
    [sourceId, day],
  );
  return rows.length > 0;
}
