import { index, int, mysqlTable, varchar } from "drizzle-orm/mysql-core";

import { instant, serialId } from "./columns.ts";
import { products } from "./products.ts";

/** What the owner changed in the stock, and why. Sales are in the orders. */
export const stockChanges = mysqlTable(
  "stock_changes",
  {
    id: serialId(),
    productId: int("product_id")
      .notNull()
      .references(() => products.id),
    at: instant("at").notNull(),
    fromStock: int("from_stock").notNull(),
    toStock: int("to_stock").notNull(),
    reason: varchar("reason", { length: 200 }).notNull(),
  },
  (table) => [index("stock_change_product").on(table.productId, table.at)],
);
