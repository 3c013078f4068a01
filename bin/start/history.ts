import type { Pool } from "mysql2/promise";

import { simulatedHistory, simulatedSchema } from "#agent/simulate/values.ts";
import { openMetricStore } from "#db/metrics/tail-store.server.ts";
import type { FleetEntry } from "./fleet.ts";

const STEP_MS = 60_000;
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

/** Writes the last 24 hours of simulated machines at steps of a minute, so that charts do not begin empty. */
export async function writeHistory(pool: Pool, fleet: readonly FleetEntry[], now = Date.now()): Promise<void> {
  const store = openMetricStore(pool);
  const from = Math.ceil((now - DAY_MS) / STEP_MS) * STEP_MS;
  for (const machine of fleet) {
    const schema = await store.declareSchema(simulatedSchema(machine).series);
    for (let start = from; start < now; start += SNAPSHOTS_A_COMMIT * STEP_MS) {
      const end = Math.min(start + SNAPSHOTS_A_COMMIT * STEP_MS, now);
      const snapshots = [...simulatedHistory(machine, start, end, STEP_MS)];
      await store.append([{ sourceId: machine.sourceId, schema, snapshots }], end);
    }
  }
}
