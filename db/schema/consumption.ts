import { date, decimal, index, int, mysqlEnum, mysqlTable, uniqueIndex, varchar } from "drizzle-orm/mysql-core";

import { authId, instant, reference, serialId } from "./columns.ts";
import { applications, projects } from "./projects.ts";

/** What is metered and may have a price. */
export const METERS = [
  "bandwidth_p95",
  "traffic",
  "vcpu_hours",
  "memory_hours",
  "disk_hours",
  "database_storage",
  "backup_storage",
  "fixed",
] as const;
/** Which direction counts: of the two the greater, or their sum. */
export const BANDWIDTH_RULES = ["in", "out", "sum", "greater"] as const;

/** What the contract says of a meter, from a day on; the newest row in effect counts. */
export const meterPrices = mysqlTable(
  "meter_prices",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    /** Null for the whole project. */
    applicationId: reference("application_id").references(() => applications.id),
    meter: mysqlEnum("meter", METERS).notNull(),
    /** Of a fixed price: what it is for. Empty for the others, so that a meter has one line. */
    label: varchar("label", { length: 120 }).notNull().default(""),
    effectiveOn: date("effective_on", { mode: "string" }).notNull(),
    /** What a month has without charge, in the meter's unit (Mbit/s, GB, hours, GB-hours). */
    included: decimal("included", { precision: 18, scale: 4, mode: "number" }).notNull().default(0),
    /** Of one unit beyond; of "fixed": of a month. */
    price: decimal("price", { precision: 14, scale: 6, mode: "number" }).notNull(),
    currency: varchar("currency", { length: 3 }).notNull().default("EUR"),
    rule: mysqlEnum("rule", BANDWIDTH_RULES).notNull().default("greater"),
    createdAt: instant("created_at").notNull(),
    createdBy: authId("created_by"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (table) => [index("meter_price_effect").on(table.projectId, table.meter, table.effectiveOn)],
);

/** What a project may transfer in a month, from a day on. */
export const transferQuotas = mysqlTable(
  "transfer_quotas",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    effectiveOn: date("effective_on", { mode: "string" }).notNull(),
    gigabytes: decimal("gigabytes", { precision: 14, scale: 3, mode: "number" }).notNull(),
    rule: mysqlEnum("rule", BANDWIDTH_RULES).notNull().default("out"),
    /** Of the line, for the 95th percentile; null where only volume is agreed. */
    megabitsPerSecond: int("megabits_per_second"),
    createdAt: instant("created_at").notNull(),
    createdBy: authId("created_by"),
  },
  (table) => [uniqueIndex("transfer_quota_effect").on(table.projectId, table.effectiveOn)],
);
