import type { Pool } from "mysql2/promise";

import { packValues } from "./codec.ts";
import { errnoOf } from "./partitions.server.ts";
import type { SourceBatch } from "./store.ts";
import { keptValues } from "./values.ts";

/** A row of at most 8 KB is twice as long in SQL's hexadecimal: 400 stay below the server's packet of 16 MB. */
const ROWS_AN_INSERT = 400;

/** Deadlock, lock wait: the transaction was rolled back, and may be tried again. */
const TRY_AGAIN = new Set([1213, 1205]);

/** A statement that takes longer is given up: the sender hears 503 and sends the same again. */
const STATEMENT_TIMEOUT_MS = 10_000;

type Seen = [sourceId: number, newestAt: number | null];
export type TailRow = [sourceId: number, at: number, schemaId: number, packed: Buffer];

/** Writes `metric_tail` and `source_seen`, one commit a call. */
export class TailWriter {
  constructor(private readonly pool: Pool) {}

  async append(batch: readonly SourceBatch[], receivedAt: number): Promise<void> {
    const rows = batch.flatMap(({ sourceId, schema, snapshots }) =>
      snapshots.map(
        (snapshot): TailRow => [sourceId, snapshot[0], schema.id, packValues(keptValues(schema, snapshot))],
      ),
    );
    // One order for all writers, so that two of them cannot lock each other's rows.
    rows.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    const seen = newestBySource(batch);

    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.commit(rows, seen, new Date(receivedAt));
        return;
      } catch (error) {
        if (attempt === 3 || !TRY_AGAIN.has(errnoOf(error) ?? 0)) throw error;
      }
    }
  }

  private async commit(rows: readonly TailRow[], seen: readonly Seen[], receivedAt: Date): Promise<void> {
    const inserts: Statement[] = chunks(rows, ROWS_AN_INSERT).map((some) => ({ sql: INSERT_ROWS, values: [some] }));
    if (seen.length > 0) {
      inserts.push({
        sql: INSERT_SEEN,
        values: [seen.map(([sourceId, newestAt]) => [sourceId, receivedAt, newestAt])],
      });
    }
    const connection = await this.pool.getConnection();
    let isBroken = true;
    try {
      for (const { sql, values } of statementsOf(inserts)) {
        await connection.query({ sql, values: [...values], timeout: STATEMENT_TIMEOUT_MS });
      }
      isBroken = false;
    } catch (error) {
      // Only a server that answers is told to roll back; a silent one does so when its connection ends.
      if (errnoOf(error) !== undefined && !isFatal(error)) {
        await connection.rollback();
        isBroken = false;
      }
      throw error;
    } finally {
      if (isBroken) connection.destroy();
      else connection.release();
    }
  }
}

interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** The inserts as one transaction: in one round trip where they are few, as most groups of pushes are. */
function statementsOf(inserts: readonly Statement[]): Statement[] {
  if (inserts.length > 2) {
    return [{ sql: "START TRANSACTION", values: [] }, ...inserts, { sql: "COMMIT", values: [] }];
  }
  const sql = `BEGIN NOT ATOMIC
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION; ${inserts.map((one) => `${one.sql};`).join(" ")} COMMIT;
  END`;
  return [{ sql, values: inserts.flatMap(({ values }) => values) }];
}

/** The schema is set first, because MariaDB assigns from left to right and both lines must see the old bytes. */
const INSERT_ROWS = `INSERT INTO metric_tail (source_id, at, schema_id, packed) VALUES ?
  ON DUPLICATE KEY UPDATE
    schema_id = IF(VALUES(packed) > packed OR (VALUES(packed) = packed AND VALUES(schema_id) > schema_id),
                   VALUES(schema_id), schema_id),
    packed = GREATEST(packed, VALUES(packed))`;

const INSERT_SEEN = `INSERT INTO source_seen (source_id, seen_at, newest_at) VALUES ?
  ON DUPLICATE KEY UPDATE seen_at = GREATEST(seen_at, VALUES(seen_at)),
    newest_at = GREATEST(COALESCE(newest_at, VALUES(newest_at)), COALESCE(VALUES(newest_at), newest_at))`;

/** Every source of the batch with its newest instant, null where it brought none; in the order that all writers keep. */
function newestBySource(batch: readonly SourceBatch[]): Seen[] {
  const newest = new Map<number, number | null>();
  for (const { sourceId, snapshots } of batch) {
    let at = newest.get(sourceId) ?? null;
    for (const snapshot of snapshots) at = at === null ? snapshot[0] : Math.max(at, snapshot[0]);
    newest.set(sourceId, at);
  }
  return [...newest].sort(([one], [other]) => one - other);
}

function isFatal(error: unknown): boolean {
  return typeof error === "object" && error !== null && "fatal" in error && error.fatal === true;
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  const cut: T[][] = [];
  for (let start = 0; start < items.length; start += size) cut.push(items.slice(start, start + size));
  return cut;
}
