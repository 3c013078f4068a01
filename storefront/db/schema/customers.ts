import { mysqlTable, uniqueIndex, varchar } from "drizzle-orm/mysql-core";

import { instant, serialId } from "./columns.ts";

/** Whoever bought once. A guest has no password. */
export const customers = mysqlTable(
  "customers",
  {
    id: serialId(),
    email: varchar("email", { length: 190 }).notNull(),
    name: varchar("name", { length: 120 }).notNull(),
    passwordHash: varchar("password_hash", { length: 200 }),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [uniqueIndex("customer_email").on(table.email)],
);
