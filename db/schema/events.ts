import { bigint, index, mysqlTable, varchar } from "drizzle-orm/mysql-core";

import { authId, instant, jsonText, reference } from "./columns.ts";

/**
 * What happened, written in the transaction that made it happen, read by cursor by jobs and by every extranet.
 * The types of `data` stand in each concept's events.ts. Readers must expect ids to appear out of order for a
 * moment (a transaction takes its id before it commits): domain/events/cursor says how.
 */
export const events = mysqlTable(
  "events",
  {
    id: bigint("id", { mode: "number" }).autoincrement().primaryKey(),
    at: instant("at").notNull(),
    /** concept.past-tense: "membership.revoked", "machine.state-changed". */
    type: varchar("type", { length: 80 }).notNull(),
    clientId: reference("client_id"),
    projectId: reference("project_id"),
    actorId: authId("actor_id"),
    data: jsonText<Record<string, unknown>>("data").notNull(),
  },
  (table) => [index("event_project").on(table.projectId, table.id), index("event_at").on(table.at)],
);
