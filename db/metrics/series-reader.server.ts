import { setImmediate as breath } from "node:timers/promises";
import type { Pool } from "mysql2/promise";

import { CHUNK_MS } from "./chunk-codec.ts";
import { LEVELS, type LevelName } from "./levels.ts";
import { coarserPlan, planOf, type ReadPlan, rowStarts, windowOf } from "./plan.ts";
import { reachesFurther } from "./reach.server.ts";
import {
  type ChunkRow,
  chunkRows,
  hasRollups,
  rolledUpUntil,
  rollupRows,
  sampleRows,
  type TailRow,
  tailRows,
} from "./rows.server.ts";
import { openWindows } from "./samples.ts";
import type { SchemaRows } from "./schema-rows.server.ts";
import { grouped, hourOf, type SourceRows, seriesOfSource } from "./source-series.ts";
import { DAY_MS, type RangeQuery, type SeriesRange, type SeriesSteps, type StoredSchema } from "./store.ts";
import { chunks } from "./tail-writer.server.ts";
import { WantedPositions } from "./wanted-series.ts";

/** Rows that one SELECT may find: some milliseconds of unpacking, then others have their turn. */
const ROWS_A_SELECT = 4_000;
/** The tail of a source: ten minutes and more, at 10 s. */
const TAIL_ROWS = 80;
const TAIL_INTERVAL_MS = 10_000;
/** Hours that may be without a bucket of their own, in a database in which none ever ended. */
const UNENDED_MS = 6 * 3_600_000;
const { rowMs: HOUR_MS } = LEVELS.fiveMinutes;

interface Found {
  readonly bySource: ReadonlyMap<number, SourceRows>;
  readonly schemas: ReadonlyMap<number, StoredSchema>;
  /** Start of the oldest row; infinite when there is none. */
  readonly begins: number;
}

/** Answers ranges out of tails, chunks and roll-ups. */
export class SeriesReader {
  constructor(
    readonly pool: Pool,
    readonly schemas: SchemaRows,
  ) {}

  async range(query: RangeQuery): Promise<SeriesRange[]> {
    return (await this.steps(query)).map(({ steps, ...series }) => ({ ...series, points: steps.points() }));
  }

  /** By the cheapest plan; where a coarser level knows more of the past (samples are kept for days), by that one. */
  async steps(query: RangeQuery): Promise<SeriesSteps[]> {
    const sources = [...new Set(query.sourceIds)].sort((one, other) => one - other);
    if (sources.length === 0 || query.to <= query.from) return [];
    const wanted = new WantedPositions(query.series);
    for (let plan = planOf(query); ; ) {
      const { ranges, begins } = await this.answer(plan, sources, wanted);
      const coarser = begins > plan.from ? await this.coarser(plan, query, { sources, wanted, begins }) : undefined;
      if (!coarser) return ranges;
      plan = coarser;
    }
  }

  /** The next plan that knows more of the past; hours, where of the 5 minutes between nothing is left either. */
  private async coarser(
    plan: ReadPlan,
    query: RangeQuery,
    asked: { sources: readonly number[]; wanted: WantedPositions; begins: number },
  ): Promise<ReadPlan | undefined> {
    const next = coarserPlan(plan, query);
    if (!next || (await reachesFurther(this, next, asked))) return next;
    const last = coarserPlan(next, query);
    if (!last || asked.begins !== Number.POSITIVE_INFINITY) return undefined;
    const hours = rowStarts(next.from, next.to, HOUR_MS);
    if (await hasRollups(this.pool, "fiveMinutes", asked.sources, hours)) return undefined;
    return (await reachesFurther(this, last, asked)) ? last : undefined;
  }

  private async answer(plan: ReadPlan, sources: readonly number[], wanted: WantedPositions) {
    const ranges: SeriesSteps[] = [];
    let begins = Number.POSITIVE_INFINITY;
    for (const some of batches(sources, plan, wanted)) {
      const found = await this.find(plan, some, wanted);
      begins = Math.min(begins, found.begins);
      for (const [sourceId, rows] of found.bySource) {
        ranges.push(...seriesOfSource({ plan, wanted, ...found }, sourceId, rows));
      }
      if (some.length < sources.length) await breath();
    }
    return { ranges, begins };
  }

  private find(plan: ReadPlan, sources: readonly number[], wanted: WantedPositions): Promise<Found> {
    return plan.resolution === "samples"
      ? this.findSamples(plan, sources, wanted)
      : this.findBuckets(plan, plan.resolution, sources, wanted);
  }

