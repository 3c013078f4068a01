import {
  bigint,
  date,
  index,
  int,
  mediumtext,
  mysqlEnum,
  mysqlTable,
  text,
  uniqueIndex,
  varchar,
} from "drizzle-orm/mysql-core";

import { attachments } from "./attachments.ts";
import { authId, binaryText, bytes, instant, reference, serialId } from "./columns.ts";
import { machines } from "./machines.ts";
import { applications, projects } from "./projects.ts";
import { sources } from "./sources.ts";

export const BACKUP_TOOLS = ["restic", "borg", "mariabackup", "mysqldump", "script"] as const;
export const BACKUP_RUN_STATES = ["running", "succeeded", "failed"] as const;
export const PROOF_STATES = ["succeeded", "failed"] as const;

/** The key with which any script of a project reports its backups; its text is shown once, only its hash is kept. */
export const backupKeys = mysqlTable(
  "backup_keys",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    keyHash: bytes("key_hash", { length: 32 }).notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: authId("created_by"),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (table) => [uniqueIndex("backup_key_hash").on(table.keyHash), index("backup_key_project").on(table.projectId)],
);

/** A backup that is made again and again: of a machine, of a database, of files. Made by its first report, or by hand. */
export const backupJobs = mysqlTable(
  "backup_jobs",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    slug: binaryText("slug", { length: 80 }).notNull(),
    name: varchar("name", { length: 190 }).notNull(),
    tool: mysqlEnum("tool", BACKUP_TOOLS).notNull(),
    /** Whose agent reads it; null where a script reports. */
    sourceId: reference("source_id").references(() => sources.id),
    /** What it saves: a machine, and of it a database or all. */
    machineId: reference("machine_id").references(() => machines.id),
    databaseName: varchar("database_name", { length: 190 }),
    applicationId: reference("application_id").references(() => applications.id),
    /** A cron line of five fields, or a calendar form of systemd, in the project's time zone; null where none is promised. */
    schedule: varchar("schedule", { length: 190 }),
    /** How long after its time a run may begin, and how long one may take. */
    graceSeconds: int("grace_seconds").notNull().default(3_600),
    longestSeconds: int("longest_seconds").notNull().default(21_600),
    /** A check of its integrity, and a restore, are stale after so many days. */
    checkDays: int("check_days").notNull().default(35),
    restoreDays: int("restore_days").notNull().default(92),
    createdAt: instant("created_at").notNull(),
    /** Since when its schedule counts. */
    watchedFrom: instant("watched_from").notNull(),
    retiredAt: instant("retired_at"),
    version: int("version").notNull().default(1),
  },
  (table) => [uniqueIndex("backup_job_slug").on(table.projectId, table.slug)],
);

export const backupRuns = mysqlTable(
  "backup_runs",
  {
    id: serialId(),
    jobId: reference("job_id")
      .notNull()
      .references(() => backupJobs.id),
    /** What its reporter calls it: the id of a snapshot or of a run; what is told twice is kept once. */
    runKey: binaryText("run_key", { length: 100 }).notNull(),
    state: mysqlEnum("state", BACKUP_RUN_STATES).notNull(),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    exitCode: int("exit_code"),
    /** What was saved in all, and what it added to what is kept. */
    bytes: bigint("bytes", { mode: "number" }),
    addedBytes: bigint("added_bytes", { mode: "number" }),
    /** The whole store after it. */
    storedBytes: bigint("stored_bytes", { mode: "number" }),
    files: bigint("files", { mode: "number" }),
    /** The last 100 KB of what it said. */
    log: mediumtext("log"),
    toldAt: instant("told_at").notNull(),
  },
  (table) => [
    uniqueIndex("backup_run_key").on(table.jobId, table.runKey),
    index("backup_run_time").on(table.jobId, table.startedAt),
    index("backup_run_end").on(table.jobId, table.state, table.endedAt),
  ],
);

/** Whether what is kept can be read: restic check, borg check, a prepared mariabackup, the end of a dump. */
export const backupChecks = mysqlTable(
  "backup_checks",
  {
    id: serialId(),
    jobId: reference("job_id")
      .notNull()
      .references(() => backupJobs.id),
    at: instant("at").notNull(),
    state: mysqlEnum("state", PROOF_STATES).notNull(),
    /** "restic check --read-data": what was done. */
    method: varchar("method", { length: 190 }).notNull(),
    durationMs: bigint("duration_ms", { mode: "number" }),
    log: mediumtext("log"),
    toldAt: instant("told_at").notNull(),
  },
  (table) => [uniqueIndex("backup_check_at").on(table.jobId, table.at)],
);

/** That a backup was brought back and found whole: by the runner, or by somebody with evidence. */
export const restoreTests = mysqlTable(
  "restore_tests",
  {
    id: serialId(),
    jobId: reference("job_id")
      .notNull()
      .references(() => backupJobs.id),
    at: instant("at").notNull(),
    state: mysqlEnum("state", PROOF_STATES).notNull(),
    durationMs: bigint("duration_ms", { mode: "number" }).notNull(),
    /** The instant of the data that came back. */
    pointAt: instant("point_at"),
    bytes: bigint("bytes", { mode: "number" }),
    files: bigint("files", { mode: "number" }),
    /** Null by the runner. */
    authorId: authId("author_id"),
    authorName: varchar("author_name", { length: 190 }).notNull(),
    /** What was checked, and how. */
    evidence: text("evidence").notNull(),
    attachmentId: reference("attachment_id").references(() => attachments.id),
    toldAt: instant("told_at").notNull(),
  },
  (table) => [index("restore_test_job").on(table.jobId, table.at)],
);

/** What the contract promises of an application, from a day on; the newest row in effect counts. */
export const recoveryTerms = mysqlTable(
  "recovery_terms",
  {
    id: serialId(),
    applicationId: reference("application_id")
      .notNull()
      .references(() => applications.id),
    effectiveOn: date("effective_on", { mode: "string" }).notNull(),
    /** How much may be lost, and how long it may take. */
    pointSeconds: int("point_seconds").notNull(),
    timeSeconds: int("time_seconds").notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: authId("created_by"),
  },
  (table) => [uniqueIndex("recovery_terms_effect").on(table.applicationId, table.effectiveOn)],
);

/** A machine or a database that is left without a backup: who of the client accepted it, and until when. */
export const backupExemptions = mysqlTable(
  "backup_exemptions",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    machineId: reference("machine_id")
      .notNull()
      .references(() => machines.id),
    databaseName: varchar("database_name", { length: 190 }),
    reason: text("reason").notNull(),
    acceptedById: authId("accepted_by_id"),
    acceptedByName: varchar("accepted_by_name", { length: 190 }).notNull(),
    acceptedAt: instant("accepted_at").notNull(),
    /** Its last day. */
    until: date("until_on", { mode: "string" }).notNull(),
    withdrawnAt: instant("withdrawn_at"),
  },
  (table) => [index("backup_exemption_project").on(table.projectId)],
);
