import type { Pool } from "mysql2/promise";

import type { DeclaredSeries } from "#collector/protocol/push.ts";
import { packRollup } from "#db/metrics/rollup-codec.ts";
import { writeRollups } from "#db/metrics/rollup-writer.server.ts";
import { SchemaRows } from "#db/metrics/schema-rows.server.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What a series had in the hour that begins then; undefined for a gap. */
export type ValueAt = (at: number) => number | undefined;

/** Writes hourly roll-ups of a source over whole days of UTC, without the samples that they would be made of. */
export async function measuredHours(
  pool: Pool,
  sourceId: number,
  series: Readonly<Record<string, ValueAt>>,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  const declared = Object.keys(series).map((key): DeclaredSeries => [key, "gauge"]);
  const { id: schemaId } = await new SchemaRows(pool).declare(declared, to);
  const rows = [];
  for (let t0 = from; t0 < to; t0 += DAY_MS) {
    const buckets = Object.values(series).map((valueAt) =>
      Array.from({ length: 24 }, (_hour, hour) => {
        const value = valueAt(t0 + hour * HOUR_MS);
        return value === undefined ? undefined : { min: value, average: value, max: value, count: 360 };
      }),
    );
    rows.push({ t0, sourceId, schemaId, packed: packRollup(buckets) });
  }
  await writeRollups(pool, "oneHour", rows, to);
}
