import { boolean, index, int, mysqlEnum, mysqlTable, uniqueIndex, varchar } from "drizzle-orm/mysql-core";

import { authId, epochMs, instant, jsonText, reference, serialId } from "./columns.ts";
import { projects } from "./projects.ts";
import { sources } from "./sources.ts";

/** Probes of what a project shows to the world. `target` holds what its kind needs (domain/checks/check.ts). */
export const checks = mysqlTable(
  "checks",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    name: varchar("name", { length: 120 }).notNull(),
    kind: mysqlEnum("kind", ["http", "tcp", "journey"]).notNull(),
    target: jsonText<unknown>("target").notNull(),
    intervalSeconds: int("interval_seconds").notNull(),
    timeoutMs: int("timeout_ms").notNull(),
    /** Whether the contract's availability is counted by it. */
    decides: boolean("decides").notNull(),
    /** The probe elsewhere that runs it, by its source's token; null for the platform's own. */
    sourceId: reference("source_id").references(() => sources.id),
    /** The one address inside that staff let it reach, and who did. */
    internalHost: varchar("internal_host", { length: 253 }),
    internalPort: int("internal_port"),
    internalAllowedBy: authId("internal_allowed_by"),
    enabled: boolean("enabled").notNull(),
    /** A run that somebody wants now. */
    runAskedAt: epochMs("run_asked_at"),
    version: int("version").notNull().default(1),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [index("check_project").on(table.projectId), index("check_source").on(table.sourceId)],
);

/** One look each, by the probe's clock. */
export const checkRuns = mysqlTable(
  "check_runs",
  {
    id: serialId(),
    checkId: reference("check_id")
      .notNull()
      .references(() => checks.id),
    at: epochMs("at").notNull(),
    durationMs: int("duration_ms").notNull(),
    outcome: mysqlEnum("outcome", ["ok", "slow", "failed", "blind"]).notNull(),
    reason: varchar("reason", { length: 60 }),
    timings: jsonText<unknown>("timings").notNull(),
    evidence: jsonText<unknown>("evidence").notNull(),
  },
  (table) => [uniqueIndex("check_run_once").on(table.checkId, table.at)],
);

/** Changes only, `at` rising within a check: the ledger reads them. */
export const checkStates = mysqlTable(
  "check_states",
  {
    id: serialId(),
    checkId: reference("check_id")
      .notNull()
      .references(() => checks.id),
    at: epochMs("at").notNull(),
    state: mysqlEnum("state", ["up", "degraded", "down", "unmonitored"]).notNull(),
    reason: varchar("reason", { length: 60 }),
    /** The run that showed it; null where silence did. */
    runId: reference("run_id").references(() => checkRuns.id),
  },
  (table) => [uniqueIndex("check_state_at").on(table.checkId, table.at)],
);
