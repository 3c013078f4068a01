import type { Pool } from "mysql2/promise";

import type { LiveSample } from "#collector/protocol/feed.ts";
import type { DeclaredSeries } from "#collector/protocol/push.ts";

import { GroupWriter } from "./group-writer.server.ts";
import { RawReader } from "./raw-reader.server.ts";
import { SchemaRows } from "./schema-rows.server.ts";
import { Sealer } from "./sealer.server.ts";
import { SeriesReader } from "./series-reader.server.ts";
import type {
  MetricStore,
  RangeQuery,
  Sealed,
  SeriesRange,
  SeriesSteps,
  SourceBatch,
  StoredSchema,
  StoredSnapshot,
} from "./store.ts";
import { TailWriter } from "./tail-writer.server.ts";

/** Opens the metric store of a MariaDB: tails, chunks and roll-ups (docs/decisions/014-metric-store.md). */
export function openMetricStore(pool: Pool): MetricStore {
  return new MariaDbStore(pool);
}

class MariaDbStore implements MetricStore {
  private readonly schemas: SchemaRows;
  private readonly writer: TailWriter;
  private readonly sealer: Sealer;
  private readonly raw: RawReader;
  private readonly series: SeriesReader;
  private readonly groups: GroupWriter;

  constructor(pool: Pool) {
    this.schemas = new SchemaRows(pool);
    this.writer = new TailWriter(pool);
    this.sealer = new Sealer(pool, this.schemas);
    this.raw = new RawReader(pool, this.schemas);
    this.series = new SeriesReader(pool, this.schemas);
    this.groups = new GroupWriter(pool, this.schemas);
  }

  declareSchema(series: readonly DeclaredSeries[], now = Date.now()): Promise<StoredSchema> {
    return this.schemas.declare(series, now);
  }

  knownSchema(hash: string): StoredSchema | undefined {
    return this.schemas.known(hash);
  }

  schemaByHash(hash: string): Promise<StoredSchema | undefined> {
    return this.schemas.byHash(hash);
  }

  append(batch: readonly SourceBatch[], receivedAt = Date.now()): Promise<void> {
    return this.writer.append(batch, receivedAt);
  }

  range(query: RangeQuery): Promise<SeriesRange[]> {
    return this.series.range(query);
  }

  steps(query: RangeQuery): Promise<SeriesSteps[]> {
    return this.series.steps(query);
  }

  snapshots(query: { sourceIds: readonly number[]; from: number; to: number }): Promise<StoredSnapshot[]> {
    return this.raw.snapshots(query);
  }

  latest(sourceIds: readonly number[], now = Date.now()): Promise<LiveSample[]> {
    return this.raw.latest(sourceIds, now);
  }

  async seal(now = Date.now()): Promise<Sealed> {
    const sealed = await this.sealer.seal(now);
    await this.groups.rollUp(
      sealed.windows.map(({ t0 }) => t0),
      now,
    );
    return sealed;
  }

  async upkeep(now = Date.now()): Promise<void> {
    await this.sealer.make(now);
    await this.sealer.drop(now);
  }
}
