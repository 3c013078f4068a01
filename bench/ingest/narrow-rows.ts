import { rmSync } from "node:fs";
import { join } from "node:path";
import { createPool, type Pool, type RowDataPacket } from "mysql2/promise";
import type { Snapshot } from "#collector/protocol/push.ts";
import { connectionOptions } from "#db/client.server.ts";
import { createDatabase } from "#db/create.ts";
import { type EmbeddedDatabase, startEmbedded } from "#db/embedded.ts";

import type { Contender, Point, Questions, RunningContender } from "./contender.ts";
import { ASKED_SERIES, INTERVAL_MS, type Load } from "./load.ts";
import { HOUR_MS, hoursOf, samplesOfHour } from "./month.ts";

const CONNECTIONS = 16;
/** Longer statements cost more a row: the database copies all of one's parameters before it begins. */
const ROWS_AN_INSERT = 500;

/**
 * MariaDB with a row for each value, as monitoring systems on SQL keep them. The load writes to the database itself, by
 * prepared multi-row INSERTs: no server stands before it, so that its figures are better than such a system's.
 */
export const narrowRows: Contender<number[]> = {
  name: "MariaDB narrow rows",

  async start(directory, load) {
    const database = await startEmbedded({ directory: join(directory, "mariadb") });
    await createDatabase(database.url("narrow"));
    const pool = createPool({ ...connectionOptions(database.url("narrow")), connectionLimit: CONNECTIONS });
    await pool.query(
      "CREATE TABLE samples (series_id INT NOT NULL, at BIGINT NOT NULL, value DOUBLE NOT NULL, PRIMARY KEY (series_id, at))",
    );
    return new Running(directory, database, pool, load);
  },
};

class Running implements RunningContender<number[]> {
  readonly pids: readonly number[];
  readonly ask: Questions;

  constructor(
    private readonly directory: string,
    private readonly database: EmbeddedDatabase,
    private readonly pool: Pool,
    private readonly load: Load,
  ) {
    this.pids = [database.pid];
    this.ask = new SqlQuestions(pool, load);
  }

  encode(machine: number, snapshots: readonly Snapshot[]): number[] {
    const first = machine * this.load.names.length;
    return this.load.names.flatMap((_name, series) =>
      snapshots.flatMap((snapshot) => [first + series, snapshot[0], snapshot[series + 1] ?? 0]),
    );
  }

  async send(_machine: number, encoded: number[]): Promise<void> {
    for (let start = 0; start < encoded.length; start += ROWS_AN_INSERT * 3) {
      const some = encoded.slice(start, start + ROWS_AN_INSERT * 3);
      const rows = new Array(some.length / 3).fill("(?,?,?)").join(",");
      await this.pool.execute(`INSERT INTO samples (series_id, at, value) VALUES ${rows}`, some);
    }
  }

  async loadMonth(machine: number, month: { readonly from: number; readonly to: number }): Promise<void> {
    const id = machine * this.load.names.length + ASKED_SERIES;
    for (const hour of hoursOf(month)) {
      const samples = samplesOfHour(this.load, machine, hour);
      await this.send(
        machine,
        samples.flatMap(([at, value]) => [id, at, value ?? 0]),
      );
    }
  }

  async flush(): Promise<void> {}

  async bytesOnDisk(): Promise<number> {
    await this.pool.query("ANALYZE TABLE samples");
    const [rows] = await this.pool.query<RowDataPacket[]>(
      "SELECT DATA_LENGTH AS bytes FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()",
    );
    return Number(rows[0]?.bytes);
  }

  async stop(): Promise<void> {
    await this.pool.end();
    await this.database.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

class SqlQuestions implements Questions {
  constructor(
    private readonly pool: Pool,
    private readonly load: Load,
  ) {}

  async raw(machine: number, series: number, from: number, to: number): Promise<Point[]> {
    const [rows] = await this.pool.query<RowDataPacket[]>(
      "SELECT at, value FROM samples WHERE series_id = ? AND at >= ? AND at < ? ORDER BY at",
      [machine * this.load.names.length + series, from, to],
    );
    return rows.map(({ at, value }) => [Number(at), Number(value)]);
  }

  async everySeries(machine: number, from: number, to: number): Promise<Point[][]> {
    const first = machine * this.load.names.length;
    const [rows] = await this.pool.query<RowDataPacket[]>(
      "SELECT series_id, at, value FROM samples WHERE series_id BETWEEN ? AND ? AND at >= ? AND at < ? ORDER BY series_id, at",
      [first, first + this.load.names.length - 1, from, to],
    );
    const bySeries: Point[][] = this.load.names.map(() => []);
    for (const { series_id, at, value } of rows) bySeries[series_id - first]?.push([Number(at), Number(value)]);
    return bySeries;
  }

  async hourly(machine: number, series: number, from: number, to: number): Promise<Point[]> {
    const [rows] = await this.pool.query<RowDataPacket[]>(
      "SELECT at DIV ? AS hour, AVG(value) AS mean FROM samples WHERE series_id = ? AND at >= ? AND at < ? GROUP BY hour ORDER BY hour",
      [HOUR_MS, machine * this.load.names.length + series, from, to],
    );
    return rows.map(({ hour, mean }) => [Number(hour) * HOUR_MS, Number(mean)]);
  }

  async top(series: number, limit: number): Promise<{ machine: number; value: number }[]> {
    const width = this.load.names.length;
    const ids = Array.from({ length: this.load.machines }, (_one, machine) => machine * width + series);
    const [rows] = await this.pool.query<RowDataPacket[]>(
      "SELECT series_id, value FROM samples WHERE series_id IN (?) AND at >= ? ORDER BY value DESC LIMIT ?",
      [ids, this.load.end - INTERVAL_MS, limit],
    );
    return rows.map(({ series_id, value }) => ({ machine: (series_id - series) / width, value: Number(value) }));
  }
}
