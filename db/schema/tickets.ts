import {
  boolean,
  index,
  int,
  mediumtext,
  mysqlEnum,
  mysqlTable,
  primaryKey,
  text,
  uniqueIndex,
  varchar,
} from "drizzle-orm/mysql-core";

import { authId, binaryText, instant, jsonText, mediumBlob, reference, serialId } from "./columns.ts";
import { incidents } from "./incidents.ts";
import { interventions } from "./interventions.ts";
import { machines } from "./machines.ts";
import { applications, projects } from "./projects.ts";

export const TICKET_KINDS = ["incident", "request", "question", "problem"] as const;
export const TICKET_STATES = ["new", "open", "waiting_client", "waiting_third", "resolved", "closed"] as const;
/** How much is touched, how long it can wait; the priority, 1 to 4, follows from both (domain/tickets/priority.ts). */
export const TICKET_LEVELS = ["high", "medium", "low"] as const;
export const TICKET_SOURCES = ["page", "mail", "incident", "api"] as const;
export const TICKET_SIDES = ["client", "staff", "platform"] as const;
export const TICKET_ENTRY_KINDS = ["message", "note", "change", "window"] as const;
export const TICKET_LINK_KINDS = ["duplicate_of", "caused_by", "part_of", "related_to"] as const;

/** Who takes tickets together. */
export const teams = mysqlTable("teams", {
  id: serialId(),
  name: varchar("name", { length: 80 }).notNull().unique(),
});

/** Staff who are told of what nobody of their team has taken. */
export const teamMembers = mysqlTable(
  "team_members",
  {
    teamId: reference("team_id")
      .notNull()
      .references(() => teams.id),
    userId: authId("user_id").notNull(),
  },
  (table) => [primaryKey({ columns: [table.teamId, table.userId] })],
);

/** A ticket. Its number is its id. */
export const tickets = mysqlTable(
  "tickets",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    kind: mysqlEnum("kind", TICKET_KINDS).notNull(),
    subject: varchar("subject", { length: 190 }).notNull(),
    state: mysqlEnum("state", TICKET_STATES).notNull().default("new"),
    impact: mysqlEnum("impact", TICKET_LEVELS).notNull(),
    urgency: mysqlEnum("urgency", TICKET_LEVELS).notNull(),
    /** 1, the most pressing, to 4. */
    priority: int("priority").notNull(),
    /** What the client answered; null where nobody asked. */
    stopsSales: boolean("stops_sales"),
    since: instant("since"),
    source: mysqlEnum("source", TICKET_SOURCES).notNull(),
    /** Who asks: a user, or a contact without a login; neither where the platform opened it. */
    requesterId: authId("requester_id"),
    requesterContactId: reference("requester_contact_id"),
    requesterName: varchar("requester_name", { length: 190 }).notNull(),
    requesterEmail: varchar("requester_email", { length: 190 }),
    requesterSide: mysqlEnum("requester_side", TICKET_SIDES).notNull(),
    assigneeId: authId("assignee_id"),
    teamId: reference("team_id").references(() => teams.id),
    applicationId: reference("application_id").references(() => applications.id),
    incidentId: reference("incident_id").references(() => incidents.id),
    interventionId: reference("intervention_id").references(() => interventions.id),
    /** Where its thread goes on; set once, by a merge. */
    mergedIntoId: reference("merged_into_id"),
    createdAt: instant("created_at").notNull(),
    /** Of the last entry of any kind, and of the last that the client reads. */
    lastEntryAt: instant("last_entry_at").notNull(),
    lastPublicAt: instant("last_public_at").notNull(),
    /** Whose public message is the last one. */
    lastPublicSide: mysqlEnum("last_public_side", TICKET_SIDES).notNull(),
    firstRespondedAt: instant("first_responded_at"),
    resolvedAt: instant("resolved_at"),
    closedAt: instant("closed_at"),
    version: int("version").notNull().default(1),
  },
  (table) => [
    index("ticket_project").on(table.projectId, table.state, table.lastEntryAt),
    /** Lists that begin with the newest word: of everybody, and of one project. */
    index("ticket_news").on(table.lastPublicAt),
    index("ticket_project_news").on(table.projectId, table.lastPublicAt),
    index("ticket_assignee").on(table.assigneeId, table.state),
    index("ticket_incident").on(table.incidentId),
    index("ticket_intervention").on(table.interventionId),
  ],
);

