import {
  boolean,
  date,
  index,
  int,
  mediumtext,
  mysqlEnum,
  mysqlTable,
  primaryKey,
  text,
  uniqueIndex,
  varchar,
} from "drizzle-orm/mysql-core";

import { clients } from "./clients.ts";
import { authId, binaryText, instant, jsonText, reference, serialId } from "./columns.ts";
import { projects } from "./projects.ts";
import { tickets } from "./tickets.ts";

export const ARTICLE_AUDIENCES = ["staff", "client", "everyone"] as const;
export const ARTICLE_STATES = ["draft", "in_review", "published", "archived"] as const;
export const ARTICLE_LOCALES = ["fr", "en", "es"] as const;
export const ARTICLE_STEPS = ["submitted", "returned", "approved", "withdrawn", "archived", "reopened"] as const;

export const articleCategories = mysqlTable("article_categories", {
  id: serialId(),
  nameFr: varchar("name_fr", { length: 80 }).notNull().unique(),
  nameEn: varchar("name_en", { length: 80 }).notNull(),
  nameEs: varchar("name_es", { length: 80 }).notNull(),
  position: int("position").notNull().default(0),
});

/** An article: who may read it, where it is filed, when it must be read again. Its number is its id. */
export const articles = mysqlTable(
  "articles",
  {
    id: serialId(),
    audience: mysqlEnum("audience", ARTICLE_AUDIENCES).notNull(),
    /** The one client that reads it; null but for audience "client". */
    clientId: reference("client_id").references(() => clients.id),
    categoryId: reference("category_id").references(() => articleCategories.id),
    /** The language in which it was written first. */
    originalLocale: mysqlEnum("original_locale", ARTICLE_LOCALES).notNull(),
    /** From this day it must be read again; null: never by date. */
    reviewOn: date("review_on", { mode: "string" }),
    reviewedAt: instant("reviewed_at"),
    reviewedByName: varchar("reviewed_by_name", { length: 190 }),
    /** Somebody said that it no longer holds, and why. */
    staleSince: instant("stale_since"),
    staleReason: varchar("stale_reason", { length: 300 }),
    createdAt: instant("created_at").notNull(),
    version: int("version").notNull().default(1),
  },
  (table) => [index("article_client").on(table.clientId), index("article_review").on(table.reviewOn)],
);

/**
 * An article in one language: the newest text, which staff work on, beside the published one, which clients read. So
 * that an edit of what is published waits for its approval like any other. FULLTEXT indexes on both columns of words
 * stand in the migration by hand.
 */
export const articleTexts = mysqlTable(
  "article_texts",
  {
    articleId: reference("article_id")
      .notNull()
      .references(() => articles.id),
    locale: mysqlEnum("locale", ARTICLE_LOCALES).notNull(),
    /** Of the newest text. */
    state: mysqlEnum("state", ARTICLE_STATES).notNull().default("draft"),
    title: varchar("title", { length: 160 }).notNull(),
    text: mediumtext("text").notNull(),
    /** Title and text as the search keeps them (domain/tickets/words.ts). */
    words: mediumtext("words").notNull(),
    /** Number of the newest text in `article_versions`. */
    newest: int("newest").notNull(),
    /** Number of the published one; null where clients read none. */
    published: int("published"),
    publishedTitle: varchar("published_title", { length: 160 }),
    publishedText: mediumtext("published_text"),
    publishedWords: mediumtext("published_words"),
    publishedAt: instant("published_at"),
    approvedByName: varchar("approved_by_name", { length: 190 }),
    changedAt: instant("changed_at").notNull(),
    changedByName: varchar("changed_by_name", { length: 190 }).notNull(),
    /** Counts saves and steps: who writes says which row they read. */
    version: int("version").notNull().default(1),
  },
  (table) => [primaryKey({ columns: [table.articleId, table.locale] }), index("article_text_state").on(table.state)],
);

/** Every save of a text, for ever. */
export const articleVersions = mysqlTable(
  "article_versions",
  {
    articleId: reference("article_id")
      .notNull()
      .references(() => articles.id),
    locale: mysqlEnum("locale", ARTICLE_LOCALES).notNull(),
    /** From 1, in its language. */
    number: int("number").notNull(),
    title: varchar("title", { length: 160 }).notNull(),
    text: mediumtext("text").notNull(),
    /** What was changed, in the author's words. */
    note: varchar("note", { length: 300 }).notNull().default(""),
    restoredFrom: int("restored_from"),
    authorId: authId("author_id"),
    authorName: varchar("author_name", { length: 190 }).notNull(),
    at: instant("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.articleId, table.locale, table.number] })],
);

/** The way of a text to its readers: who asked, who approved, who sent it back and why. */
export const articleSteps = mysqlTable(
  "article_steps",
  {
    id: serialId(),
    articleId: reference("article_id")
      .notNull()
      .references(() => articles.id),
    locale: mysqlEnum("locale", ARTICLE_LOCALES).notNull(),
    number: int("number").notNull(),
    step: mysqlEnum("step", ARTICLE_STEPS).notNull(),
    text: varchar("text", { length: 1_000 }).notNull().default(""),
    actorId: authId("actor_id"),
    actorName: varchar("actor_name", { length: 190 }).notNull(),
    at: instant("at").notNull(),
  },
  (table) => [index("article_step_order").on(table.articleId, table.locale, table.at)],
);

/** A ticket that an article was made from, or in which it was of use. */
export const articleTickets = mysqlTable(
  "article_tickets",
  {
    articleId: reference("article_id")
      .notNull()
      .references(() => articles.id),
    ticketId: reference("ticket_id")
      .notNull()
      .references(() => tickets.id),
    isSource: boolean("is_source").notNull().default(false),
    /** What was taken out of the ticket's words: for those who may read that ticket. */
    removed: jsonText<{ readonly kind: string; readonly text: string; readonly count: number }[]>("removed"),
    at: instant("at").notNull(),
    authorName: varchar("author_name", { length: 190 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.articleId, table.ticketId] }), index("article_ticket").on(table.ticketId)],
);

/** "Was this useful": one answer a user and article; the last one counts. */
export const articleOpinions = mysqlTable(
  "article_opinions",
  {
    articleId: reference("article_id")
      .notNull()
      .references(() => articles.id),
    userId: authId("user_id").notNull(),
    userName: varchar("user_name", { length: 190 }).notNull(),
    isUseful: boolean("is_useful").notNull(),
    text: text("text").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.articleId, table.userId] })],
);

/** An article that was shown to somebody who was writing a ticket, and what came of it. One row a writing. */
export const articleSuggestions = mysqlTable(
  "article_suggestions",
  {
    id: serialId(),
    articleId: reference("article_id")
      .notNull()
      .references(() => articles.id),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    userId: authId("user_id").notNull(),
    /** Made by the page on which the ticket is written. */
    writing: binaryText("writing", { length: 40 }).notNull(),
    shownAt: instant("shown_at").notNull(),
    openedAt: instant("opened_at"),
    /** "My question is answered." */
    resolvedAt: instant("resolved_at"),
  },
  (table) => [
    uniqueIndex("article_suggestion_writing").on(table.userId, table.writing, table.articleId),
    index("article_suggestion_month").on(table.articleId, table.shownAt),
  ],
);
