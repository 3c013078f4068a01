import { index, int, mysqlEnum, mysqlTable } from "drizzle-orm/mysql-core";

import { binaryText, instant } from "./columns.ts";

export const TEST_PAYMENT_STATES = ["open", "challenged", "succeeded", "refused", "abandoned", "refunded"] as const;

/** The test provider's own books: the shop's code reads them only through the provider's interface. */
export const testPayments = mysqlTable(
  "test_payments",
  {
    reference: binaryText("reference", { length: 64 }).primaryKey(),
    orderNumber: binaryText("order_number", { length: 16 }).notNull(),
    amountCents: int("amount_cents").notNull(),
    state: mysqlEnum("state", TEST_PAYMENT_STATES).notNull().default("open"),
    /** When the shop is to be told how it ended; null when it was told, or there is nothing to tell yet. */
    tellAt: instant("tell_at"),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [index("test_payment_tell").on(table.tellAt)],
);
