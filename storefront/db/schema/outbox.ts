import { index, int, mysqlTable, text, varchar } from "drizzle-orm/mysql-core";

import { instant, serialId } from "./columns.ts";
import { orders } from "./orders.ts";

/** Mails, written in the transaction of what causes them and sent afterwards. */
export const outbox = mysqlTable(
  "outbox",
  {
    id: serialId(),
    orderId: int("order_id").references(() => orders.id, { onDelete: "cascade" }),
    recipient: varchar("recipient", { length: 190 }).notNull(),
    subject: varchar("subject", { length: 190 }).notNull(),
    text: text("text").notNull(),
    html: text("html"),
    createdAt: instant("created_at").notNull(),
    nextAttemptAt: instant("next_attempt_at"),
    /** Given up: refused for good, or tried for a day. */
    failedAt: instant("failed_at"),
    sentAt: instant("sent_at"),
    attempts: int("attempts").notNull().default(0),
    lastError: varchar("last_error", { length: 400 }),
  },
  (table) => [index("outbox_unsent").on(table.sentAt, table.createdAt)],
);
