import type { Pool, RowDataPacket } from "mysql2/promise";

import type { LiveSample } from "#collector/protocol/feed.ts";
import { type DeclaredSeries, IDLE_INTERVAL_SECONDS } from "#collector/protocol/push.ts";

import { StepAggregate, stepMsOf } from "./aggregate.ts";
import { unpackValues, visitValues } from "./codec.ts";
import { SchemaRows } from "./schema-rows.server.ts";
import {
  DAY_MS,
  type MetricStore,
  type RangeQuery,
  type SeriesRange,
  type SourceBatch,
  type StoredSchema,
  type StoredSnapshot,
} from "./store.ts";
import { TailPartitions } from "./tail-partitions.server.ts";
import { chunks, type TailRow, TailWriter } from "./tail-writer.server.ts";
import { valuesByKey } from "./values.ts";

/** Sources read by one SELECT: an hour of them at 10 s is some 12,000 rows. */
const SOURCES_A_SELECT = 32;

/** Opens the metric store on the table `metric_tail`: one packed row per snapshot, partitioned by day. */
export function openMetricStore(pool: Pool): MetricStore {
  return new TailStore(pool);
}

class TailStore implements MetricStore {
  private readonly schemas: SchemaRows;
  private readonly partitions: TailPartitions;
  private readonly writer: TailWriter;

  constructor(private readonly pool: Pool) {
    this.schemas = new SchemaRows(pool);
    this.partitions = new TailPartitions(pool);
    this.writer = new TailWriter(pool, this.partitions);
  }

  declareSchema(series: readonly DeclaredSeries[], now = Date.now()): Promise<StoredSchema> {
    return this.schemas.declare(series, now);
  }

  schemaByHash(hash: string): Promise<StoredSchema | undefined> {
    return this.schemas.byHash(hash);
  }

  append(batch: readonly SourceBatch[], receivedAt = Date.now()): Promise<void> {
    return this.writer.append(batch, receivedAt);
  }

  async range(query: RangeQuery): Promise<SeriesRange[]> {
    const stepMs = query.stepMs ?? stepMsOf(query.from, query.to, query.maxPoints);
    const wanted = new WantedPositions(query.series);
    const ranges: SeriesRange[] = [];

    await this.read(query, (sourceId, rows, schemas) => {
      const aggregates = new Map<string, StepAggregate>();
      for (const [, at, schemaId, packed] of rows) {
        const { positions, keys } = wanted.of(schemas.get(schemaId));
        visitValues(packed, positions, (index, value) => {
          if (value === null) return;
          const key = keys.get(index) ?? "";
          const aggregate = aggregates.get(key) ?? new StepAggregate(stepMs);
          aggregates.set(key, aggregate);
          aggregate.add(at, value);
        });
      }
      for (const key of [...aggregates.keys()].sort()) {
        ranges.push({ sourceId, key, stepMs, points: aggregates.get(key)?.points() ?? [] });
      }
    });
    return ranges;
  }

  async snapshots(query: { sourceIds: readonly number[]; from: number; to: number }): Promise<StoredSnapshot[]> {
    const found: StoredSnapshot[] = [];
    await this.read(query, (sourceId, rows, schemas) => {
      for (const [, at, schemaId, packed] of rows) {
        const schema = schemas.get(schemaId);
        if (schema) found.push({ sourceId, at, schema, values: unpackValues(packed) });
      }
    });
    return found;
  }

  async latest(sourceIds: readonly number[], now = Date.now()): Promise<LiveSample[]> {
    const samples: LiveSample[] = [];
    for (const some of chunks(sourceIds, SOURCES_A_SELECT)) {
      const newest = `(SELECT source_id, at, schema_id, packed FROM metric_tail
        WHERE source_id = ? AND at > ? ORDER BY at DESC LIMIT 1)`;
      const [rows] = await this.pool.query<RowDataPacket[]>(
        `SELECT tail.*, source_seen.seen_at FROM (${some.map(() => newest).join(" UNION ALL ")}) tail
         LEFT JOIN source_seen ON source_seen.source_id = tail.source_id`,
        some.flatMap((sourceId) => [sourceId, now - DAY_MS]),
      );
      const schemas = await this.schemas.byIds(rows.map((row) => Number(row.schema_id)));
      for (const row of rows) {
        const schema = schemas.get(Number(row.schema_id));
        if (!schema) continue;
        samples.push({
          sourceId: Number(row.source_id),
          at: Number(row.at),
          receivedAt: row.seen_at instanceof Date ? row.seen_at.getTime() : Number(row.at),
          intervalSeconds: IDLE_INTERVAL_SECONDS,
          values: valuesByKey(schema, unpackValues(row.packed as Buffer)),
        });
      }
    }
    return samples.sort((one, other) => one.sourceId - other.sourceId);
  }

  async upkeep(now = Date.now()): Promise<void> {
    await this.partitions.make(now, now);
    await this.partitions.drop(now);
  }

  /** Reads rows source by source, some sources at a time, and hands them over with their schemas. */
  private async read(
    { sourceIds, from, to }: { sourceIds: readonly number[]; from: number; to: number },
    visit: (sourceId: number, rows: readonly TailRow[], schemas: ReadonlyMap<number, StoredSchema>) => void,
  ): Promise<void> {
    const sorted = [...new Set(sourceIds)].sort((one, other) => one - other);
    for (const some of chunks(sorted, SOURCES_A_SELECT)) {
      const [found] = await this.pool.query<RowDataPacket[]>({
        sql: `SELECT source_id, at, schema_id, packed FROM metric_tail
              WHERE source_id IN (?) AND at >= ? AND at < ? ORDER BY source_id, at`,
        values: [some, Math.floor(from), Math.ceil(to)],
        rowsAsArray: true,
      });
      const rows = found as unknown as TailRow[];
      const schemas = await this.schemas.byIds(rows.map((row) => row[2]));
      for (const [sourceId, ofSource] of grouped(rows)) visit(sourceId, ofSource, schemas);
    }
  }
}

/** Where the wanted series stand in each schema: looked up once a schema, and not once a row. */
class WantedPositions {
  private readonly bySchema = new Map<number, { positions: number[]; keys: Map<number, string> }>();
  private readonly wanted: ReadonlySet<string>;

  constructor(series: readonly string[]) {
    this.wanted = new Set(series);
  }

  of(schema: StoredSchema | undefined): { positions: number[]; keys: Map<number, string> } {
    if (!schema) return { positions: [], keys: new Map() };
    const known = this.bySchema.get(schema.id);
    if (known) return known;
    const keys = new Map<number, string>();
    schema.series.forEach(([key], index) => {
      if (this.wanted.has(key) || this.wanted.has(key.split("{", 1)[0] ?? "")) keys.set(index, key);
    });
    const found = { positions: [...keys.keys()], keys };
    this.bySchema.set(schema.id, found);
    return found;
  }
}

function grouped(rows: readonly TailRow[]): Map<number, TailRow[]> {
  const bySource = new Map<number, TailRow[]>();
  for (const row of rows) {
    const found = bySource.get(row[0]);
    if (found) found.push(row);
    else bySource.set(row[0], [row]);
  }
  return bySource;
}
