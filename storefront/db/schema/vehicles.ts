import { char, index, int, mysqlTable, primaryKey, smallint, varchar } from "drizzle-orm/mysql-core";

import { serialId } from "./columns.ts";

/** A version of a car, over the years in which it was made. */
export const vehicles = mysqlTable(
  "vehicles",
  {
    id: serialId(),
    make: varchar("make", { length: 60 }).notNull(),
    model: varchar("model", { length: 60 }).notNull(),
    version: varchar("version", { length: 80 }).notNull(),
    fromYear: smallint("from_year").notNull(),
    /** Null while it is still made. */
    toYear: smallint("to_year"),
  },
  (table) => [index("vehicle_model").on(table.make, table.model)],
);

/** The dimensions its maker allows, with the least load index and speed symbol. */
export const vehicleDimensions = mysqlTable(
  "vehicle_dimensions",
  {
    vehicleId: int("vehicle_id")
      .notNull()
      .references(() => vehicles.id, { onDelete: "cascade" }),
    width: smallint("width").notNull(),
    ratio: smallint("ratio").notNull(),
    diameter: smallint("diameter").notNull(),
    loadIndex: smallint("load_index").notNull(),
    speed: char("speed", { length: 1 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.vehicleId, table.width, table.ratio, table.diameter] })],
);

export type Vehicle = typeof vehicles.$inferSelect;
export type VehicleDimension = typeof vehicleDimensions.$inferSelect;
