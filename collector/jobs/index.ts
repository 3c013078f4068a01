import type { MetricStore } from "#db/metrics/store.ts";

import type { Job } from "./runner.ts";
import { sealSamples } from "./sealing.ts";

/** Every job of the collector, with its time in UTC. */
export function jobsOf(store: MetricStore): Job[] {
  return [
    {
      name: "metrics.seal",
      // A few seconds after each window of ten minutes, when what was under way at its end has arrived.
      cron: "15 */10 * * * *",
      leaseSeconds: 900,
      run: async (now) => {
        await sealSamples(store, now.getTime());
      },
    },
    {
      name: "metrics.partition-upkeep",
      cron: "7 * * * *",
      leaseSeconds: 300,
      run: (now) => store.upkeep(now.getTime()),
    },
  ];
}
