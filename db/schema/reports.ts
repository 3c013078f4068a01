import {
  boolean,
  index,
  int,
  mediumtext,
  mysqlEnum,
  mysqlTable,
  text,
  uniqueIndex,
  varchar,
} from "drizzle-orm/mysql-core";

import { authId, binaryText, instant, jsonText, mediumBlob, reference, serialId } from "./columns.ts";
import { projects } from "./projects.ts";

/** draft, in internal review, before the client, validated by the client, published. */
export const REPORT_STATES = ["draft", "review", "client", "validated", "published"] as const;
export const REPORT_ENTRY_KINDS = [
  "drafted",
  "redrafted",
  "edited",
  "submitted",
  "returned",
  "sent",
  "commented",
  "validated",
  "published",
  "erratum",
  "read",
] as const;

/** The operations report of one month of a project. */
export const reports = mysqlTable(
  "reports",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    /** "2026-10", in the project's time zone. */
    month: binaryText("month", { length: 7 }).notNull(),
    /** Counted within the project from its first. */
    number: int("number").notNull(),
    state: mysqlEnum("state", REPORT_STATES).notNull(),
    locale: varchar("locale", { length: 5 }).notNull().default("fr"),
    /** Names of sections in their order; those that are left out are not in it. */
    outline: jsonText<readonly string[]>("outline").notNull(),
    draftedAt: instant("drafted_at").notNull(),
    publishedAt: instant("published_at"),
    /** When the month was last measured again, to see whether its figures changed since. */
    checkedAt: instant("checked_at"),
    version: int("version").notNull().default(1),
  },
  (table) => [
    uniqueIndex("report_month").on(table.projectId, table.month),
    uniqueIndex("report_number").on(table.projectId, table.number),
  ],
);

/** A section as it stands in a report that is being written: what was measured, and what was written by hand. */
export const reportSections = mysqlTable(
  "report_sections",
  {
    id: serialId(),
    reportId: reference("report_id")
      .notNull()
      .references(() => reports.id),
    name: varchar("name", { length: 40 }).notNull(),
    /** What its data.ts gave, as JSON with its keys in order. */
    data: mediumtext("data").notNull(),
    dataHash: binaryText("data_hash", { length: 64 }).notNull(),
    measuredAt: instant("measured_at").notNull(),
    /** What a later measure gave where it is not the same: the report goes on saying what it said, with a mark. */
    laterData: mediumtext("later_data"),
    laterHash: binaryText("later_hash", { length: 64 }),
    laterAt: instant("later_at"),
    /** Written by somebody, in Markdown; null while the sentences drafted from the data stand. */
    text: text("text"),
    /** The figures (path and value) that the text was written over; those that changed since are marked. */
    figures: jsonText<Readonly<Record<string, string>> | null>("figures"),
    editedBy: varchar("edited_by", { length: 190 }),
    editedAt: instant("edited_at"),
    version: int("version").notNull().default(1),
  },
  (table) => [uniqueIndex("report_section_name").on(table.reportId, table.name)],
);

/** Who did what with it, and the words between the team and the client. */
export const reportEntries = mysqlTable(
  "report_entries",
  {
    id: serialId(),
    reportId: reference("report_id")
      .notNull()
      .references(() => reports.id),
    kind: mysqlEnum("kind", REPORT_ENTRY_KINDS).notNull(),
    section: varchar("section", { length: 40 }),
    text: text("text").notNull(),
    /** Whether only staff read it. */
    isInternal: boolean("is_internal").notNull().default(false),
    authorId: authId("author_id"),
    authorName: varchar("author_name", { length: 190 }).notNull(),
    at: instant("at").notNull(),
  },
  (table) => [index("report_entry_report").on(table.reportId, table.at)],
);

/** What was published, frozen: edition 1, then one with each erratum. Rows are never changed. */
export const reportEditions = mysqlTable(
  "report_editions",
  {
    id: serialId(),
    reportId: reference("report_id")
      .notNull()
      .references(() => reports.id),
    edition: int("edition").notNull(),
    /** Why there is another: of an erratum, what it corrects. */
    reason: text("reason").notNull(),
    /** All sections with data and text, canonical JSON. */
    content: mediumtext("content").notNull(),
    contentHash: binaryText("content_hash", { length: 64 }).notNull(),
    html: mediumtext("html").notNull(),
    pdf: mediumBlob("pdf").notNull(),
    pdfHash: binaryText("pdf_hash", { length: 64 }).notNull(),
    pages: int("pages").notNull(),
    /** What the archive's search reads: words as indexedWords writes them, in a full-text index. */
    words: mediumtext("words").notNull(),
    publishedById: authId("published_by_id"),
    publishedByName: varchar("published_by_name", { length: 190 }).notNull(),
    publishedAt: instant("published_at").notNull(),
  },
  (table) => [uniqueIndex("report_edition").on(table.reportId, table.edition)],
);
