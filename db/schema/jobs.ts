import { index, mysqlTable, uniqueIndex, varchar } from "drizzle-orm/mysql-core";

import { instant, serialId } from "./columns.ts";

/** One row per job and slot: the unique key is what makes a job run once, however many workers are awake. */
export const jobs = mysqlTable(
  "jobs",
  {
    id: serialId(),
    name: varchar("name", { length: 80 }).notNull(),
    /** The instant for which the job was due, in UTC: "2026-11-22T03:00". */
    slot: varchar("slot", { length: 40 }).notNull(),
    worker: varchar("worker", { length: 60 }).notNull(),
    leaseUntil: instant("lease_until").notNull(),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    lastError: varchar("last_error", { length: 500 }),
  },
  (table) => [uniqueIndex("job_slot").on(table.name, table.slot), index("job_name").on(table.name, table.startedAt)],
);

/** Roles that one process holds at a time: "collector", "scheduler". Renewed while held, taken over when it lapses. */
export const leases = mysqlTable("leases", {
  name: varchar("name", { length: 60 }).primaryKey(),
  holder: varchar("holder", { length: 60 }).notNull(),
  until: instant("until").notNull(),
});
