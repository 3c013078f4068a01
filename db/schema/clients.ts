import { int, mysqlTable, varchar } from "drizzle-orm/mysql-core";

import { binaryText, instant, serialId } from "./columns.ts";

export const clients = mysqlTable("clients", {
  id: serialId(),
  slug: binaryText("slug", { length: 60 }).notNull().unique(),
  name: varchar("name", { length: 190 }).notNull(),
  createdAt: instant("created_at").notNull(),
  retiredAt: instant("retired_at"),
  /** Optimistic lock: every update names the version it read. */
  version: int("version").notNull().default(1),
});

/** The provider itself: one row. What every page and every report says of who runs the platform. */
export const providers = mysqlTable("providers", {
  id: serialId(),
  name: varchar("name", { length: 190 }).notNull(),
  /** The number for emergencies, 24 hours a day. */
  emergencyTelephone: varchar("emergency_telephone", { length: 40 }),
  email: varchar("email", { length: 190 }),
  version: int("version").notNull().default(1),
});
