import { LEVELS } from "#db/metrics/levels.ts";
import { type Bucket, packRollup } from "#db/metrics/rollup-codec.ts";
import type { RollupRow } from "#db/metrics/rollup-writer.server.ts";

import { ASKED_SERIES, INTERVAL_MS, type Load } from "./load.ts";
import { HOUR_MS, meanOf, samplesOfHour } from "./month.ts";

const { rowMs: ROW_MS, buckets: BUCKETS } = LEVELS.oneHour;

/**
 * The hourly rows that a month of samples leaves. Of the series that is asked of from all its samples; the others, which
 * stand in the same rows and make them as long as they are in life, from three samples an hour.
 */
export function monthRows(
  load: Load,
  machine: number,
  { from, to }: { readonly from: number; readonly to: number },
): Pick<RollupRow, "t0" | "packed">[] {
  return Array.from({ length: (to - from) / ROW_MS }, (_one, day) => {
    const t0 = from + day * ROW_MS;
    const series = load.names.map((_name, index) =>
      Array.from({ length: BUCKETS }, (_bucket, hour) =>
        index === ASKED_SERIES
          ? bucketOf(samplesOfHour(load, machine, t0 + hour * HOUR_MS).map(([, value]) => value ?? 0))
          : sketchOf(load, machine, index, t0 + hour * HOUR_MS),
      ),
    );
    return { t0, packed: packRollup(series) };
  });
}

function sketchOf(load: Load, machine: number, series: number, start: number): Bucket {
  const first = Math.ceil((start - load.end) / INTERVAL_MS);
  return bucketOf([0, 120, 240].map((tick) => load.value(machine, series, first + tick)));
}

function bucketOf(values: readonly number[]): Bucket {
  return { min: Math.min(...values), average: meanOf(values), max: Math.max(...values), count: values.length };
}
