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

/** Reads the hours of a source's series, by key. */
export type HoursReader = (
  sourceId: number,
  names: readonly string[],
  stretch: WholeDays,
) => Promise<ReadonlyMap<string, Hours>>;

/** Out of the roll-ups of a store. */
export function hoursFrom(store: MetricStore): HoursReader {
  return (sourceId, names, stretch) => hoursOf(store, sourceId, names, stretch);
}

/** As `hoursFrom`, for who looks at one past from many days: each source is read once, over all of it. */
export function hoursKept(store: MetricStore, all: WholeDays): HoursReader {
  const kept = new Map<number, Promise<ReadonlyMap<string, Hours>>>();
  return async (sourceId, names, { from, to }) => {
    const read = kept.get(sourceId) ?? hoursOf(store, sourceId, names, all);
    kept.set(sourceId, read);
    const [first, end] = [(from - all.from) / HOUR_MS, (to - all.from) / HOUR_MS];
    const cut = ({ average, max }: Hours) => ({ average: average.slice(first, end), max: max.slice(first, end) });
    return new Map([...(await read)].map(([key, hours]) => [key, cut(hours)]));
  };
}

async function hoursOf(
  store: MetricStore,
  sourceId: number,
  names: readonly string[],
  { from, to }: WholeDays,
): Promise<Map<string, Hours>> {
  const length = (to - from) / HOUR_MS;
  const query = { sourceIds: [sourceId], series: names, from, to, maxPoints: length, stepMs: HOUR_MS };
  const read = await store.steps(query);
  return new Map(read.map((series) => [series.key, filled(series, from, length)]));
}

function filled({ steps }: SeriesSteps, from: number, length: number): Hours {
  const average = new Float64Array(length).fill(Number.NaN);
  const max = new Float64Array(length).fill(Number.NaN);
  for (let step = 0; step < steps.length; step += 1) {
    const hour = Math.floor((steps.at(step) - from) / HOUR_MS);
    average[hour] = steps.average(step);
    max[hour] = steps.max(step);
  }
  return { average, max };
}