/** The thread: messages, notes among staff, changes, kept windows. Nothing is ever taken away. */
export const ticketEntries = mysqlTable(
  "ticket_entries",
  {
    id: serialId(),
    ticketId: reference("ticket_id")
      .notNull()
      .references(() => tickets.id),
    at: instant("at").notNull(),
    kind: mysqlEnum("kind", TICKET_ENTRY_KINDS).notNull(),
    /** Whether the client reads it. A note never is. */
    isPublic: boolean("is_public").notNull(),
    /** Plain text with Markdown's simplest marks; empty for changes. */
    text: mediumtext("text").notNull(),
    /** Of a change: what, from, to. */
    data: jsonText<Record<string, unknown>>("data"),
    side: mysqlEnum("side", TICKET_SIDES).notNull(),
    authorId: authId("author_id"),
    authorName: varchar("author_name", { length: 190 }).notNull(),
    /** The mail it came by. */
    inboundMailId: reference("inbound_mail_id"),
    /** Made by the sender's page: a form that is sent twice writes once. */
    sendKey: binaryText("send_key", { length: 40 }),
  },
  (table) => [
    index("ticket_entry_order").on(table.ticketId, table.at, table.id),
    // The key first: a form that opens a ticket asks by its key alone.
    uniqueIndex("ticket_entry_send_key").on(table.sendKey, table.ticketId),
  ],
);

export const ticketMachines = mysqlTable(
  "ticket_machines",
  {
    ticketId: reference("ticket_id")
      .notNull()
      .references(() => tickets.id),
    machineId: reference("machine_id")
      .notNull()
      .references(() => machines.id),
  },
  (table) => [primaryKey({ columns: [table.ticketId, table.machineId] })],
);

/** Who is told of every public entry (staff: of notes too). */
export const ticketWatchers = mysqlTable(
  "ticket_watchers",
  {
    ticketId: reference("ticket_id")
      .notNull()
      .references(() => tickets.id),
    userId: authId("user_id").notNull(),
    since: instant("since").notNull(),
  },
  (table) => [primaryKey({ columns: [table.ticketId, table.userId] }), index("ticket_watcher_user").on(table.userId)],
);

export const ticketTags = mysqlTable(
  "ticket_tags",
  {
    ticketId: reference("ticket_id")
      .notNull()
      .references(() => tickets.id),
    tag: varchar("tag", { length: 40 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.ticketId, table.tag] }), index("ticket_tag").on(table.tag)],
);

/** "ticket is KIND other". */
export const ticketLinks = mysqlTable(
  "ticket_links",
  {
    ticketId: reference("ticket_id")
      .notNull()
      .references(() => tickets.id),
    otherId: reference("other_id")
      .notNull()
      .references(() => tickets.id),
    kind: mysqlEnum("kind", TICKET_LINK_KINDS).notNull(),
    at: instant("at").notNull(),
    authorName: varchar("author_name", { length: 190 }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ticketId, table.otherId, table.kind] }),
    index("ticket_link_other").on(table.otherId),
  ],
);

export const ticketChecklist = mysqlTable(
  "ticket_checklist",
  {
    id: serialId(),
    ticketId: reference("ticket_id")
      .notNull()
      .references(() => tickets.id),
    position: int("position").notNull(),
    text: varchar("text", { length: 300 }).notNull(),
    doneAt: instant("done_at"),
    doneByName: varchar("done_by_name", { length: 190 }),
  },
  (table) => [index("ticket_checklist_order").on(table.ticketId, table.position)],
);

