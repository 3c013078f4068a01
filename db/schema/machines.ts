import {
  bigint,
  boolean,
  decimal,
  index,
  int,
  mysqlEnum,
  mysqlTable,
  primaryKey,
  uniqueIndex,
  varchar,
} from "drizzle-orm/mysql-core";

import { binaryText, instant, jsonText, reference, serialId } from "./columns.ts";
import { applications, projects } from "./projects.ts";

/** web, app, db, orders, lb, other; staff may add more. The order is the way a visit travels. */
export const machineRoles = mysqlTable("machine_roles", {
  slug: binaryText("slug", { length: 40 }).primaryKey(),
  nameFr: varchar("name_fr", { length: 80 }).notNull(),
  nameEn: varchar("name_en", { length: 80 }).notNull(),
  nameEs: varchar("name_es", { length: 80 }).notNull(),
  tierOrder: int("tier_order").notNull(),
  version: int("version").notNull().default(1),
});

export const machines = mysqlTable(
  "machines",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    applicationId: reference("application_id").references(() => applications.id),
    /** Unique in its project, retired machines included. */
    name: binaryText("name", { length: 60 }).notNull(),
    role: binaryText("role", { length: 40 })
      .notNull()
      .references(() => machineRoles.slug),
    /** What distinguishes it from its twin: "maître", "copie", "secours". Free text of staff. */
    position: varchar("position", { length: 80 }).notNull().default(""),
    /** Null where nothing is contracted, as for the balancers of POPGOM. */
    contractedCpuGhz: decimal("contracted_cpu_ghz", { precision: 10, scale: 2, mode: "number" }),
    contractedMemoryBytes: bigint("contracted_memory_bytes", { mode: "number" }),
    contractedDiskBytes: bigint("contracted_disk_bytes", { mode: "number" }),
    contractedBandwidthBits: bigint("contracted_bandwidth_bits", { mode: "number" }),
    addresses: jsonText<string[]>("addresses").notNull(),
    site: varchar("site", { length: 120 }).notNull().default(""),
    consoleUrl: varchar("console_url", { length: 500 }),
    tags: jsonText<string[]>("tags").notNull(),
    simulated: boolean("simulated").notNull().default(false),
    createdAt: instant("created_at").notNull(),
    retiredAt: instant("retired_at"),
    version: int("version").notNull().default(1),
  },
  (table) => [
    uniqueIndex("machine_name").on(table.projectId, table.name),
    index("machine_application").on(table.applicationId),
  ],
);

/** A machine needs its parents to be of use: a web server its balancer, a replica its primary. */
export const machineParents = mysqlTable(
  "machine_parents",
  {
    machineId: reference("machine_id")
      .notNull()
      .references(() => machines.id),
    parentId: reference("parent_id")
      .notNull()
      .references(() => machines.id),
  },
  (table) => [primaryKey({ columns: [table.machineId, table.parentId] })],
);

export const MACHINE_STATES = ["ok", "warn", "crit", "mute", "never"] as const;

/** One row each time the state of a machine changes, written by the collector. The newest row is the state now. */
export const machineStateChanges = mysqlTable(
  "machine_state_changes",
  {
    id: serialId(),
    machineId: reference("machine_id")
      .notNull()
      .references(() => machines.id),
    at: instant("at").notNull(),
    state: mysqlEnum("state", MACHINE_STATES).notNull(),
    /** The finding of domain/machines/state.ts that decided it, with its figures; null for ok. */
    finding: jsonText<unknown>("finding"),
  },
  (table) => [index("state_machine_at").on(table.machineId, table.at)],
);
