import type { Sensor } from "./sensor.ts";

/** What the agent itself costs: share of one core, resident memory, samples that wait to be sent. */
export function ownCostSensor(spooledSamples: () => number): Sensor {
  let before: { cpuMicros: number; monotonicMs: number } | undefined;
  return {
    name: "own_cost",
    read(monotonicMs) {
      const { user, system } = process.cpuUsage();
      const now = { cpuMicros: user + system, monotonicMs };
      const ratio = before ? (now.cpuMicros - before.cpuMicros) / 1_000 / (monotonicMs - before.monotonicMs) : null;
      before = now;
      return new Map([
        ["agent_cpu_ratio", ratio !== null && Number.isFinite(ratio) ? ratio : null],
        ["agent_resident_bytes", process.memoryUsage.rss()],
        ["agent_spooled_samples", spooledSamples()],
      ]);
    },
  };
}
