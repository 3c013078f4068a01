import { index, int, mysqlTable, text, varchar } from "drizzle-orm/mysql-core";

import { instant, serialId } from "./columns.ts";

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
    createdAt: instant("created_at").notNull(),
    attempts: int("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at").notNull(),
    sentAt: instant("sent_at"),
    /** Set when no further attempt will be made. */
    failedAt: instant("failed_at"),
    lastError: varchar("last_error", { length: 500 }),
  },
  (table) => [index("outbox_due").on(table.sentAt, table.failedAt, table.nextAttemptAt)],
);
