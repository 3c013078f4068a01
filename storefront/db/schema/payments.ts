import { index, int, mysqlEnum, mysqlTable, uniqueIndex, varchar } from "drizzle-orm/mysql-core";

import { binaryText, instant, serialId } from "./columns.ts";
import { orders } from "./orders.ts";

export const PAYMENT_STATES = [
  "pending",
  "challenged",
  "paid",
  "refused",
  "abandoned",
  "refund_due",
  "refunded",
] as const;

/** One attempt to pay an order; the provider's reference makes its callbacks idempotent. */
export const payments = mysqlTable(
  "payments",
  {
    id: serialId(),
    orderId: int("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    providerRef: binaryText("provider_ref", { length: 64 }).notNull(),
    state: mysqlEnum("state", PAYMENT_STATES).notNull().default("pending"),
    amountCents: int("amount_cents").notNull(),
    reason: varchar("reason", { length: 120 }),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    uniqueIndex("payment_reference").on(table.providerRef),
    index("payment_order").on(table.orderId),
    // The worker that gives money back asks every other second.
    index("payment_state").on(table.state),
  ],
);
