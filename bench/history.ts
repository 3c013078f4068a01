import type { Pool } from "mysql2/promise";

import { simulatedHistory, simulatedSchema } from "#agent/simulate/values.ts";
import { openMetricStore } from "#db/metrics/tail-store.server.ts";

import { type BenchMachine, PATTERNS, simulated } from "./patterns.ts";

const RECENT_MS = 3_600_000;
const INTERVAL_MS = 10_000;
const SNAPSHOTS_A_COMMIT = 60;

/** The last hour of all machines at 10 s. */
export async function loadHistory(pool: Pool, machines: readonly BenchMachine[], now: number): Promise<void> {
  const store = openMetricStore(pool);
  for (let pattern = 0; pattern < PATTERNS; pattern += 1) {
    const alike = machines.filter((_machine, index) => index % PATTERNS === pattern);
    const model = alike[0];
    if (!model) continue;
    const machine = simulated(model);
    const schema = await store.declareSchema(simulatedSchema(machine).series);
    const snapshots = [...simulatedHistory(machine, now - RECENT_MS, now, INTERVAL_MS)];
    for (let start = 0; start < snapshots.length; start += SNAPSHOTS_A_COMMIT) {
      const some = snapshots.slice(start, start + SNAPSHOTS_A_COMMIT);
      await store.append(
        alike.map(({ sourceId }) => ({ sourceId, schema, snapshots: some })),
        now,
      );
    }
  }
}
