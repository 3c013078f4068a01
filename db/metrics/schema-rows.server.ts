import { createHash } from "node:crypto";
import type { Pool, ResultSetHeader, RowDataPacket } from "mysql2/promise";

import { parseSeriesKey } from "#collector/protocol/metrics.ts";
import { type DeclaredSeries, MAX_SERIES, MAX_SERIES_KEY_LENGTH, schemaText } from "#collector/protocol/push.ts";

import { SchemaCache } from "./schema-cache.ts";
import type { StoredSchema } from "./store.ts";

interface SchemaRow extends RowDataPacket {
  id: number;
  hash: Buffer;
  series: string | DeclaredSeries[];
  positions: string | number[] | null;
  declared: number;
  unused_since: Date | null;
}

/** The table `metric_schemas`: unique by hash, written once, read often. */
export class SchemaRows {
  private readonly cache = new SchemaCache();
  /** After a start, every machine asks for the same schema at once: they wait for one answer. */
  private readonly asked = new Map<string, Promise<StoredSchema | undefined>>();

  constructor(private readonly pool: Pool) {}

  async declare(series: readonly DeclaredSeries[], now: number): Promise<StoredSchema> {
    const hash = schemaHash(series);
    const known = await this.byHash(hash);
    if (known) return known;

    const positions = keptPositions(series);
    const isWhole = positions.length === series.length;
    await this.pool.query(
      `INSERT INTO metric_schemas (hash, series, positions, declared, created_at) VALUES (?, ?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE unused_since = NULL`,
      [
        Buffer.from(hash, "hex"),
        JSON.stringify(positions.map((position) => series[position])),
        isWhole ? null : JSON.stringify(positions),
        series.length,
        new Date(now),
      ],
    );
    // Not `byHash`: another may be asking since before the row was there, and would share its answer.
    const stored = await this.read(hash);
    if (!stored) throw new Error(`The schema ${hash} is gone right after it was written`);
    return stored;
  }

  known(hash: string): StoredSchema | undefined {
    return this.cache.byHash(hash);
  }

  async byHash(hash: string): Promise<StoredSchema | undefined> {
    const cached = this.cache.byHash(hash);
    if (cached || !/^[0-9a-f]{64}$/.test(hash)) return cached;
    const asked = this.asked.get(hash) ?? this.read(hash).finally(() => this.asked.delete(hash));
    this.asked.set(hash, asked);
    return asked;
  }

  private async read(hash: string): Promise<StoredSchema | undefined> {
    const [rows] = await this.pool.query<SchemaRow[]>("SELECT * FROM metric_schemas WHERE hash = ?", [
      Buffer.from(hash, "hex"),
    ]);
    const [row] = rows;
    if (!row) return undefined;
    if (row.unused_since !== null && !(await this.askedAgain(row.id))) return undefined;
    return this.cache.keepNamed(schemaOf(row));
  }

  /** False when it was pruned a moment ago. */
  private async askedAgain(id: number): Promise<boolean> {
    const [result] = await this.pool.query<ResultSetHeader>(
      "UPDATE metric_schemas SET unused_since = NULL WHERE id = ?",
      [id],
    );
    return result.affectedRows > 0;
  }

  /** The schemas of these ids; an id that does not exist is a broken database, and throws. */
  async byIds(ids: Iterable<number>): Promise<Map<number, StoredSchema>> {
    const found = new Map<number, StoredSchema>();
    const missing: number[] = [];
    for (const id of new Set(ids)) {
      const cached = this.cache.byId(id);
      if (cached) found.set(id, cached);
      else missing.push(id);
    }
    if (missing.length === 0) return found;

    const [rows] = await this.pool.query<SchemaRow[]>("SELECT * FROM metric_schemas WHERE id IN (?)", [missing]);
    for (const row of rows) found.set(row.id, this.cache.keep(schemaOf(row)));
    const lost = missing.find((id) => !found.has(id));
    if (lost !== undefined) throw new Error(`Snapshots refer to the schema ${lost}, which does not exist`);
    return found;
  }
}

/** The name of a schema: SHA-256 of its text, in lower-case hexadecimal. */
export function schemaHash(series: readonly DeclaredSeries[]): string {
  return createHash("sha256").update(schemaText(series)).digest("hex");
}

/** Declared series that are not kept: badly formed, declared before, or beyond MAX_SERIES. */
export function refusedSeries(series: readonly DeclaredSeries[]): string[] {
  const kept = new Set(keptPositions(series));
  return series.filter((_one, position) => !kept.has(position)).map(([key]) => key);
}

function keptPositions(series: readonly DeclaredSeries[]): number[] {
  const seen = new Set<string>();
  const kept: number[] = [];
  series.forEach(([key], position) => {
    if (kept.length >= MAX_SERIES || seen.has(key) || key.length > MAX_SERIES_KEY_LENGTH || !parseSeriesKey(key))
      return;
    seen.add(key);
    kept.push(position);
  });
  return kept;
}

function schemaOf(row: SchemaRow): StoredSchema {
  return {
    id: row.id,
    hash: row.hash.toString("hex"),
    series: parsed(row.series),
    positions: row.positions === null ? null : parsed(row.positions),
    declared: row.declared,
  };
}

/** MariaDB hands JSON over as text, MySQL parsed. */
function parsed<T>(value: string | T): T {
  return typeof value === "string" ? (JSON.parse(value) as T) : value;
}
