import type { Pool } from "mysql2/promise";

import { type SimulatedMachine, seedOf } from "#agent/simulate/machine.ts";
import { simulatedHistory, simulatedSchema } from "#agent/simulate/values.ts";
import { openMetricStore } from "#db/metrics/tail-store.server.ts";

import type { BenchMachine } from "./world.ts";

const RECENT_MS = 3_600_000;
const INTERVAL_MS = 10_000;
const SNAPSHOTS_A_COMMIT = 60;
const GIB = 1024 ** 3;

/** Machines measure what one of so many patterns says: making the values costs more than storing them. */
const PATTERNS = 20;

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

/** A small machine of this name and role, as the simulator knows it. */
export function simulated({ name, role, project }: BenchMachine): SimulatedMachine {
  return {
    name,
    role,
    project,
    cores: 2,
    nominalGhz: 2,
    memoryBytes: 8 * GIB,
    diskBytes: 60 * GIB,
    seed: seedOf(project, name),
    story: "steady",
    storyAt: 0,
  };
}
