import {
  boolean,
  double,
  index,
  int,
  mysqlEnum,
  mysqlTable,
  smallint,
  uniqueIndex,
  varchar,
} from "drizzle-orm/mysql-core";

import { binaryText, jsonText, serialId } from "./columns.ts";

export const COUNTRIES = ["FR", "ES"] as const;

export type Country = (typeof COUNTRIES)[number];

/** Opening hours of a week, Monday first; each day a list of [opens, closes] in local time, "08:30". */
export type Hours = readonly (readonly (readonly [opens: string, closes: string])[])[];

/** Where tyres are delivered and fitted. */
export const centres = mysqlTable(
  "centres",
  {
    id: serialId(),
    slug: binaryText("slug", { length: 120 }).notNull(),
    name: varchar("name", { length: 120 }).notNull(),
    country: mysqlEnum("country", COUNTRIES).notNull(),
    postcode: varchar("postcode", { length: 10 }).notNull(),
    town: varchar("town", { length: 80 }).notNull(),
    address: varchar("address", { length: 160 }).notNull(),
    /** WGS 84, in degrees. */
    latitude: double("latitude").notNull(),
    longitude: double("longitude").notNull(),
    hours: jsonText<Hours>("hours").notNull(),
    /** Net, for one tyre. */
    fittingCents: int("fitting_cents").notNull(),
    /** Cars at a time. */
    capacityPerSlot: smallint("capacity_per_slot").notNull(),
    hidden: boolean("hidden").notNull().default(false),
  },
  (table) => [uniqueIndex("centre_slug").on(table.slug), index("centre_postcode").on(table.country, table.postcode)],
);

export type Centre = typeof centres.$inferSelect;
