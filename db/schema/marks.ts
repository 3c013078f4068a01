import { index, mysqlEnum, mysqlTable, text, uniqueIndex, varchar } from "drizzle-orm/mysql-core";

import { apiTokens } from "./api-tokens.ts";
import { authId, binaryText, instant, reference, serialId } from "./columns.ts";
import { projects } from "./projects.ts";

export const MARK_KINDS = ["deployment", "campaign", "price_change", "other"] as const;

/** What somebody wants to find again on every chart of a project: a deployment, a campaign, a change of prices. */
export const marks = mysqlTable(
  "marks",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    at: instant("at").notNull(),
    /** Null for an instant. */
    until: instant("until"),
    kind: mysqlEnum("kind", MARK_KINDS).notNull(),
    title: varchar("title", { length: 120 }).notNull(),
    detail: text("detail"),
    /** http or https. */
    url: varchar("url", { length: 500 }),
    authorId: authId("author_id"),
    /** As the author was called then. */
    authorName: varchar("author_name", { length: 190 }).notNull(),
    /** The token by which it came; null for a form. */
    tokenId: reference("token_id").references(() => apiTokens.id),
    /** What a pipeline sends along so that a repetition makes no second mark. */
    idempotencyKey: binaryText("idempotency_key", { length: 100 }),
    createdAt: instant("created_at").notNull(),
    /** A withdrawn mark is shown nowhere; whoever withdrew it stands in the audit. */
    deletedAt: instant("deleted_at"),
  },
  (table) => [
    index("mark_project_at").on(table.projectId, table.at),
    uniqueIndex("mark_once").on(table.projectId, table.authorId, table.idempotencyKey),
  ],
);
