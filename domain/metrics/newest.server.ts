import type { MetricStore } from "#db/metrics/store.ts";

import type { RankedSource } from "./rank.ts";
import { metricStore } from "./store.server.ts";

/** What is asked of the newest readings in [from, to), epoch milliseconds. */
export interface NewestQuestion {
  readonly sources: readonly number[];
  /** A series key, or a name, which stands for all its labels. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** The newest sample of a source that this process has heard of. */
interface Heard {
  readonly at: number;
  readonly values: Readonly<Record<string, number | null>>;
}

/**
 * The newest reading of each series as it was sent, of a counter too. `heard` gives the newest sample of a source, and nothing
 * when there is none: what it knows is the answer, unless a sample is newer than the window. Without it the store is asked.
 */
export async function newestReadings(
  { sources, name, from, to }: NewestQuestion,
  heard: ((sourceId: number) => Heard | undefined) | undefined,
  store: MetricStore = metricStore(),
): Promise<RankedSource[]> {
  const found: RankedSource[] = [];
  const unknown: number[] = [];
  for (const sourceId of sources) {
    const sample = heard?.(sourceId);
    if (!heard || (sample && sample.at >= to)) unknown.push(sourceId);
    else if (sample && sample.at >= from) found.push(...readingsOf(sourceId, name, sample.values));
  }
  if (unknown.length === 0) return found;

  const newest = new Map<string, RankedSource>();
  for (const { sourceId, schema, values } of await store.snapshots({ sourceIds: unknown, from, to })) {
    schema.series.forEach(([key], position) => {
      const value = values[position] ?? null;
      if (value !== null && isNamed(key, name)) newest.set(`${sourceId} ${key}`, { sourceId, key, value });
    });
  }
  return [...found, ...newest.values()];
}

function readingsOf(sourceId: number, name: string, values: Heard["values"]): RankedSource[] {
  const plain = values[name];
  if (plain !== undefined && plain !== null) return [{ sourceId, key: name, value: plain }];
  return Object.entries(values).flatMap(([key, value]) =>
    value !== null && isNamed(key, name) ? [{ sourceId, key, value }] : [],
  );
}

function isNamed(key: string, name: string): boolean {
  return key === name || key.startsWith(`${name}{`);
}
