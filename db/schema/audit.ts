import { bigint, index, mysqlTable, varchar } from "drizzle-orm/mysql-core";

import { authId, instant, jsonText, reference } from "./columns.ts";

/** Who did what, on what, from where, when. Triggers refuse UPDATE and DELETE (hand-written migration). */
export const auditEntries = mysqlTable(
  "audit_entries",
  {
    id: bigint("id", { mode: "number" }).autoincrement().primaryKey(),
    at: instant("at").notNull(),
    /** Null for the system and for people who are not signed in. */
    actorId: authId("actor_id"),
    /** As the actor was called then; users may be renamed. */
    actorName: varchar("actor_name", { length: 190 }).notNull(),
    /** concept.verb: "machine.rename", "session.sign-in". */
    action: varchar("action", { length: 80 }).notNull(),
    subjectType: varchar("subject_type", { length: 40 }).notNull(),
    subjectId: varchar("subject_id", { length: 60 }).notNull(),
    subjectName: varchar("subject_name", { length: 190 }).notNull().default(""),
    clientId: reference("client_id"),
    projectId: reference("project_id"),
    address: varchar("address", { length: 64 }),
    detail: jsonText<Record<string, unknown>>("detail").notNull(),
  },
  (table) => [index("audit_at").on(table.at), index("audit_client").on(table.clientId, table.at)],
);
