import { packValues } from "#db/metrics/codec.ts";
import type { StoredSchema } from "#db/metrics/store.ts";

import type { Point } from "./points.ts";
import { positionsIn } from "./schemas.ts";

/** One instant of a source's doors: values by series key. */
export type Instant = ReadonlyMap<string, number>;

export interface Row {
  readonly schema: StoredSchema;
  readonly values: readonly (number | null)[];
}

/** The points by instant, in order of time. Of two values of one series at one instant, `greater` says which stays. */
export function byInstant(points: Iterable<Point>): Map<number, Map<string, number>> {
  const instants = new Map<number, Map<string, number>>();
  for (const { key, at, value } of points) {
    const values = instants.get(at) ?? new Map<string, number>();
    instants.set(at, values);
    values.set(key, greater(values.get(key), value));
  }
  return new Map([...instants].sort(([one], [other]) => one - other));
}

/**
 * What is stored of an instant with what arrived put in: undefined when all of it was there already. The row keeps its
 * schema while that holds every series that arrived, so that what is late changes no more than it must. Values that
 * no schema holds are left out. The order in which parts arrive makes no difference.
 */
export function merged(stored: Row | undefined, arrived: Instant, newest: StoredSchema): Row | undefined {
  const holdsAll = stored && [...arrived.keys()].every((key) => positionsIn(stored.schema).has(key));
  const schema = holdsAll ? stored.schema : newest;
  const values: (number | null)[] = new Array(schema.series.length).fill(null);
  stored?.values.forEach((value, position) => {
    values[position] = value;
  });

  const positions = positionsIn(schema);
  let isChanged = false;
  for (const [key, value] of arrived) {
    const position = positions.get(key);
    if (position === undefined) continue;
    const stays = greater(values[position] ?? undefined, value);
    if (Object.is(stays, values[position])) continue;
    values[position] = stays;
    isChanged = true;
  }
  return isChanged ? { schema, values } : undefined;
}

/** The one with the greater packed bytes, as the store says of snapshots. */
function greater(one: number | undefined, other: number): number {
  if (one === undefined || Object.is(one, other)) return other;
  return Buffer.compare(packValues([one]), packValues([other])) >= 0 ? one : other;
}
