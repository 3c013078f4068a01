import type { MetricKind } from "#collector/protocol/metrics.ts";
import type { Snapshot } from "#collector/protocol/push.ts";
import { doorSourceId } from "#db/metrics/door-source.ts";
import { DAY_MS, type MetricStore, type SourceBatch, type StoredSchema } from "#db/metrics/store.ts";

import { type GroupCommit, QueueFull } from "../push/group-commit.ts";
import { byInstant, merged, type Row } from "./merge.ts";
import type { Point } from "./points.ts";
import { type DoorSchemas, positionsIn } from "./schemas.ts";

/** Beyond this the database is too slow for what arrives, and senders are told to come back. */
const MAX_WAITING = 500_000;
/** Stored instants are read together when they lie this close: a row may be 8 KB, and a day has many. */
const READ_TOGETHER_MS = 60_000;

interface Waiting {
  readonly points: readonly Point[];
  readonly resolve: (schema: StoredSchema | undefined) => void;
  readonly reject: (error: unknown) => void;
}

interface Lane {
  waiting: Waiting[];
  isRunning: boolean;
  /** Later instants than this were never written; undefined until the store was asked. */
  newestAt: number | undefined;
}

/**
 * Writes what the doors bring: one row per source and instant, however many requests it comes in. Of a source one
 * write is under way at a time: it reads what is stored of its instants, puts in what all waiting requests brought,
 * and commits; a request is answered after the commit that holds its values. So nothing acknowledged is replaced by
 * a part of it, and what is sent twice, or late into a sealed chunk, changes nothing that is there.
 */
export class DoorWriter {
  private readonly lanes = new Map<number, Lane>();
  private waitingPoints = 0;

  constructor(
    private readonly store: MetricStore,
    private readonly commits: GroupCommit,
    private readonly schemas: DoorSchemas,
    private readonly now: () => number,
  ) {}

  /** Keeps its promise once the points are committed, with the schema: what is not in it was not stored. */
  write(sourceId: number, points: readonly Point[]): Promise<StoredSchema | undefined> {
    if (this.waitingPoints + points.length > MAX_WAITING) return Promise.reject(new QueueFull());
    const lane = this.lanes.get(sourceId) ?? { waiting: [], isRunning: false, newestAt: undefined };
    this.lanes.set(sourceId, lane);
    this.waitingPoints += points.length;
    return new Promise((resolve, reject) => {
      lane.waiting.push({ points, resolve, reject });
      if (!lane.isRunning) void this.run(sourceId, lane);
    });
  }

  private async run(sourceId: number, lane: Lane): Promise<void> {
    lane.isRunning = true;
    while (lane.waiting.length > 0) {
      const group = lane.waiting;
      lane.waiting = [];
      for (const { points } of group) this.waitingPoints -= points.length;
      await this.commitTogether(sourceId, lane, group);
    }
    lane.isRunning = false;
  }

  private async commitTogether(sourceId: number, lane: Lane, group: readonly Waiting[]): Promise<void> {
    try {
      const schema = await this.commit(
        sourceId,
        lane,
        group.flatMap(({ points }) => points),
      );
      for (const { resolve } of group) resolve(schema);
    } catch (error) {
      const [only] = group;
      if (only && group.length === 1) only.reject(error);
      // One request that cannot be stored, such as one with series that came too soon, must not take others with it.
      else for (const one of group) await this.commitTogether(sourceId, lane, [one]);
    }
  }

  private async commit(sourceId: number, lane: Lane, points: readonly Point[]): Promise<StoredSchema | undefined> {
    const wanted = new Map<string, MetricKind>();
    for (const { key, kind } of points) if (!wanted.has(key)) wanted.set(key, kind);
    const schema = await this.schemas.covering(sourceId, wanted, this.now());
    if (!schema) return undefined;

    const storedId = doorSourceId(sourceId);
    const kept = positionsIn(schema);
    const instants = byInstant(points.filter(({ key }) => kept.has(key)));
    const stored = await this.stored(storedId, lane, [...instants.keys()]);
    const rows = [...instants].flatMap(([at, values]) => {
      const row = merged(stored.get(at), values, schema);
      return row ? [{ at, ...row }] : [];
    });
    // Before the commit: one that fails may have been made all the same.
    lane.newestAt = Math.max(lane.newestAt ?? 0, ...rows.map(({ at }) => at));
    await Promise.all(batchesOf(storedId, schema, rows).map((batch) => this.commits.add(batch)));
    return schema;
  }

  /** The rows that are stored of these instants, which are in order of time. */
  private async stored(storedId: number, lane: Lane, instants: readonly number[]): Promise<Map<number, Row>> {
    lane.newestAt ??= await this.newestStored(storedId);
    const found = new Map<number, Row>();
    const newestAt = lane.newestAt;
    for (const { from, to } of spansOf(instants.filter((at) => at <= newestAt))) {
      for (const row of await this.store.snapshots({ sourceIds: [storedId], from, to: to + 1 })) found.set(row.at, row);
    }
    return found;
  }

  private async newestStored(storedId: number): Promise<number> {
    const [newest] = await this.store.latest([storedId], this.now());
    return newest?.at ?? this.now() - DAY_MS;
  }
}

/** Windows that hold the instants, each short. */
function spansOf(instants: readonly number[]): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const at of instants) {
    const last = spans.at(-1);
    if (last && at - last.from < READ_TOGETHER_MS) last.to = at;
    else spans.push({ from: at, to: at });
  }
  return spans;
}

/** One batch a schema; one without rows when nothing is new: the source is seen all the same. */
function batchesOf(sourceId: number, newest: StoredSchema, rows: readonly (Row & { at: number })[]): SourceBatch[] {
  const bySchema = new Map<StoredSchema, Snapshot[]>();
  for (const { schema, at, values } of rows) {
    const snapshots = bySchema.get(schema) ?? [];
    bySchema.set(schema, snapshots);
    snapshots.push([at, ...values]);
  }
  if (bySchema.size === 0) return [{ sourceId, schema: newest, snapshots: [] }];
  return [...bySchema].map(([schema, snapshots]) => ({ sourceId, schema, snapshots }));
}
