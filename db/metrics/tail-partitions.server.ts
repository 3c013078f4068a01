import type { Pool, RowDataPacket } from "mysql2/promise";

import { DAY_MS } from "./store.ts";

/** Made ahead, so that nothing waits for them when a day begins. */
const DAYS_AHEAD = 7;

/**
 * How long a day is kept once it is over. Nine, not three, while the tail is the only store: a sample of eight days
 * ago is accepted, and what was acknowledged must not be gone tomorrow (docs/decisions/012-tail-retention.md).
 */
export const TAIL_DAYS = 9;

const PARTITION_NAME = /^p\d{8}$/;

/** Another process made the same partition, or a later one, a moment ago. */
const MADE_MEANWHILE = new Set([1493, 1517]);
/** Another process dropped the same partition a moment ago. */
const DROPPED_MEANWHILE = 1507;

interface Partition {
  readonly name: string;
  /** Rows of this partition are below it, and above the one before. */
  readonly below: number;
}

/** The daily partitions of `metric_tail`. What is older than the oldest partition falls into the oldest. */
export class TailPartitions {
  constructor(private readonly pool: Pool) {}

  /** Makes every missing day up to the one of `until`, and a week beyond `now`. */
  async make(until: number, now: number): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const last = (await this.list()).at(-1)?.below ?? 0;
      const missing = missingDays(
        Math.max(last, startOfDay(now) - TAIL_DAYS * DAY_MS),
        Math.max(until, now + DAYS_AHEAD * DAY_MS),
      );
      if (missing.length === 0) return;
      try {
        await this.alter(`ADD PARTITION (${missing.map(declaration).join(", ")})`);
        return;
      } catch (error) {
        if (attempt === 3 || !MADE_MEANWHILE.has(errnoOf(error) ?? 0)) throw error;
      }
    }
  }

  /** Drops the days that ended more than TAIL_DAYS ago. Call `make` first: a table keeps at least one partition. */
  async drop(now: number): Promise<void> {
    const past = (await this.list()).filter(({ below }) => below <= startOfDay(now) - TAIL_DAYS * DAY_MS);
    if (past.length === 0) return;
    try {
      await this.alter(`DROP PARTITION ${past.map(({ name }) => name).join(", ")}`);
    } catch (error) {
      if (errnoOf(error) !== DROPPED_MEANWHILE) throw error;
    }
  }

  async list(): Promise<Partition[]> {
    const [rows] = await this.pool.query<RowDataPacket[]>(
      `SELECT PARTITION_NAME AS name, PARTITION_DESCRIPTION AS below FROM information_schema.PARTITIONS
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'metric_tail' AND PARTITION_NAME IS NOT NULL
       ORDER BY PARTITION_ORDINAL_POSITION`,
    );
    return rows
      .map((row) => ({ name: String(row.name), below: Number(row.below) }))
      .filter(({ name }) => PARTITION_NAME.test(name));
  }

  private async alter(change: string): Promise<void> {
    const connection = await this.pool.getConnection();
    try {
      // Without it an ALTER behind a forgotten transaction waits a day, and every writer waits behind the ALTER.
      await connection.query("SET SESSION lock_wait_timeout = 10");
      await connection.query(`ALTER TABLE metric_tail ${change}`);
    } finally {
      connection.release();
    }
  }
}

export function errnoOf(error: unknown): number | undefined {
  return typeof error === "object" && error !== null && "errno" in error && typeof error.errno === "number"
    ? error.errno
    : undefined;
}

function missingDays(from: number, to: number): number[] {
  const days: number[] = [];
  for (let day = startOfDay(from); day <= to; day += DAY_MS) days.push(day);
  return days;
}

function declaration(day: number): string {
  return `PARTITION p${new Date(day).toISOString().slice(0, 10).replaceAll("-", "")} VALUES LESS THAN (${day + DAY_MS})`;
}

function startOfDay(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS;
}
