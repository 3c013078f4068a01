import { index, int, mysqlEnum, mysqlTable, primaryKey, text, uniqueIndex, varchar } from "drizzle-orm/mysql-core";

import { authId, binaryText, instant, jsonText, reference, serialId } from "./columns.ts";

/**
 * Mails to send, written in the transaction that causes them. The Message-ID is made with the row, so that a
 * crash between sending and noting it sends the same mail again under the same name.
 */
export const outboxMails = mysqlTable(
  "outbox_mails",
  {
    id: serialId(),
    messageId: varchar("message_id", { length: 190 }).notNull().unique(),
    toAddress: varchar("to_address", { length: 190 }).notNull(),
    toName: varchar("to_name", { length: 190 }).notNull().default(""),
    locale: varchar("locale", { length: 5 }).notNull(),
    subject: varchar("subject", { length: 300 }).notNull(),
    textBody: text("text_body").notNull(),
    htmlBody: text("html_body"),
    /** Where a POST ends what the mail belongs to, for mail programs that offer it (RFC 8058); null for letters to one person. */
    unsubscribeUrl: varchar("unsubscribe_url", { length: 500 }),
    /** One thread per ticket in mail programs: Message-IDs, the ticket's first and the last before this one. */
    references: varchar("references_ids", { length: 900 }),
    /** Where an answer goes: the ticket's own address. */
    replyTo: varchar("reply_to", { length: 190 }),
    /** What wrote it (RFC 3834): the platform, the platform in answer to a mail, or a person whose words it carries. */
    origin: mysqlEnum("origin", ["generated", "replied", "written"]).notNull().default("generated"),
    /** The entry of a ticket that it carries: its page shows what became of it. */
    ticketEntryId: reference("ticket_entry_id"),
    /** The edition of a report whose PDF goes with it. */
    reportEditionId: reference("report_edition_id"),
    createdAt: instant("created_at").notNull(),
    attempts: int("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at").notNull(),
    sentAt: instant("sent_at"),
    /** Set when no further attempt will be made. */
    failedAt: instant("failed_at"),
    lastError: varchar("last_error", { length: 500 }),
  },
  (table) => [
    index("outbox_due").on(table.sentAt, table.failedAt, table.nextAttemptAt),
    index("outbox_entry").on(table.ticketEntryId),
  ],
);

/** What a user is told, in one place, live: written in the transaction that causes it, once by its key. */
export const notifications = mysqlTable(
  "notifications",
  {
    id: serialId(),
    userId: authId("user_id").notNull(),
    /** "ticket-entry:812": what it tells, so that nothing is told twice. */
    onceKey: binaryText("once_key", { length: 120 }).notNull(),
    /** "ticket.replied": as events are named. Its words are made in the user's language when it is read. */
    kind: varchar("kind", { length: 80 }).notNull(),
    projectId: reference("project_id"),
    /** Path of the page that shows it, on the extranet. */
    path: varchar("path", { length: 300 }).notNull(),
    data: jsonText<Record<string, unknown>>("data").notNull(),
    at: instant("at").notNull(),
    readAt: instant("read_at"),
    /** The mail or digest that told it. */
    mailedAt: instant("mailed_at"),
  },
  (table) => [
    uniqueIndex("notification_once").on(table.userId, table.onceKey),
    index("notification_user").on(table.userId, table.readAt, table.id),
    index("notification_at").on(table.at),
  ],
);

/** How a user wants to be told of a group of events; a row only where it is not the default. */
export const notificationChoices = mysqlTable(
  "notification_choices",
  {
    userId: authId("user_id").notNull(),
    /** "tickets", "interventions", "incidents", "knowledge", "updates", "reports". */
    topic: varchar("topic", { length: 40 }).notNull(),
    mail: mysqlEnum("mail", ["at_once", "digest", "never"]).notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.topic] })],
);

/** The days on which a user was sent what they had not read: a day, one mail. */
export const notificationDigests = mysqlTable(
  "notification_digests",
  {
    userId: authId("user_id").notNull(),
    /** The day in the user's time zone, "2026-11-22". */
    on: varchar("on_day", { length: 10 }).notNull(),
    at: instant("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.on] })],
);
