import { int, mysqlTable, primaryKey } from "drizzle-orm/mysql-core";

import { bytes, epochMs, instant, jsonText, reference, serialId } from "./columns.ts";

/**
 * A schema is an ordered list of series, named by the SHA-256 of its text. Rows never change.
 * `series` holds the kept ones: at most 1,000, the first of the declared; `declared` is how many values a snapshot has.
 */
export const metricSchemas = mysqlTable("metric_schemas", {
  id: serialId(),
  hash: bytes("hash", { length: 32 }).notNull().unique(),
  series: jsonText<[key: string, kind: "gauge" | "counter"][]>("series").notNull(),
  /** Positions of the kept series among the declared values; null when all are kept in order. */
  positions: jsonText<number[] | null>("positions"),
  declared: int("declared").notNull(),
  createdAt: instant("created_at").notNull(),
});

/**
 * One packed row per snapshot of a source, as acknowledged. Partitioned by day on `at` (a hand-written migration:
 * drizzle knows no partitions), read for the last 24 hours, dropped after 3 days. No foreign keys: MariaDB allows none here.
 */
export const metricTail = mysqlTable(
  "metric_tail",
  {
    sourceId: reference("source_id").notNull(),
    /** Epoch milliseconds of the agent's clock. */
    at: epochMs("at").notNull(),
    schemaId: reference("schema_id").notNull(),
    /** Packed by db/metrics/codec.ts. */
    packed: bytes("packed", { length: 8192 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.sourceId, table.at] })],
);

/** Last time each source was heard, by the server's clock; written with the samples' own commit. */
export const sourceSeen = mysqlTable("source_seen", {
  sourceId: reference("source_id").primaryKey(),
  seenAt: instant("seen_at").notNull(),
});
