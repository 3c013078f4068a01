import { WATCHED_INTERVAL_SECONDS } from "#collector/protocol/push.ts";
import type { Clock } from "./clock.ts";
import { collector } from "./collect.ts";
import type { FactBox } from "./fact-box.ts";
import { topProcessReader } from "./host/processes.ts";
import type { Sensor } from "./host/sensor.ts";
import { type Sample, sampleOf } from "./sample.ts";
import { SchemaKeeper } from "./schema-keeper.ts";

const TOP_PROCESSES_MS = 60_000;

/** Reads one sample of this machine, and puts what is no number over time into the facts. */
export function machineReader(sensors: readonly Sensor[], cores: number, facts: FactBox, clock: Clock) {
  const collect = collector(sensors);
  const keeper = new SchemaKeeper();
  const topProcesses = topProcessReader(cores);
  let topRead = 0;
  let topReadAt = Number.NEGATIVE_INFINITY;

  return async function read(intervalSeconds: number): Promise<Sample> {
    const [at, monotonicMs] = [clock.now(), clock.monotonic()];
    const { values, failures } = await collect(monotonicMs, at);
    facts.put("plugin_failures", at, failures);
    readTopProcesses(at, monotonicMs, intervalSeconds);
    return sampleOf(keeper.schemaFor(values.keys(), monotonicMs), at, values);
  };

  function readTopProcesses(at: number, monotonicMs: number, intervalSeconds: number): void {
    // The first reading has no shares of CPU, so the second follows at once.
    const isDue = topRead < 2 || monotonicMs - topReadAt >= TOP_PROCESSES_MS;
    if (!isDue && intervalSeconds !== WATCHED_INTERVAL_SECONDS) return;
    const top = topProcesses(monotonicMs);
    topRead += 1;
    topReadAt = monotonicMs;
    if (topRead > 1) facts.put("processes", at, top);
  }
}
