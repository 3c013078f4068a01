import type { Pool } from "mysql2/promise";

import { LEVELS, type LevelName } from "./levels.ts";
import { floorTo, type ReadPlan, rowStarts } from "./plan.ts";
import { RollupReader } from "./rollup-codec.ts";
import { hasRollups, type RollupRow, rollupRows } from "./rows.server.ts";
import type { SchemaRows } from "./schema-rows.server.ts";
import type { WantedPositions } from "./wanted-series.ts";

/** [from, to) in epoch milliseconds. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Whether a coarser level tells of a time before `begins`, the start of the oldest row that the finer one has. A bucket of
 * which the finer level has no row was let go there; a gap inside its rows is a gap, and no bucket around it fills it.
 */
export async function reachesFurther(
  { pool, schemas }: { readonly pool: Pool; readonly schemas: SchemaRows },
  { resolution, from, to }: ReadPlan,
  { sources, wanted, begins }: { sources: readonly number[]; wanted: WantedPositions; begins: number },
): Promise<boolean> {
  if (resolution === "samples") return false;
  const { bucketMs, rowMs } = LEVELS[resolution];
  const span = { from, to: floorTo(Math.min(begins, to), bucketMs) };
  const starts = rowStarts(span.from, span.to, rowMs);
  const isWhole = (start: number) => start >= span.from && start + rowMs <= span.to;
  if (await hasRollups(pool, resolution, sources, starts.filter(isWhole))) return true;

  const rows = await rollupRows(
    pool,
    resolution,
    sources,
    starts.filter((start) => !isWhole(start)),
  );
  const known = await schemas.byIds(rows.map((row) => row[2]));
  return rows.some((row) => hasBucket(resolution, row, wanted.of(known.get(row[2])), span));
}

function hasBucket(
  level: LevelName,
  [t0, , , packed]: RollupRow,
  series: readonly { readonly position: number }[],
  { from, to }: Span,
): boolean {
  const { bucketMs } = LEVELS[level];
  const reader = new RollupReader(packed);
  return series.some(({ position }) =>
    reader.series(position).some((bucket, index) => {
      const at = t0 + index * bucketMs;
      return bucket !== undefined && at >= from && at < to;
    }),
  );
}
