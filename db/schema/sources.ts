import { index, int, mysqlTable, primaryKey, uniqueIndex, varchar } from "drizzle-orm/mysql-core";

import { authId, bytes, epochMs, instant, jsonText, reference, serialId } from "./columns.ts";
import { machines } from "./machines.ts";
import { applications, projects } from "./projects.ts";

/** What pushes metrics: a machine, or an application. Everything of the metric lane is keyed by source. */
export const sources = mysqlTable(
  "sources",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    machineId: reference("machine_id").references(() => machines.id),
    applicationId: reference("application_id").references(() => applications.id),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [uniqueIndex("source_machine").on(table.machineId), index("source_project").on(table.projectId)],
);

/** Tokens are 256 random bits; only their SHA-256 is kept, and compared as bytes. */
export const sourceTokens = mysqlTable(
  "source_tokens",
  {
    id: serialId(),
    sourceId: reference("source_id")
      .notNull()
      .references(() => sources.id),
    tokenHash: bytes("token_hash", { length: 32 }).notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: authId("created_by"),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (table) => [uniqueIndex("source_token_hash").on(table.tokenHash)],
);

/** Shown once in the extranet, exchanged once by `timonerie agent enrol` for the machine's own token. */
export const enrolmentTokens = mysqlTable(
  "enrolment_tokens",
  {
    id: serialId(),
    sourceId: reference("source_id")
      .notNull()
      .references(() => sources.id),
    tokenHash: bytes("token_hash", { length: 32 }).notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: authId("created_by"),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    usedFrom: varchar("used_from", { length: 64 }),
  },
  (table) => [uniqueIndex("enrolment_token_hash").on(table.tokenHash)],
);

/** The newest fact of each name of a source (FACT_NAMES of the push protocol). */
export const sourceFacts = mysqlTable(
  "source_facts",
  {
    sourceId: reference("source_id")
      .notNull()
      .references(() => sources.id),
    name: varchar("name", { length: 40 }).notNull(),
    at: instant("at").notNull(),
    receivedAt: instant("received_at").notNull(),
    value: jsonText<unknown>("value").notNull(),
  },
  (table) => [primaryKey({ columns: [table.sourceId, table.name] })],
);

/** Samples that a source gave up because its spool was full: a gap that is explained. Epoch milliseconds of its clock. */
export const droppedSamples = mysqlTable(
  "dropped_samples",
  {
    sourceId: reference("source_id")
      .notNull()
      .references(() => sources.id),
    from: epochMs("from_at").notNull(),
    to: epochMs("to_at").notNull(),
    samples: int("samples").notNull(),
    toldAt: instant("told_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.sourceId, table.from] })],
);
