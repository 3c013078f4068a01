import { boolean, index, int, mysqlEnum, mysqlTable, text, varchar } from "drizzle-orm/mysql-core";

import { checkStates, checks } from "./checks.ts";
import { authId, instant, reference, serialId } from "./columns.ts";
import { projects } from "./projects.ts";

export const INCIDENT_IMPACTS = ["down", "degraded"] as const;
export const INCIDENT_ENTRY_KINDS = ["opened", "again", "recovered", "update", "note", "closed"] as const;

/** A period in which a service was degraded or down, and what was said and found about it. */
export const incidents = mysqlTable(
  "incidents",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    title: varchar("title", { length: 160 }).notNull(),
    impact: mysqlEnum("impact", INCIDENT_IMPACTS).notNull(),
    startedAt: instant("started_at").notNull(),
    /** When the service was well again; null while it is not. */
    recoveredAt: instant("recovered_at"),
    /** Closed by people, with a summary. */
    closedAt: instant("closed_at"),
    cause: text("cause"),
    summary: text("summary"),
    /** The check that opened it, and the last of its changes that this incident has told; null for one opened by hand. */
    checkId: reference("check_id").references(() => checks.id),
    toldStateId: reference("told_state_id").references(() => checkStates.id),
    version: int("version").notNull().default(1),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    index("incident_project").on(table.projectId, table.startedAt),
    index("incident_check").on(table.checkId),
  ],
);

/** What happened in an incident, in order. Nothing is ever changed or taken away. */
export const incidentEntries = mysqlTable(
  "incident_entries",
  {
    id: serialId(),
    incidentId: reference("incident_id")
      .notNull()
      .references(() => incidents.id),
    at: instant("at").notNull(),
    kind: mysqlEnum("kind", INCIDENT_ENTRY_KINDS).notNull(),
    text: text("text"),
    /** Null where the platform saw it. */
    authorId: authId("author_id"),
    authorName: varchar("author_name", { length: 190 }),
    /** Whether the client reads it. */
    isPublic: boolean("is_public").notNull(),
  },
  (table) => [index("incident_entry_order").on(table.incidentId, table.at, table.id)],
);
