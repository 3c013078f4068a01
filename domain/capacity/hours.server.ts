import type { MetricStore, SeriesSteps } from "#db/metrics/store.ts";

import { HOUR_MS } from "./forecast/history.ts";

/** [from, to) in epoch milliseconds, both at midnights of UTC. */
export interface WholeDays {
  readonly from: number;
  readonly to: number;
}

/** A series hour by hour, NaN where nothing was measured. */
export interface Hours {
  readonly average: Float64Array;
  readonly max: Float64Array;
}

/** Asked of a store at a time: what is read of a machine is forgotten before the next one's, whatever the fleet. */
const CUT_MS = 120 * 24 * HOUR_MS;

/** The hours of a source's series, by key, out of the roll-ups. */
export async function hoursOf(
  store: MetricStore,
  sourceId: number,
  names: readonly string[],
  { from, to }: WholeDays,
): Promise<Map<string, Hours>> {
  const found = new Map<string, Hours>();
  for (let cut = from; cut < to; cut += CUT_MS) {
    const query = { sourceIds: [sourceId], series: names, from: cut, to: Math.min(to, cut + CUT_MS) };
    for (const read of await store.steps({ ...query, maxPoints: (to - from) / HOUR_MS, stepMs: HOUR_MS })) {
      const hours = found.get(read.key) ?? blank((to - from) / HOUR_MS);
      found.set(read.key, hours);
      put(hours, read, from);
    }
  }
  return found;
}

function blank(length: number): Hours {
  return { average: new Float64Array(length).fill(Number.NaN), max: new Float64Array(length).fill(Number.NaN) };
}

function put({ average, max }: Hours, { steps }: SeriesSteps, from: number): void {
  for (let step = 0; step < steps.length; step += 1) {
    const hour = Math.floor((steps.at(step) - from) / HOUR_MS);
    average[hour] = steps.average(step);
    max[hour] = steps.max(step);
  }
}
