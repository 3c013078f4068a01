import { eq } from "drizzle-orm";

import type { MetricKind } from "#collector/protocol/metrics.ts";
import { type DeclaredSeries, MAX_SERIES } from "#collector/protocol/push.ts";
import type { Database } from "#db/client.server.ts";
import type { MetricStore, StoredSchema } from "#db/metrics/store.ts";
import { doorSchemas } from "#db/schema/doors.ts";

import type { RateLimit } from "../../http/limits.ts";

/** New series came too soon after others: nothing of the request is stored, and the sender comes back. */
export class SchemaChangesTooOften extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super("This source brings new series too often.");
  }
}

const NONE: StoredSchema = { id: 0, hash: "", series: [], positions: null, declared: 0 };

/**
 * The one schema of a source's doors. New series are appended to it, so that a row under a later schema holds all
 * that one under an earlier could, and has the greater bytes.
 */
export class DoorSchemas {
  private readonly bySource = new Map<number, StoredSchema>();

  constructor(
    private readonly db: Database,
    private readonly store: MetricStore,
    private readonly newSchemas: RateLimit<number>,
  ) {}

  /**
   * The schema that holds as many of these series as may be: at most MAX_SERIES a source over time, first come first
   * served; the others are not in it. Throws SchemaChangesTooOften.
   */
  async covering(
    sourceId: number,
    wanted: ReadonlyMap<string, MetricKind>,
    now: number,
  ): Promise<StoredSchema | undefined> {
    const known = await this.of(sourceId);
    const positions = positionsIn(known);
    const fresh = [...wanted.keys()].filter((key) => !positions.has(key));
    const added = fresh.slice(0, MAX_SERIES - known.series.length).sort();
    if (added.length === 0) return known.declared === 0 ? undefined : known;

    const retryAfterSeconds = this.newSchemas.take(sourceId, now);
    if (retryAfterSeconds > 0) throw new SchemaChangesTooOften(retryAfterSeconds);
    const series = [...known.series, ...added.map((key): DeclaredSeries => [key, wanted.get(key) ?? "gauge"])];
    const schema = await this.store.declareSchema(series, now);
    await this.remember(sourceId, schema, new Date(now));
    return schema;
  }

  private async of(sourceId: number): Promise<StoredSchema> {
    const known = this.bySource.get(sourceId);
    if (known) return known;
    const [row] = await this.db.select().from(doorSchemas).where(eq(doorSchemas.sourceId, sourceId));
    const schema = row && (await this.store.schemaByHash(row.hash.toString("hex")));
    if (schema) this.bySource.set(sourceId, schema);
    return schema ?? NONE;
  }

  private async remember(sourceId: number, schema: StoredSchema, changedAt: Date): Promise<void> {
    const row = { hash: Buffer.from(schema.hash, "hex"), series: schema.series.length, changedAt };
    await this.db
      .insert(doorSchemas)
      .values({ sourceId, ...row })
      .onDuplicateKeyUpdate({ set: row });
    this.bySource.set(sourceId, schema);
  }
}

const positionsOf = new WeakMap<StoredSchema, ReadonlyMap<string, number>>();

/** Where each series stands in a schema. */
export function positionsIn(schema: StoredSchema): ReadonlyMap<string, number> {
  let known = positionsOf.get(schema);
  if (!known) {
    known = new Map(schema.series.map(([key], position) => [key, position]));
    positionsOf.set(schema, known);
  }
  return known;
}