/** Work done, by day. A correction is a row with negative seconds. */
export const ticketTime = mysqlTable(
  "ticket_time",
  {
    id: serialId(),
    ticketId: reference("ticket_id")
      .notNull()
      .references(() => tickets.id),
    seconds: int("seconds").notNull(),
    note: varchar("note", { length: 300 }).notNull().default(""),
    authorId: authId("author_id").notNull(),
    authorName: varchar("author_name", { length: 190 }).notNull(),
    at: instant("at").notNull(),
  },
  (table) => [index("ticket_time_ticket").on(table.ticketId)],
);

/** What the client said of it at the end: 1 to 5. */
export const ticketSatisfactions = mysqlTable("ticket_satisfactions", {
  ticketId: reference("ticket_id")
    .primaryKey()
    .references(() => tickets.id),
  rating: int("rating").notNull(),
  comment: text("comment").notNull(),
  authorId: authId("author_id"),
  authorName: varchar("author_name", { length: 190 }).notNull(),
  at: instant("at").notNull(),
});

/** What somebody is writing, kept while they type. */
export const ticketDrafts = mysqlTable(
  "ticket_drafts",
  {
    /** 0: the ticket that is being opened. */
    ticketId: reference("ticket_id").notNull(),
    projectId: reference("project_id").notNull(),
    userId: authId("user_id").notNull(),
    isPublic: boolean("is_public").notNull(),
    text: mediumtext("text").notNull(),
    /** The other fields of the form. */
    fields: jsonText<Record<string, string>>("fields"),
    savedAt: instant("saved_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.projectId, table.ticketId] })],
);

/** Answers that are written once; {{requester}}, {{number}} and the like are filled in. */
export const cannedReplies = mysqlTable("canned_replies", {
  id: serialId(),
  name: varchar("name", { length: 120 }).notNull(),
  locale: varchar("locale", { length: 5 }).notNull(),
  text: text("text").notNull(),
  version: int("version").notNull().default(1),
});

/** A question put to the list of tickets, kept under a name. */
export const ticketViews = mysqlTable(
  "ticket_views",
  {
    id: serialId(),
    ownerId: authId("owner_id").notNull(),
    /** Shared among staff. */
    isShared: boolean("is_shared").notNull().default(false),
    name: varchar("name", { length: 80 }).notNull(),
    question: jsonText<Record<string, string | string[]>>("question").notNull(),
  },
  (table) => [index("ticket_view_owner").on(table.ownerId)],
);

/**
 * A stretch of time as it was when the ticket was opened: charts, incidents, interventions and orders, kept for ever.
 * `picture` is gzipped JSON (domain/tickets/kept-window.ts).
 */
export const ticketWindows = mysqlTable(
  "ticket_windows",
  {
    id: serialId(),
    ticketId: reference("ticket_id")
      .notNull()
      .references(() => tickets.id),
    entryId: reference("entry_id")
      .notNull()
      .references(() => ticketEntries.id),
    from: instant("from_at").notNull(),
    to: instant("to_at").notNull(),
    frozenAt: instant("frozen_at").notNull(),
    picture: mediumBlob("picture").notNull(),
  },
  (table) => [index("ticket_window_ticket").on(table.ticketId)],
);

/**
 * What the search reads: a ticket's subject, messages and names of attachments as one text, so that words that stand in
 * different messages find it together. Written again in the transaction of each entry. FULLTEXT indexes on both columns
 * stand in the migration by hand.
 */
export const ticketWords = mysqlTable("ticket_words", {
  ticketId: reference("ticket_id")
    .primaryKey()
    .references(() => tickets.id),
  /** What the client may find. */
  publicText: mediumtext("public_text").notNull(),
  /** The same with the notes among staff. */
  fullText: mediumtext("full_text").notNull(),
});
