import type { Pool } from "mysql2/promise";

type MetricTable = "metric_rollups_5m" | "metric_rollups_1h" | "metric_chunks";

/** Copies the rows of one machine to those that measure the same: inside the database, where no byte is packed or sent twice. */
export class Copies {
  private constructor(private readonly pool: Pool) {}

  static async open(
    pool: Pool,
    patterns: readonly { readonly sourceId: number; readonly sourceIds: readonly number[] }[],
  ): Promise<Copies> {
    await pool.query("CREATE TABLE bench_alike (model_id INT UNSIGNED, source_id INT UNSIGNED PRIMARY KEY)");
    const pairs = patterns.flatMap(({ sourceId: model, sourceIds }) =>
      sourceIds.flatMap((id) => (id === model ? [] : [[model, id]])),
    );
    await pool.query("INSERT INTO bench_alike VALUES ?", [pairs]);
    return new Copies(pool);
  }

  /** `columns` are those beside time and source. In the order of the primary key, so that pages are filled one after the other. */
  async make(table: MetricTable, columns: string): Promise<void> {
    await this.pool.query(
      `INSERT INTO ${table} (t0, source_id, ${columns})
       SELECT t0, bench_alike.source_id, ${columns} FROM ${table} JOIN bench_alike ON bench_alike.model_id = ${table}.source_id
       ORDER BY t0, bench_alike.source_id`,
    );
  }

  async close(): Promise<void> {
    await this.pool.query("DROP TABLE bench_alike");
  }
}
