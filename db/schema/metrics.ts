import { index, int, mysqlTable, primaryKey, varchar } from "drizzle-orm/mysql-core";

import { bytes, epochMs, instant, jsonText, mediumBlob, reference, serialId } from "./columns.ts";

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
  /** Since when nothing was found that refers to it; null again once a sender asks for it. */
  unusedSince: instant("unused_since"),
});

const tailColumns = {
  sourceId: reference("source_id").notNull(),
  /** Epoch milliseconds of the agent's clock. */
  at: epochMs("at").notNull(),
  schemaId: reference("schema_id").notNull(),
  /** Packed by db/metrics/codec.ts. */
  packed: bytes("packed", { length: 8192 }).notNull(),
};

/**
 * One packed row per snapshot of a source, as acknowledged, until it is sealed into a chunk. No foreign keys in any of the
 * tables of samples: MariaDB allows none on partitions, and a tail that has one cannot be swapped by name.
 */
export const metricTail = mysqlTable("metric_tail", tailColumns, (table) => [
  primaryKey({ columns: [table.sourceId, table.at] }),
]);

/** The tail that is being sealed. The two change names, so that writers always write `metric_tail`. */
export const metricTailSealing = mysqlTable("metric_tail_sealing", tailColumns, (table) => [
  primaryKey({ columns: [table.sourceId, table.at] }),
]);

/**
 * Ten minutes of a source under one schema. Partitioned by day on `t0` (by hand in the migration: drizzle knows no
 * partitions), as the roll-ups are by month.
 */
export const metricChunks = mysqlTable(
  "metric_chunks",
  {
    /** Begin of the ten minutes, epoch milliseconds. */
    t0: epochMs("t0").notNull(),
    sourceId: reference("source_id").notNull(),
    schemaId: reference("schema_id").notNull(),
    /** Which piece of the ten minutes (db/metrics/chunk-parts.ts); 1 is all of it. */
    part: int("part").notNull(),
    snapshots: int("snapshots").notNull(),
    /** Packed by db/metrics/chunk-codec.ts. */
    packed: mediumBlob("packed").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.t0, table.sourceId, table.schemaId, table.part] }),
    // Tells whether a schema is still used.
    index("metric_chunks_schema_id").on(table.schemaId),
  ],
);

const rollupColumns = {
  /** Begin of the row's time, epoch milliseconds: an hour of five-minute buckets, a day of hourly ones. */
  t0: epochMs("t0").notNull(),
  /** Negative for a group of machines (db/metrics/groups.ts). */
  sourceId: reference("source_id").notNull(),
  schemaId: reference("schema_id").notNull(),
  /** Packed by db/metrics/rollup-codec.ts. */
  packed: mediumBlob("packed").notNull(),
};

export const metricRollups5m = mysqlTable("metric_rollups_5m", rollupColumns, (table) => [
  primaryKey({ columns: [table.t0, table.sourceId, table.schemaId] }),
  index("metric_rollups_5m_schema_id").on(table.schemaId),
]);

export const metricRollups1h = mysqlTable("metric_rollups_1h", rollupColumns, (table) => [
  primaryKey({ columns: [table.t0, table.sourceId, table.schemaId] }),
  index("metric_rollups_1h_schema_id").on(table.schemaId),
]);

/** How far the roll-ups of a level are whole: an hour counts once it has ended and all its rows are written. */
export const metricProgress = mysqlTable("metric_progress", {
  level: varchar("level", { length: 40 }).primaryKey(),
  /** Epoch milliseconds. */
  until: epochMs("until").notNull(),
});

/** Hours whose groups are to be computed: written in the transaction that changes roll-ups of machines, gone once it is done. */
export const metricGroupsOwed = mysqlTable("metric_groups_owed", {
  /** Begin of the hour, epoch milliseconds. */
  hour: epochMs("hour").primaryKey(),
  /** Grows with every change, so that one during the computing is not taken for computed. */
  changes: int("changes").notNull(),
});

/** Last time each source was heard, by the server's clock; written with the samples' own commit. */
export const sourceSeen = mysqlTable("source_seen", {
  sourceId: reference("source_id").primaryKey(),
  seenAt: instant("seen_at").notNull(),
  /** Instant of the newest snapshot by the source's own clock, epoch milliseconds: where its chunk is found. */
  newestAt: epochMs("newest_at"),
});
