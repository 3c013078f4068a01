import { boolean, index, int, mysqlEnum, mysqlTable, primaryKey, uniqueIndex, varchar } from "drizzle-orm/mysql-core";

import { authId, binaryText, instant, jsonText, reference, serialId } from "./columns.ts";
import { incidentEntries, incidents } from "./incidents.ts";
import { TICKET_SIDES, tickets, ticketWindows } from "./tickets.ts";

/**
 * Windows that are to be kept, written with what asks for them; `ticket_windows` has what was read. One that could not be
 * read is tried again, so that a ticket never waits for its measures.
 */
export const ticketWindowRequests = mysqlTable(
  "ticket_window_requests",
  {
    id: serialId(),
    ticketId: reference("ticket_id")
      .notNull()
      .references(() => tickets.id),
    /** Of the ticket: whoever asks twice keeps one. */
    onceKey: binaryText("once_key", { length: 60 }).notNull(),
    /** None: all machines of the project. */
    machineIds: jsonText<number[]>("machine_ids").notNull(),
    /** [from, to); null: up to the present, read again until somebody says where it ends. */
    from: instant("from_at").notNull(),
    to: instant("to_at"),
    /** The instant that it is about. */
    about: instant("about_at").notNull(),
    isPublic: boolean("is_public").notNull(),
    side: mysqlEnum("side", TICKET_SIDES).notNull(),
    authorId: authId("author_id"),
    authorName: varchar("author_name", { length: 190 }).notNull(),
    requestedAt: instant("requested_at").notNull(),
    dueAt: instant("due_at").notNull(),
    /** In a row; how often it could not be read. */
    failures: int("failures").notNull().default(0),
    windowId: reference("window_id").references(() => ticketWindows.id),
    /** Nothing more is to be read. */
    settledAt: instant("settled_at"),
  },
  (table) => [
    uniqueIndex("ticket_window_once").on(table.ticketId, table.onceKey),
    index("ticket_window_due").on(table.settledAt, table.dueAt),
  ],
);

/** The ticket of an incident: one, however often the job looks. Several incidents of one cause may share it. */
export const ticketIncidents = mysqlTable(
  "ticket_incidents",
  {
    incidentId: reference("incident_id")
      .primaryKey()
      .references(() => incidents.id),
    ticketId: reference("ticket_id")
      .notNull()
      .references(() => tickets.id),
    since: instant("since").notNull(),
    /** The last of the incident's entries that the thread tells. */
    toldEntryId: reference("told_entry_id").references(() => incidentEntries.id),
  },
  (table) => [index("ticket_incident_ticket").on(table.ticketId)],
);

/** What in a kept window was unlike its usual (domain/tickets/signature.ts): what similar tickets are found by. */
export const ticketSignatures = mysqlTable(
  "ticket_signatures",
  {
    windowId: reference("window_id")
      .primaryKey()
      .references(() => ticketWindows.id),
    ticketId: reference("ticket_id")
      .notNull()
      .references(() => tickets.id),
    projectId: reference("project_id").notNull(),
    at: instant("at").notNull(),
    signature: jsonText<unknown>("signature").notNull(),
  },
  (table) => [index("ticket_signature_project").on(table.projectId, table.at)],
);

/** Somebody said that the one has nothing to do with the other: it is not shown beside it again. */
export const ticketUnrelated = mysqlTable(
  "ticket_unrelated",
  {
    ticketId: reference("ticket_id")
      .notNull()
      .references(() => tickets.id),
    otherId: reference("other_id")
      .notNull()
      .references(() => tickets.id),
    at: instant("at").notNull(),
    authorId: authId("author_id").notNull(),
    authorName: varchar("author_name", { length: 190 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.ticketId, table.otherId] })],
);
