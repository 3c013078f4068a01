import { index, int, mysqlTable, varchar } from "drizzle-orm/mysql-core";

import { instant, jsonText } from "./columns.ts";
import { orders } from "./orders.ts";

/** Why an order is stuck, in words, at which step, and since when (ISO). */
export interface WorkflowIncident {
  readonly step: string;
  readonly reason: string;
  readonly since: string;
}

/** The engine's state of an order at its last wait; a row belongs to the worker that holds its lease. */
export const workflowInstances = mysqlTable(
  "workflow_instances",
  {
    orderId: int("order_id")
      .primaryKey()
      .references(() => orders.id, { onDelete: "cascade" }),
    state: jsonText<unknown>("state").notNull(),
    /** Grows with each saved state: a save names the version that it read. */
    version: int("version").notNull().default(0),
    waitingStep: varchar("waiting_step", { length: 60 }),
    dueAt: instant("due_at"),
    incident: jsonText<WorkflowIncident>("incident"),
    leasedBy: varchar("leased_by", { length: 60 }),
    leasedUntil: instant("leased_until"),
  },
  (table) => [index("workflow_due").on(table.dueAt), index("workflow_step").on(table.waitingStep)],
);
