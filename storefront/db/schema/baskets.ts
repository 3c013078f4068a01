import { char, index, int, mysqlTable, primaryKey, smallint, uniqueIndex } from "drizzle-orm/mysql-core";

import { centres } from "./centres.ts";
import { instant, serialId } from "./columns.ts";
import { products } from "./products.ts";

/** What a shopper means to buy. The cookie holds the token, the row its SHA-256 in hex. */
export const baskets = mysqlTable(
  "baskets",
  {
    id: serialId(),
    tokenHash: char("token_hash", { length: 64 }).notNull(),
    centreId: int("centre_id").references(() => centres.id),
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
