import { decimal, index, int, mysqlEnum, mysqlTable, text, uniqueIndex, varchar } from "drizzle-orm/mysql-core";

import { checks } from "./checks.ts";
import { authId, binaryText, epochMs, instant, reference, serialId } from "./columns.ts";
import { machines } from "./machines.ts";
import { projects } from "./projects.ts";

const VERDICTS = ["up", "degraded", "down", "maintenance", "unapproved_maintenance", "unmonitored"] as const;

/** What a project promises to its users, in business words: the purchase journey, the order tracking. */
export const services = mysqlTable(
  "services",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    slug: binaryText("slug", { length: 60 }).notNull(),
    name: varchar("name", { length: 120 }).notNull(),
    /** How many of its parts must answer for it to be up. */
    quorum: int("quorum").notNull().default(1),
    /** 0.998 for 99.8 % a month. */
    promisedRatio: decimal("promised_ratio", { precision: 8, scale: 6, mode: "number" }).notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [uniqueIndex("service_slug").on(table.projectId, table.slug)],
);

/** What a service is judged by: a check or a machine, one of the two a row. */
export const serviceParts = mysqlTable(
  "service_parts",
  {
    id: serialId(),
    serviceId: reference("service_id")
      .notNull()
      .references(() => services.id),
    checkId: reference("check_id").references(() => checks.id),
    machineId: reference("machine_id").references(() => machines.id),
  },
  (table) => [
    uniqueIndex("service_check").on(table.serviceId, table.checkId),
    uniqueIndex("service_machine").on(table.serviceId, table.machineId),
  ],
);

/** Planned work on a project. Only what was announced and approved in time excuses downtime. */
export const maintenanceWindows = mysqlTable(
  "maintenance_windows",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    /** The intervention that it stands for; null for one that was recorded by itself. */
    interventionId: reference("intervention_id").unique(),
    title: varchar("title", { length: 190 }).notNull(),
    /** Epoch milliseconds, [from, to); no end yet is null. */
    from: epochMs("from_ms").notNull(),
    to: epochMs("to_ms"),
    /** When the client was told; null where that was with the request for approval. */
    announcedAt: epochMs("announced_at_ms"),
    approvedAt: epochMs("approved_at_ms"),
    /** A window that was called off excuses nothing. */
    cancelledAt: epochMs("cancelled_at_ms"),
  },
  (table) => [index("maintenance_project").on(table.projectId, table.from)],
);

/** Staff's word against that of the checks. Rows are never changed: a later one on the same time counts instead. */
export const reclassifications = mysqlTable(
  "reclassifications",
  {
    id: serialId(),
    serviceId: reference("service_id")
      .notNull()
      .references(() => services.id),
    /** Epoch milliseconds, [from, to). */
    from: epochMs("from_ms").notNull(),
    to: epochMs("to_ms").notNull(),
    verdict: mysqlEnum("verdict", VERDICTS).notNull(),
    reason: text("reason").notNull(),
    authorId: authId("author_id"),
    /** As the author was called then. */
    authorName: varchar("author_name", { length: 190 }).notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [index("reclassification_service").on(table.serviceId, table.from)],
);

/** The client's word against a verdict, and the answer to it. */
export const contests = mysqlTable(
  "contests",
  {
    id: serialId(),
    serviceId: reference("service_id")
      .notNull()
      .references(() => services.id),
    /** Epoch milliseconds, [from, to). */
    from: epochMs("from_ms").notNull(),
    to: epochMs("to_ms").notNull(),
    text: text("text").notNull(),
    authorId: authId("author_id"),
    authorName: varchar("author_name", { length: 190 }).notNull(),
    createdAt: instant("created_at").notNull(),
    answer: text("answer"),
    answeredById: authId("answered_by_id"),
    answeredByName: varchar("answered_by_name", { length: 190 }),
    answeredAt: instant("answered_at"),
  },
  (table) => [index("contest_service").on(table.serviceId, table.from)],
);
