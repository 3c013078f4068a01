import type { MetricStore } from "#db/metrics/store.ts";

import type { Job } from "./runner.ts";

/** Every job of the collector, with its time in UTC. */
export function jobsOf(store: MetricStore): Job[] {
  return [
    {
      name: "metrics.partition-upkeep",
      cron: "7 * * * *",
      leaseSeconds: 300,
      run: (now) => store.upkeep(now.getTime()),
    },
  ];
}
