import { mysqlEnum, mysqlTable } from "drizzle-orm/mysql-core";

import { clients } from "./clients.ts";
import { authId, instant, reference } from "./columns.ts";

/** As whom a session of staff looks for a while; a row only while it does. */
export const sessionViews = mysqlTable("session_views", {
  sessionId: authId("session_id").primaryKey(),
  clientId: reference("client_id")
    .notNull()
    .references(() => clients.id),
  role: mysqlEnum("role", ["client_admin", "approver", "viewer"]).notNull(),
  since: instant("since").notNull(),
});
