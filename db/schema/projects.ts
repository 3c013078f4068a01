import { bigint, date, decimal, index, int, mysqlTable, text, uniqueIndex, varchar } from "drizzle-orm/mysql-core";

import { clients } from "./clients.ts";
import { authId, binaryText, instant, reference, serialId } from "./columns.ts";

export const projects = mysqlTable("projects", {
  id: serialId(),
  clientId: reference("client_id")
    .notNull()
    .references(() => clients.id),
  slug: binaryText("slug", { length: 60 }).notNull().unique(),
  name: varchar("name", { length: 190 }).notNull(),
  /** What the project does, in the client's words: "pneus en ligne". */
  summary: varchar("summary", { length: 190 }).notNull().default(""),
  /** IANA name; months of availability and reports run in it. */
  timeZone: varchar("time_zone", { length: 60 }).notNull().default("Europe/Paris"),
  /** The users of better-auth; not foreign keys, because identity.ts refers to this file. */
  projectManagerId: authId("project_manager_id"),
  deputyManagerId: authId("deputy_manager_id"),
  createdAt: instant("created_at").notNull(),
  retiredAt: instant("retired_at"),
  version: int("version").notNull().default(1),
});

export const applications = mysqlTable(
  "applications",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    slug: binaryText("slug", { length: 60 }).notNull(),
    name: varchar("name", { length: 190 }).notNull(),
    createdAt: instant("created_at").notNull(),
    retiredAt: instant("retired_at"),
    version: int("version").notNull().default(1),
  },
  (table) => [uniqueIndex("application_slug").on(table.projectId, table.slug)],
);

/** The contracted CPU, RAM and disk of an application, from a day on; the newest row in effect counts. */
export const pools = mysqlTable(
  "pools",
  {
    id: serialId(),
    applicationId: reference("application_id")
      .notNull()
      .references(() => applications.id),
    cpuGhz: decimal("cpu_ghz", { precision: 10, scale: 2, mode: "number" }).notNull(),
    memoryBytes: bigint("memory_bytes", { mode: "number" }).notNull(),
    diskBytes: bigint("disk_bytes", { mode: "number" }).notNull(),
    effectiveOn: date("effective_on", { mode: "string" }).notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: authId("created_by"),
  },
  (table) => [uniqueIndex("pool_effect").on(table.applicationId, table.effectiveOn)],
);

/** What the contract promises, from a day on; the newest row in effect counts. How soon tickets are answered: desk_terms. */
export const contractTerms = mysqlTable(
  "contract_terms",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    effectiveOn: date("effective_on", { mode: "string" }).notNull(),
    /** 0.998 for 99.8 % a month. */
    availabilityTarget: decimal("availability_target", { precision: 8, scale: 6, mode: "number" }).notNull(),
    maintenanceNoticeDays: int("maintenance_notice_days").notNull(),
    /** "24/7", or hours in the project's time zone: "Mo-Fr 08:00-19:00". */
    supportHours: varchar("support_hours", { length: 120 }).notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: authId("created_by"),
  },
  (table) => [uniqueIndex("terms_effect").on(table.projectId, table.effectiveOn)],
);

/** A person without a login: who to call, when, and in which order. */
export const contacts = mysqlTable(
  "contacts",
  {
    id: serialId(),
    clientId: reference("client_id")
      .notNull()
      .references(() => clients.id),
    projectId: reference("project_id").references(() => projects.id),
    name: varchar("name", { length: 190 }).notNull(),
    role: varchar("role", { length: 190 }).notNull().default(""),
    telephone: varchar("telephone", { length: 40 }),
    email: varchar("email", { length: 190 }),
    hours: varchar("hours", { length: 190 }).notNull().default(""),
    callingOrder: int("calling_order").notNull().default(1),
    note: text("note"),
    version: int("version").notNull().default(1),
  },
  (table) => [index("contact_client").on(table.clientId, table.callingOrder)],
);
