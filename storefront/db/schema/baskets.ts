import { char, index, int, mysqlTable, primaryKey, smallint, uniqueIndex } from "drizzle-orm/mysql-core";

import { type Country, centres } from "./centres.ts";
import { instant, jsonText, serialId } from "./columns.ts";
import { customers } from "./customers.ts";
import { products } from "./products.ts";

/** The checkout's answers so far; an absent one has not been given. `slotAt` is an ISO instant. */
export interface CheckoutDraft {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly postcode?: string;
  readonly town?: string;
  readonly country?: Country;
  readonly slotAt?: string;
}

/** What a shopper means to buy. The cookie holds the token, the row its SHA-256 in hex. */
export const baskets = mysqlTable(
  "baskets",
  {
    id: serialId(),
    tokenHash: char("token_hash", { length: 64 }).notNull(),
    centreId: int("centre_id").references(() => centres.id),
    /** What the shopper has filled in on the way to the order. */
    checkout: jsonText<CheckoutDraft>("checkout"),
    /** Whoever signed in with this basket. */
    customerId: int("customer_id").references(() => customers.id),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [uniqueIndex("basket_token").on(table.tokenHash), index("basket_updated").on(table.updatedAt)],
);

export const basketLines = mysqlTable(
  "basket_lines",
  {
    basketId: int("basket_id")
      .notNull()
      .references(() => baskets.id, { onDelete: "cascade" }),
    productId: int("product_id")
      .notNull()
      .references(() => products.id),
    quantity: smallint("quantity").notNull(),
  },
  (table) => [primaryKey({ columns: [table.basketId, table.productId] })],
);
