import type { Pool, PoolConnection, RowDataPacket } from "mysql2/promise";

import { errnoOf } from "./partitions.server.ts";
import { blockedSeal } from "./seal-trouble.server.ts";
import { DAY_MS } from "./store.ts";

/**
 * How long each attempt to take a tail waits for open transactions, in whole seconds, as the server counts. Who waits holds
 * up all pushes behind him: so most attempts only look, and two wait, each for no longer than a push does without harm.
 */
const PATIENCE_SECONDS = [...Array<number>(20).fill(0), 1, 1] as const;
const PAUSE_MS = 50;
const LONG_PAUSE_MS = 2_000;
const LOCK_WAIT_TIMEOUT = 1205;

/** Snapshots sealed in one transaction, about. */
const ROWS_A_PORTION = 1_500;

/** Sources, and the time of their snapshots, that are sealed in one transaction. */
export interface Portion {
  readonly sourceIds: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** What is in the sealing tail: one line a source. Two equal ones are the same rows. */
interface Content {
  readonly sourceId: number;
  readonly rows: number;
  readonly first: number;
  readonly last: number;
  readonly fingerprint: string;
}

/** The two tails, which change names: writers write `metric_tail`, sealing empties `metric_tail_sealing`. */
export class Tails {
  constructor(private readonly pool: Pool) {}

  /** What waits for sealing. Empty when the tails may change names. */
  async sealing(from: Pool | PoolConnection = this.pool): Promise<Content[]> {
    const [rows] = await from.query<RowDataPacket[]>(
      `SELECT source_id AS sourceId, COUNT(*) AS \`rows\`, MIN(at) AS first, MAX(at) AS last,
              CONCAT(BIT_XOR(CRC32(CONCAT(at, ':', schema_id, ':', packed))), ':', SUM(at)) AS fingerprint
       FROM metric_tail_sealing GROUP BY source_id ORDER BY source_id`,
    );
    return rows as Content[];
  }

  /**
   * Gives writers the empty tail. One statement, which finds no open transaction on either, also none of other
   * processes: what it leaves in the sealing tail is committed and whole.
   */
  async swap(): Promise<void> {
    await this.onItsOwn((connection) =>
      connection.query(`RENAME TABLE metric_tail_sealing TO metric_tail_spare,
        metric_tail TO metric_tail_sealing, metric_tail_spare TO metric_tail`),
    );
  }

  /** Gives the snapshots of windows that have not ended back to the writers' tail; of two of one instant its rule says which. */
  async handBack(sourceIds: readonly number[], from: number): Promise<void> {
    await this.pool.query(
      `INSERT INTO metric_tail (source_id, at, schema_id, packed)
         SELECT source_id, at, schema_id, packed FROM metric_tail_sealing sealing WHERE source_id IN (?) AND at >= ?
       ON DUPLICATE KEY UPDATE
         schema_id = IF(VALUES(packed) > metric_tail.packed
                          OR (VALUES(packed) = metric_tail.packed AND VALUES(schema_id) > metric_tail.schema_id),
                        VALUES(schema_id), metric_tail.schema_id),
         packed = GREATEST(metric_tail.packed, VALUES(packed))`,
      [sourceIds, from],
    );
  }

  /**
   * Empties the sealing tail, if it holds what was sealed and nothing else: another process may have emptied it, and
   * changed the names again. False when it holds something else.
   */
  async empty(sealed: readonly Content[]): Promise<boolean> {
    return this.onItsOwn(async (connection) => {
      await connection.query("LOCK TABLES metric_tail_sealing WRITE");
      try {
        if (JSON.stringify(await this.sealing(connection)) !== JSON.stringify(sealed)) return false;
        await connection.query("TRUNCATE TABLE metric_tail_sealing");
        return true;
      } finally {
        await connection.query("UNLOCK TABLES");
      }
    });
  }

  /** Tries what takes a table for itself until no transaction is in its way. Throws SealBlocked when there always is one. */
  private async onItsOwn<T>(use: (connection: PoolConnection) => Promise<T>): Promise<T> {
    for (const [attempt, seconds] of PATIENCE_SECONDS.entries()) {
      if (attempt > 0) await pause(seconds === 0 ? PAUSE_MS : LONG_PAUSE_MS);
      try {
        return await this.waiting(seconds, use);
      } catch (error) {
        if (errnoOf(error) !== LOCK_WAIT_TIMEOUT) throw error;
      }
    }
    throw await blockedSeal(this.pool);
  }

  private async waiting<T>(seconds: number, use: (connection: PoolConnection) => Promise<T>): Promise<T> {
    const connection = await this.pool.getConnection();
    let isWell = false;
    try {
      await connection.query(`SET SESSION lock_wait_timeout = ${seconds}`);
      const result = await use(connection);
      await connection.query("SET SESSION lock_wait_timeout = DEFAULT");
      isWell = true;
      return result;
    } finally {
      // A connection that failed in between may still hold a lock: it ends with it.
      if (isWell) connection.release();
      else connection.destroy();
    }
  }
}

/** Cuts what waits into transactions: many sources of few snapshots together, one of many apart and day by day. */
export function portionsOf(contents: readonly Content[], before: number): Portion[] {
  const portions: Portion[] = [];
  let some: Content[] = [];
  let rows = 0;
  const close = () => {
    if (some.length > 0) {
      portions.push({
        sourceIds: some.map(({ sourceId }) => sourceId),
        from: Math.min(...some.map(({ first }) => first)),
        to: Math.min(before, Math.max(...some.map(({ last }) => last)) + 1),
      });
    }
    [some, rows] = [[], 0];
  };
  for (const content of contents) {
    if (content.first >= before) continue;
    if (content.rows > ROWS_A_PORTION) {
      portions.push(...daysOf(content, before));
      continue;
    }
    if (rows + content.rows > ROWS_A_PORTION) close();
    some.push(content);
    rows += content.rows;
  }
  close();
  return portions;
}

function daysOf({ sourceId, first, last }: Content, before: number): Portion[] {
  const portions: Portion[] = [];
  const end = Math.min(before, last + 1);
  for (let day = Math.floor(first / DAY_MS) * DAY_MS; day < end; day += DAY_MS) {
    portions.push({ sourceIds: [sourceId], from: Math.max(first, day), to: Math.min(end, day + DAY_MS) });
  }
  return portions;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
