import { index, mysqlTable, uniqueIndex } from "drizzle-orm/mysql-core";

import { epochMs, instant, jsonText, reference, serialId } from "./columns.ts";
import { projects } from "./projects.ts";

/** Times in which a shop's orders stayed below their expected band. A fall is told once, and so is its end. */
export const orderFalls = mysqlTable(
  "order_falls",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    /** From when on the orders were unlikely to be usual ones. */
    beganAt: epochMs("began_at").notNull(),
    /** When it was told. */
    toldAt: instant("told_at").notNull(),
    endedAt: epochMs("ended_at"),
    /** domain/storefront/verdict.ts: what moved and what did not, as it was told. */
    facts: jsonText<unknown>("facts").notNull(),
    /** The project while the fall lasts, null after it: of two collectors that see the same fall one tells it. */
    openProjectId: reference("open_project_id"),
  },
  (table) => [uniqueIndex("order_fall_open").on(table.openProjectId), index("order_fall_project").on(table.projectId)],
);
