import type { PoolConnection } from "mysql2/promise";

import { bucketsOf, hasCounters, joined, type WindowSnapshots } from "./buckets.ts";
import { CHUNK_MS } from "./chunk-codec.ts";
import { lockedChunks } from "./chunk-rows.server.ts";
import { LEVELS } from "./levels.ts";
import { floorTo } from "./plan.ts";
import { RollupRows } from "./rollup-rows.server.ts";
import type { SchemaRows } from "./schema-rows.server.ts";
import type { ChangedWindow, StoredSchema } from "./store.ts";
import type { Windows } from "./window.ts";

const HOUR_MS = LEVELS.oneHour.bucketMs;

export interface RollUp {
  /** What is known of the windows; those of `changed` are all there. */
  readonly windows: Windows;
  /** Windows that were looked for, of each source of `changed`. */
  readonly loaded: ReadonlySet<number>;
  /** With the schemas that these windows have, or had before. */
  readonly changed: (ChangedWindow & { readonly schemaIds: ReadonlySet<number> })[];
  /** Hours before this have their hourly bucket already, and get it anew. */
  readonly hoursUntil: number;
  readonly now: number;
}

/**
 * Writes the five-minute buckets of changed windows, and of a counter those of the window after, whose first interval begins in
 * the changed one. Gives all windows whose roll-ups were computed.
 */
export async function rollUp(
  connection: PoolConnection,
  schemaRows: SchemaRows,
  { windows, loaded, changed, hoursUntil, now }: RollUp,
): Promise<ChangedWindow[]> {
  if (changed.length === 0) return [];
  const ids = changed.flatMap(({ schemaIds }) => [...schemaIds]);
  const known = new Map(await schemaRows.byIds(ids));
  const counting = changed.filter(({ schemaIds }) =>
    [...schemaIds].some((id) => hasCounters(known.get(id)?.series ?? [])),
  );
  const near = counting.flatMap(({ t0 }) => [t0 - CHUNK_MS, t0 + CHUNK_MS]).filter((t0) => !loaded.has(t0));
  const neighbours = await lockedChunks(connection, new Set(counting.map(({ sourceId }) => sourceId)), new Set(near));
  windows.addChunks(neighbours);
  for (const [id, schema] of await schemaRows.byIds(neighbours.map(({ schemaId }) => schemaId))) known.set(id, schema);

  const targets = new Map(changed.map((one): [string, RollUp["changed"][number]] => [keyOf(one), one]));
  for (const { sourceId, t0 } of counting) {
    const next = { sourceId, t0: t0 + CHUNK_MS, schemaIds: new Set<number>() };
    if (windows.has(sourceId, next.t0) && !targets.has(keyOf(next))) targets.set(keyOf(next), next);
  }
  const computed = [...targets.values()];
  const sources = computed.map(({ sourceId }) => sourceId);
  const instants = computed.map(({ t0 }) => t0);
  const rows = await RollupRows.locked(connection, "fiveMinutes", sources, instants);
  for (const { sourceId, t0, schemaIds } of computed) {
    const window = snapshotsOf(windows, sourceId, t0, known);
    const buckets = bucketsOf(t0, window, snapshotsOf(windows, sourceId, t0 - CHUNK_MS, known));
    for (const [schemaId, series] of buckets) rows.put(t0, sourceId, schemaId, series);
    for (const id of schemaIds) {
      // A schema whose last snapshot of the window lost against another's has no bucket there any more.
      if (!buckets.has(id)) rows.put(t0, sourceId, id, bucketsOf(t0, emptied(id, known), new Map()).get(id) ?? []);
    }
  }
  await rows.write(now);
  const ended = computed.filter(({ t0 }) => t0 < hoursUntil);
  await rollUpHours(connection, schemaRows, rows, ended, now);
  return computed.map(({ sourceId, t0 }) => ({ sourceId, t0 }));
}

/** Writes the hourly buckets in which these windows lie, out of the five-minute rows, which must be loaded. */
export async function rollUpHours(
  connection: PoolConnection,
  schemaRows: SchemaRows,
  fiveMinutes: RollupRows,
  windows: readonly ChangedWindow[],
  now: number,
): Promise<void> {
  const hours = new Map(
    windows
      .map(({ sourceId, t0 }) => ({ sourceId, t0: floorTo(t0, HOUR_MS) }))
      .map((one): [string, ChangedWindow] => [keyOf(one), one]),
  );
  const wanted = [...hours.values()];
  const rows = await RollupRows.locked(
    connection,
    "oneHour",
    wanted.map(({ sourceId }) => sourceId),
    wanted.map(({ t0 }) => t0),
  );
  for (const { sourceId, t0 } of wanted) {
    const bySchema = fiveMinutes.of(sourceId, t0);
    const schemas = await schemaRows.byIds(bySchema.keys());
    for (const [schemaId, series] of bySchema) {
      const kinds = schemas.get(schemaId)?.series ?? [];
      rows.put(
        t0,
        sourceId,
        schemaId,
        series.map((buckets, index) => [joined(kinds[index]?.[1] ?? "gauge", buckets)]),
      );
    }
  }
  await rows.write(now);
}

function snapshotsOf(
  windows: Windows,
  sourceId: number,
  t0: number,
  schemas: ReadonlyMap<number, StoredSchema>,
): Map<number, WindowSnapshots> {
  const found = new Map<number, WindowSnapshots>();
  if (!windows.has(sourceId, t0)) return found;
  for (const [id, snapshots] of windows.at(sourceId, t0).bySchema()) {
    found.set(id, { series: schemas.get(id)?.series ?? [], snapshots });
  }
  return found;
}

function emptied(id: number, schemas: ReadonlyMap<number, StoredSchema>): Map<number, WindowSnapshots> {
  return new Map([[id, { series: schemas.get(id)?.series ?? [], snapshots: [] }]]);
}

function keyOf({ sourceId, t0 }: ChangedWindow): string {
  return `${sourceId} ${t0}`;
}
