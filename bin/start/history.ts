import type { Pool } from "mysql2/promise";

import { simulatedHistory, simulatedSchema } from "#agent/simulate/values.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import type { FleetEntry } from "./fleet.ts";

const STEP_MS = 60_000;
/** The last hour as an agent would have left it: charts of the present look closer than a minute. */
const RECENT_STEP_MS = 10_000;
const HOUR_MS = 3_600_000;
const RECENT_MS = HOUR_MS;
const DAY_MS = 24 * 3_600_000;
/** Rows of one commit: between two of them pages and pushes have their turn. */
const SNAPSHOTS_A_COMMIT = 480;

/** The machines of the fleet that have no sample in the last 24 hours: their history is not written yet. */
export async function withoutHistory(
  pool: Pool,
  fleet: readonly FleetEntry[],
  now = Date.now(),
): Promise<FleetEntry[]> {
  const latest = await openMetricStore(pool).latest(
    fleet.map(({ sourceId }) => sourceId),
    now,
  );
  const heard = new Set(latest.map(({ sourceId }) => sourceId));
  return fleet.filter(({ sourceId }) => !heard.has(sourceId));
}

/** Where the thirteen months of roll-ups end and samples begin: a day before the story's instant, at a full hour, so that no roll-up is made of both. */
export function joinOf(storyAt: number): number {
  return Math.floor((storyAt - DAY_MS) / HOUR_MS) * HOUR_MS;
}

/** Writes the last 24 hours of simulated machines at steps of a minute, the last hour of ten seconds, so that charts do not begin empty. */
export async function writeHistory(pool: Pool, fleet: readonly FleetEntry[], now = Date.now()): Promise<void> {
  const store = openMetricStore(pool);
  const recent = Math.ceil((now - RECENT_MS) / STEP_MS) * STEP_MS;
  for (const machine of fleet) {
    const schema = await store.declareSchema(simulatedSchema(machine).series);
    const write = async (from: number, to: number, stepMs: number) => {
      for (let start = from; start < to; start += SNAPSHOTS_A_COMMIT * stepMs) {
        const end = Math.min(start + SNAPSHOTS_A_COMMIT * stepMs, to);
        const snapshots = [...simulatedHistory(machine, start, end, stepMs)];
        await store.append([{ sourceId: machine.sourceId, schema, snapshots }], end);
      }
    };
    // At the first start the clock may have passed a full hour since the story's instant: the join stays where it was.
    const from = joinOf(now - machine.storyAt < DAY_MS ? machine.storyAt : now);
    await write(from, recent, STEP_MS);
    await write(recent, now, RECENT_STEP_MS);
  }
}
