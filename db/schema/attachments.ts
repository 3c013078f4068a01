import { index, int, mysqlTable, varchar } from "drizzle-orm/mysql-core";

import { authId, binaryText, instant, reference, serialId } from "./columns.ts";
import { projects } from "./projects.ts";

/**
 * Files that people send in. The bytes lie in the data directory under their hash, outside every web root; a file is
 * handed out by `publicId` only, after its reader's rights on what it belongs to were asked. It belongs to one of the
 * entries, articles, interventions or (by restore_tests) restores, or to nothing yet: its uploader is still writing.
 */
export const attachments = mysqlTable(
  "attachments",
  {
    id: serialId(),
    /** 32 hexadecimal digits of chance. */
    publicId: binaryText("public_id", { length: 32 }).notNull().unique(),
    /** Null for images of articles that are for all clients. */
    projectId: reference("project_id").references(() => projects.id),
    ticketEntryId: reference("ticket_entry_id"),
    articleId: reference("article_id"),
    interventionId: reference("intervention_id"),
    name: varchar("name", { length: 190 }).notNull(),
    /** Found in the bytes, never taken from the sender. */
    mediaType: varchar("media_type", { length: 100 }).notNull(),
    sizeBytes: int("size_bytes").notNull(),
    sha256: binaryText("sha256", { length: 64 }).notNull(),
    /** Null for what came by mail. */
    uploaderId: authId("uploader_id"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    index("attachment_entry").on(table.ticketEntryId),
    index("attachment_article").on(table.articleId),
    index("attachment_intervention").on(table.interventionId),
    index("attachment_hash").on(table.sha256),
    index("attachment_uploader").on(table.uploaderId, table.createdAt),
    index("attachment_created").on(table.createdAt),
  ],
);
