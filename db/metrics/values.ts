import type { Snapshot } from "#collector/protocol/push.ts";

import type { StoredSchema } from "./store.ts";

/** The values of a snapshot that its schema keeps, in the schema's order. */
export function keptValues(schema: StoredSchema, snapshot: Snapshot): (number | null)[] {
  const values = snapshot.slice(1);
  if (values.length !== schema.declared) {
    throw new RangeError(`A snapshot of ${values.length} values for a schema of ${schema.declared}`);
  }
  return schema.positions ? schema.positions.map((position) => values[position] ?? null) : values;
}

/** The values of a snapshot by series key, as the live feed carries them. */
export function valuesByKey(schema: StoredSchema, kept: readonly (number | null)[]): Record<string, number | null> {
  const values: Record<string, number | null> = {};
  schema.series.forEach(([key], index) => {
    values[key] = kept[index] ?? null;
  });
  return values;
}
