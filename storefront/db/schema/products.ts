import {
  boolean,
  char,
  index,
  int,
  mysqlEnum,
  mysqlTable,
  smallint,
  uniqueIndex,
  varchar,
} from "drizzle-orm/mysql-core";

import { binaryText, serialId } from "./columns.ts";

export const SEASONS = ["summer", "winter", "all_season"] as const;
export const LABEL_CLASSES = ["A", "B", "C", "D", "E"] as const;
export const NOISE_CLASSES = ["A", "B", "C"] as const;

/** A tyre that is sold, with the values of its EU label. */
export const products = mysqlTable(
  "products",
  {
    id: serialId(),
    slug: binaryText("slug", { length: 120 }).notNull(),
    brand: varchar("brand", { length: 60 }).notNull(),
    model: varchar("model", { length: 80 }).notNull(),
    /** Section width in millimetres. */
    width: smallint("width").notNull(),
    /** Height of the sidewall in per cent of the width. */
    ratio: smallint("ratio").notNull(),
    /** Of the rim, in inches. */
    diameter: smallint("diameter").notNull(),
    loadIndex: smallint("load_index").notNull(),
    /** Speed symbol: T is 190 km/h. */
    speed: char("speed", { length: 1 }).notNull(),
    season: mysqlEnum("season", SEASONS).notNull(),
    runFlat: boolean("run_flat").notNull().default(false),
    /** Net: without VAT. */
    priceCents: int("price_cents").notNull(),
    energy: mysqlEnum("energy", LABEL_CLASSES).notNull(),
    wet: mysqlEnum("wet", LABEL_CLASSES).notNull(),
    /** Outside, in dB. */
    noiseDb: smallint("noise_db").notNull(),
    noiseClass: mysqlEnum("noise_class", NOISE_CLASSES).notNull(),
    /** Tyres that can be sold now. Taken under a row lock when an order is placed. */
    stock: int("stock").notNull(),
    /** Shown nowhere: withdrawn, or the product of test orders. */
    hidden: boolean("hidden").notNull().default(false),
  },
  (table) => [
    uniqueIndex("product_slug").on(table.slug),
    index("product_dimension").on(table.width, table.ratio, table.diameter),
  ],
);

export type Product = typeof products.$inferSelect;
