import { index, mysqlEnum, mysqlTable, text, varchar } from "drizzle-orm/mysql-core";

import { authId, instant, reference, serialId } from "./columns.ts";
import { projects } from "./projects.ts";

export const PIN_READERS = ["report", "committee"] as const;

/** A fact that staff keep for the monthly report or for the committee: a page as it was addressed, and a sentence. */
export const pins = mysqlTable(
  "pins",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    for: mysqlEnum("for_readers", PIN_READERS).notNull(),
    /** Path and query of a page of the project; a chart's has its window in it. */
    path: varchar("path", { length: 500 }).notNull(),
    /** The page's title when it was pinned. */
    title: varchar("title", { length: 190 }).notNull(),
    sentence: text("sentence").notNull(),
    authorId: authId("author_id"),
    authorName: varchar("author_name", { length: 190 }).notNull(),
    at: instant("at").notNull(),
    /** A pin that was taken off stands in no list; who did it is in the audit. */
    removedAt: instant("removed_at"),
  },
  (table) => [index("pin_project").on(table.projectId, table.at)],
);
