import type { Pool, PoolConnection, RowDataPacket } from "mysql2/promise";

import { DAY_MS } from "./store.ts";

/** Made ahead, so that nothing waits for them when a day or a month begins. */
const DAYS_AHEAD = 7;

const PARTITION_NAME = /^p\d{8}$/;

const NO_PARTITION = 1526;
/** Another process made the same partition, or a later one, a moment ago. */
const MADE_MEANWHILE = new Set([1493, 1517]);
/** Another process dropped the same partition a moment ago. */
const DROPPED_MEANWHILE = 1507;

/** A transaction that nobody ends holds the table. */
const LOCK_WAIT_TIMEOUT = 1205;

/** Rows that no partition was dropped for are deleted by so many a statement. */
const ROWS_A_DELETE = 500;

export interface PartitionedTable {
  readonly table: "metric_chunks" | "metric_rollups_5m" | "metric_rollups_1h";
  readonly unit: "day" | "month";
  readonly keepDays: number;
  /** How far back partitions are made when there are none yet; what is older shares the oldest. */
  readonly madeDaysBack: number;
}

interface Partition {
  readonly name: string;
  /** Rows of this partition are below it, and above the one before. */
  readonly below: number;
}

/** The partitions of a table by `t0`, in UTC. What is older than the oldest partition falls into the oldest. */
export class Partitions {
  constructor(
    private readonly pool: Pool | PoolConnection,
    private readonly kind: PartitionedTable,
  ) {}

  /** Runs a statement that inserts rows up to `until`; when there is no partition for one, makes it and runs it again. */
  async inserting(until: number, now: number, insert: () => Promise<unknown>): Promise<void> {
    try {
      await insert();
    } catch (error) {
      if (errnoOf(error) !== NO_PARTITION) throw error;
      await this.make(until, now);
      await insert();
    }
  }

  /** Makes every missing partition up to the one of `until`, and a week beyond `now`. */
  async make(until: number, now: number): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const last = (await this.list()).at(-1)?.below ?? 0;
      const missing = this.missing(
        Math.max(last, now - this.kind.madeDaysBack * DAY_MS),
        Math.max(until, now + DAYS_AHEAD * DAY_MS),
        last,
      );
      if (missing.length === 0) return;
      try {
        await this.alter(`ADD PARTITION (${missing.join(", ")})`);
        return;
      } catch (error) {
        // Days ahead may wait for the next run, while there is room for what is written now.
        if (errnoOf(error) === LOCK_WAIT_TIMEOUT && last > until) return;
        if (attempt === 3 || !MADE_MEANWHILE.has(errnoOf(error) ?? 0)) throw error;
      }
    }
  }

  /**
   * Drops what ended before the time that is kept. Rows that fell into the oldest partition because they are older than
   * it are deleted. Call `make` first: a table keeps at least one partition.
   */
  async drop(now: number): Promise<void> {
    const kept = keptFrom(this.kind, now);
    const past = (await this.list()).filter(({ below }) => below <= kept);
    try {
      if (past.length > 0) await this.alter(`DROP PARTITION ${past.map(({ name }) => name).join(", ")}`);
    } catch (error) {
      if (errnoOf(error) !== DROPPED_MEANWHILE) throw error;
    }
    const unitBefore = startOf(this.kind.unit, kept);
    for (let deleted = ROWS_A_DELETE; deleted === ROWS_A_DELETE; ) {
      const [result] = await this.pool.query(`DELETE FROM ${this.kind.table} WHERE t0 < ? LIMIT ?`, [
        unitBefore,
        ROWS_A_DELETE,
      ]);
      deleted = "affectedRows" in result ? result.affectedRows : 0;
    }
  }

  async list(): Promise<Partition[]> {
    const [rows] = await this.pool.query<RowDataPacket[]>(
      `SELECT PARTITION_NAME AS name, PARTITION_DESCRIPTION AS below FROM information_schema.PARTITIONS
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND PARTITION_NAME IS NOT NULL
       ORDER BY PARTITION_ORDINAL_POSITION`,
      [this.kind.table],
    );
    return rows
      .map((row) => ({ name: String(row.name), below: Number(row.below) }))
      .filter(({ name }) => PARTITION_NAME.test(name));
  }

  private missing(from: number, until: number, last: number): string[] {
    const declarations: string[] = [];
    for (let begin = startOf(this.kind.unit, from); begin <= until; begin = endOf(this.kind.unit, begin)) {
      const below = endOf(this.kind.unit, begin);
      const name = `p${new Date(begin).toISOString().slice(0, 10).replaceAll("-", "")}`;
      if (below > last) declarations.push(`PARTITION ${name} VALUES LESS THAN (${below})`);
    }
    return declarations;
  }

  private async alter(change: string): Promise<void> {
    const connection = "release" in this.pool ? this.pool : await this.pool.getConnection();
    try {
      // Without it an ALTER behind a forgotten transaction waits a day, and every reader waits behind the ALTER.
      await connection.query("SET SESSION lock_wait_timeout = 2");
      await connection.query(`ALTER TABLE ${this.kind.table} ${change}`);
      await connection.query("SET SESSION lock_wait_timeout = DEFAULT");
    } finally {
      if (connection !== this.pool) connection.release();
    }
  }
}

/** The oldest instant that is kept: the start of the day, so that nothing vanishes during one. */
export function keptFrom({ keepDays }: Pick<PartitionedTable, "keepDays">, now: number): number {
  return startOf("day", now) - keepDays * DAY_MS;
}

export function errnoOf(error: unknown): number | undefined {
  return typeof error === "object" && error !== null && "errno" in error && typeof error.errno === "number"
    ? error.errno
    : undefined;
}

function startOf(unit: "day" | "month", at: number): number {
  const day = new Date(at);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), unit === "day" ? day.getUTCDate() : 1);
}

function endOf(unit: "day" | "month", begin: number): number {
  const day = new Date(begin);
  return unit === "day" ? begin + DAY_MS : Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1);
}
