import { index, int, mysqlEnum, mysqlTable, varchar } from "drizzle-orm/mysql-core";

import { binaryText, instant, jsonText, reference, serialId } from "./columns.ts";
import { sources } from "./sources.ts";

/** What machines told of their pending updates: a row only where it changed, so that before and after can be compared. */
export const updateReports = mysqlTable(
  "update_reports",
  {
    id: serialId(),
    sourceId: reference("source_id")
      .notNull()
      .references(() => sources.id),
    /** When it was told first, and last. By the server's clock. */
    at: instant("at").notNull(),
    toldAt: instant("told_at").notNull(),
    manager: mysqlEnum("manager", ["apt", "dnf"]).notNull(),
    osId: varchar("os_id", { length: 40 }).notNull(),
    osVersion: varchar("os_version", { length: 40 }).notNull(),
    /** When the machine refreshed its lists; null where it keeps none. */
    listsAt: instant("lists_at"),
    total: int("total").notNull(),
    security: int("security").notNull(),
    packages: jsonText<{ name: string; from: string | null; to: string; security: boolean }[]>("packages").notNull(),
    /** Of what was told but the age of the lists. */
    hash: binaryText("hash", { length: 64 }).notNull(),
  },
  (table) => [index("update_report_source").on(table.sourceId, table.at)],
);
