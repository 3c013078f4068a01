import type { RunningCollector } from "#collector/run.ts";
import { doorSourceId } from "#db/metrics/door-source.ts";

/** Every value of a source's doors that can be read back, as "key at value", sorted. */
export async function storedValues({ collector }: RunningCollector, sourceId: number): Promise<string[]> {
  const rows = await collector.store.snapshots({
    sourceIds: [doorSourceId(sourceId)],
    from: collector.now() - 9 * 86_400_000,
    to: collector.now() + 3_600_000,
  });
  return rows
    .flatMap(({ at, schema, values }) =>
      schema.series.flatMap(([key], index) => {
        const value = values[index] ?? null;
        return value === null ? [] : [`${key} ${at} ${value}`];
      }),
    )
    .sort();
}
