import { int, mysqlTable } from "drizzle-orm/mysql-core";

import { bytes, instant, reference } from "./columns.ts";
import { sources } from "./sources.ts";

/** The schema under which the open doors' series of a source are kept; it only grows, to 1,000 series at most. */
export const doorSchemas = mysqlTable("door_schemas", {
  sourceId: reference("source_id")
    .primaryKey()
    .references(() => sources.id),
  /** Names a row of metric_schemas. */
  hash: bytes("hash", { length: 32 }).notNull(),
  series: int("series").notNull(),
  changedAt: instant("changed_at").notNull(),
});
