import { char, index, mysqlTable, uniqueIndex, varchar } from "drizzle-orm/mysql-core";

import { instant, serialId } from "./columns.ts";

/** The owner's open sessions. The cookie holds a token; its row is found under the shop's secret and the password of now. */
export const ownerSessions = mysqlTable(
  "owner_sessions",
  {
    id: serialId(),
    tokenHash: char("token_hash", { length: 64 }).notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [uniqueIndex("owner_session_token").on(table.tokenHash)],
);

/** Passwords that were tried, in rows so that several processes count together. */
export const ownerAttempts = mysqlTable(
  "owner_attempts",
  {
    id: serialId(),
    address: varchar("address", { length: 64 }).notNull(),
    at: instant("at").notNull(),
  },
  (table) => [index("owner_attempt_address").on(table.address, table.at)],
);
