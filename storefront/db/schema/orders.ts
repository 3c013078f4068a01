import {
  boolean,
  index,
  int,
  mysqlEnum,
  mysqlTable,
  primaryKey,
  smallint,
  uniqueIndex,
  varchar,
} from "drizzle-orm/mysql-core";

import { COUNTRIES, centres } from "./centres.ts";
import { binaryText, instant, serialId } from "./columns.ts";
import { customers } from "./customers.ts";
import { products } from "./products.ts";

export const LANGUAGES = ["fr", "es"] as const;

export const ORDER_STATUSES = [
  "placed",
  "paid",
  "ordered",
  "shipped",
  "delivered",
  "confirmed",
  "fitted",
  "closed",
  "cancelled",
  "refunded",
] as const;

/** An order as it was placed: addresses and prices are those of that moment. */
export const orders = mysqlTable(
  "orders",
  {
    id: serialId(),
    /** What the shopper is told: "PG-7K2M-9QXA", random. */
    number: binaryText("number", { length: 16 }).notNull(),
    /** Where it was filled; baskets are forgotten, so nothing holds on to theirs. */
    basketId: int("basket_id"),
    customerId: int("customer_id").references(() => customers.id),
    email: varchar("email", { length: 190 }).notNull(),
    name: varchar("name", { length: 120 }).notNull(),
    phone: varchar("phone", { length: 40 }),
    address: varchar("address", { length: 160 }).notNull(),
    postcode: varchar("postcode", { length: 10 }).notNull(),
    town: varchar("town", { length: 80 }).notNull(),
    language: mysqlEnum("language", LANGUAGES).notNull(),
    /** Of the address: decides the VAT. */
    country: mysqlEnum("country", COUNTRIES).notNull(),
    centreId: int("centre_id").references(() => centres.id),
    /** Beginning of the appointment. */
    slotAt: instant("slot_at"),
    netCents: int("net_cents").notNull(),
    vatCents: int("vat_cents").notNull(),
    totalCents: int("total_cents").notNull(),
    status: mysqlEnum("status", ORDER_STATUSES).notNull().default("placed"),
    /** Bought by a check with the hidden product: in no figure of sales. */
    isTest: boolean("is_test").notNull().default(false),
    placedAt: instant("placed_at").notNull(),
    paidAt: instant("paid_at"),
  },
  (table) => [
    uniqueIndex("order_number").on(table.number),
    index("order_email").on(table.email),
    index("order_basket").on(table.basketId),
    index("order_placed").on(table.placedAt),
    index("order_status").on(table.status, table.placedAt),
    index("order_slot").on(table.centreId, table.slotAt),
  ],
);

/** What was bought: tyres, and their fitting where productId is null. */
export const orderLines = mysqlTable(
  "order_lines",
  {
    orderId: int("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    position: smallint("position").notNull(),
    productId: int("product_id").references(() => products.id),
    /** As the product was called then. */
    title: varchar("title", { length: 190 }).notNull(),
    quantity: smallint("quantity").notNull(),
    unitCents: int("unit_cents").notNull(),
    netCents: int("net_cents").notNull(),
    /** Rounded to the cent on this line. */
    vatCents: int("vat_cents").notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.position] })],
);

/** Milestones as the shopper sees them. */
export const orderSteps = mysqlTable(
  "order_steps",
  {
    orderId: int("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    step: varchar("step", { length: 40 }).notNull(),
    at: instant("at").notNull(),
    note: varchar("note", { length: 400 }),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.step, table.at] })],
);