  private async findSamples(plan: ReadPlan, sources: readonly number[], wanted: WantedPositions): Promise<Found> {
    const { from, to } = plan;
    const members = sources.filter((id) => id >= 0);
    const began = tailFrom(plan, wanted);
    const { tail, chunks } = await sampleRows(this.pool, members, {
      from: began,
      to,
      starts: rowStarts(began, to, CHUNK_MS),
    });
    const begins = beginningOf(
      tail,
      chunks.filter(([t0]) => t0 >= windowOf(from)),
      from,
    );
    const bySource = grouped(sources, { tail, chunks, fiveMinutes: [], oneHour: [] });
    return { bySource, begins, schemas: await this.schemasOf([tail, chunks]) };
  }

  private async findBuckets(
    plan: ReadPlan,
    resolution: LevelName,
    sources: readonly number[],
    wanted: WantedPositions,
  ): Promise<Found> {
    const { pool } = this;
    const { from, to } = plan;
    const first = windowOf(from);
    const members = sources.filter((id) => id >= 0);
    const tail = members.length === 0 ? [] : await tailRows(pool, members, tailFrom(plan, wanted), to);

    const open = [...openWindows(tail)].filter((at) => at >= first && at < to);
    const isHourly = resolution === "oneHour";
    const hoursUntil = isHourly ? ((await rolledUpUntil(pool)) ?? to - UNENDED_MS) : 0;
    const openHours = new Set([...open.map(hourOf), ...rowStarts(Math.max(from, hoursUntil), to, HOUR_MS)]);
    const [chunks, fiveMinutes, oneHour] = await Promise.all([
      chunkRows(pool, members, open),
      rollupRows(pool, "fiveMinutes", sources, isHourly ? [...openHours] : rowStarts(from, to, HOUR_MS)),
      isHourly ? rollupRows(pool, "oneHour", sources, rowStarts(from, to, DAY_MS)) : [],
    ]);
    const bySource = grouped(sources, { tail, chunks, fiveMinutes, oneHour });
    const begins = beginningOf(tail, [...chunks, ...fiveMinutes, ...oneHour], from);
    const schemas = await this.schemasOf([tail, chunks, fiveMinutes, oneHour]);
    if (!hasCounter(schemas, wanted)) return { bySource, schemas, begins };

    const read = new Set(open);
    const before = await chunkRows(
      pool,
      members,
      open.map((at) => at - CHUNK_MS).filter((at) => !read.has(at)),
    );
    for (const row of before) bySource.get(row[1])?.chunks.push(row);
    return { bySource, schemas: new Map([...schemas, ...(await this.schemasOf([before]))]), begins };
  }

  private schemasOf(rows: readonly (readonly (TailRow | ChunkRow)[])[]): Promise<Map<number, StoredSchema>> {
    const ids = new Set<number>();
    for (const some of rows) for (const [, , schemaId] of some) ids.add(schemaId);
    return this.schemas.byIds(ids);
  }
}

function hasCounter(schemas: ReadonlyMap<number, StoredSchema>, wanted: WantedPositions): boolean {
  return [...schemas.values()].some((schema) => wanted.of(schema).some(({ kind }) => kind === "counter"));
}

/** Start of the oldest row of the window. */
function beginningOf(tail: readonly TailRow[], rows: readonly ChunkRow[], from: number): number {
  let begins = Number.POSITIVE_INFINITY;
  for (const [, at] of tail) if (at >= from && at < begins) begins = at;
  for (const [t0] of rows) if (t0 < begins) begins = t0;
  return begins;
}

/**
 * A counter's first increase is told from the sample before it, which may be of the window before; and what came late into
 * that one opens the buckets after it.
 */
function tailFrom({ resolution, from }: ReadPlan, wanted: WantedPositions): number {
  return resolution === "samples" && !wanted.mayHaveCounters ? from : windowOf(from) - CHUNK_MS;
}

function batches(sources: readonly number[], plan: ReadPlan, wanted: WantedPositions): number[][] {
  const { resolution, from, to } = plan;
  const rowMs = resolution === "samples" ? CHUNK_MS : LEVELS[resolution].rowMs;
  const tailRows = Math.min(TAIL_ROWS, Math.ceil((to - tailFrom(plan, wanted)) / TAIL_INTERVAL_MS));
  return chunks(sources, Math.max(1, Math.floor(ROWS_A_SELECT / ((to - from) / rowMs + tailRows))));
}
