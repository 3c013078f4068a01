import { index, int, mysqlEnum, mysqlTable, primaryKey, uniqueIndex, varchar } from "drizzle-orm/mysql-core";

import { services } from "./availability.ts";
import { binaryText, instant, jsonText, reference, serialId } from "./columns.ts";
import { incidentEntries } from "./incidents.ts";
import { projects } from "./projects.ts";

export const STATUS_VISIBILITIES = ["off", "private", "public"] as const;

/** What a project tells of its services: to those who may see the project, or to everybody. */
export const statusPages = mysqlTable("status_pages", {
  id: serialId(),
  projectId: reference("project_id")
    .notNull()
    .unique()
    .references(() => projects.id),
  visibility: mysqlEnum("visibility", STATUS_VISIBILITIES).notNull(),
  title: varchar("title", { length: 120 }).notNull(),
  /** Of the feed, and of names that have no word in the reader's language. */
  locale: varchar("locale", { length: 5 }).notNull(),
  /** Signs the links in mails: 256 random bits in hex. */
  signingKey: binaryText("signing_key", { length: 64 }).notNull(),
  /** Since when it is public without a break: what was said before is told to no subscriber. */
  publicSince: instant("public_since"),
  updatedAt: instant("updated_at").notNull(),
  version: int("version").notNull().default(1),
});

/** The services that a page shows, in order, in business words. */
export const statusComponents = mysqlTable(
  "status_components",
  {
    id: serialId(),
    pageId: reference("page_id")
      .notNull()
      .references(() => statusPages.id),
    serviceId: reference("service_id")
      .notNull()
      .references(() => services.id),
    position: int("position").notNull(),
    /** By language; that of the page is always there. */
    names: jsonText<Partial<Record<"fr" | "en" | "es", string>>>("names").notNull(),
  },
  (table) => [uniqueIndex("status_component_service").on(table.pageId, table.serviceId)],
);

/** Addresses that get what a page tells. A row goes when its owner leaves. */
export const statusSubscriptions = mysqlTable(
  "status_subscriptions",
  {
    id: serialId(),
    pageId: reference("page_id")
      .notNull()
      .references(() => statusPages.id),
    /** In small letters. */
    address: varchar("address", { length: 190 }).notNull(),
    locale: varchar("locale", { length: 5 }).notNull(),
    /** When the last mail went that asks for a confirmation, or says that there is one. */
    askedAt: instant("asked_at").notNull(),
    /** Null until the owner of the address has confirmed. */
    confirmedAt: instant("confirmed_at"),
  },
  (table) => [
    uniqueIndex("status_subscriber").on(table.pageId, table.address),
    index("status_subscription_confirmed").on(table.pageId, table.confirmedAt),
  ],
);

/** Which entries a page has told its subscribers: the row is the right to tell one, once. */
export const statusTellings = mysqlTable(
  "status_tellings",
  {
    pageId: reference("page_id")
      .notNull()
      .references(() => statusPages.id),
    entryId: reference("entry_id")
      .notNull()
      .references(() => incidentEntries.id),
    at: instant("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.pageId, table.entryId] })],
);
