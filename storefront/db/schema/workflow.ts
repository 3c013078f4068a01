import { bigint, index, int, mysqlEnum, mysqlTable, varchar } from "drizzle-orm/mysql-core";

import { binaryText, instant, jsonText, serialId } from "./columns.ts";
import { orders } from "./orders.ts";

/** Why an order is stuck, in words, at which step, and since when (ISO). */
export interface WorkflowIncident {
  readonly step: string;
  readonly reason: string;
  readonly since: string;
}

/** A timer of the diagram that runs, and the instant (ISO) at which it is due. */
export interface RunningTimer {
  readonly step: string;
  readonly dueAt: string;
}

/** The engine's state of an order at its last wait, and what the worker needs to go on from there. */
export const workflowInstances = mysqlTable(
  "workflow_instances",
  {
    orderId: int("order_id")
      .primaryKey()
      .references(() => orders.id, { onDelete: "cascade" }),
    /** Null until the worker has taken the order up. */
    state: jsonText<unknown>("state"),
    /** Grows with each change: a save names the version that it read. */
    version: int("version").notNull().default(0),
    waitingStep: varchar("waiting_step", { length: 60 }),
    waitingSince: instant("waiting_since").notNull(),
    timers: jsonText<readonly RunningTimer[]>("timers").notNull(),
    /** What partners are told; the owner may correct it. */
    variables: jsonText<Record<string, unknown>>("variables").notNull(),
    /** When the worker looks at it next. Null: at its end, or stuck. */
    dueAt: instant("due_at"),
    /** Failures of the present step, since it last went well. */
    attempts: int("attempts").notNull().default(0),
    incident: jsonText<WorkflowIncident>("incident"),
    cancelRequestedAt: instant("cancel_requested_at"),
    endedAt: instant("ended_at"),
  },
  (table) => [
    index("workflow_due").on(table.dueAt),
    index("workflow_step").on(table.waitingStep),
    // Few have not ended: what is asked of those reads no others.
    index("workflow_ended").on(table.endedAt),
  ],
);

export const WORKFLOW_EVENTS = [
  "started",
  "step",
  "answer",
  "timer",
  "cancellation",
  "failure",
  "incident",
  "correction",
  "retry",
  "end",
] as const;

/** What happened to an order, for the owner: the shopper sees order_steps. */
export const workflowEvents = mysqlTable(
  "workflow_events",
  {
    id: serialId(),
    orderId: int("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    /** Of the instance, after it. */
    version: int("version").notNull(),
    at: instant("at").notNull(),
    kind: mysqlEnum("kind", WORKFLOW_EVENTS).notNull(),
    step: varchar("step", { length: 60 }),
    detail: varchar("detail", { length: 400 }),
    /** A worker, or "owner". */
    actor: varchar("actor", { length: 60 }).notNull(),
  },
  (table) => [index("workflow_event_order").on(table.orderId, table.id)],
);

/** Who may work now. Instants are the database's, in milliseconds: one clock for all who hold or want it. */
export const workflowLeases = mysqlTable("workflow_leases", {
  name: varchar("name", { length: 40 }).primaryKey(),
  holder: varchar("holder", { length: 60 }).notNull(),
  heldUntil: bigint("held_until", { mode: "number" }).notNull(),
});

/** The simulated partners' own book: what they were told, each thing once. */
export const partnerCommands = mysqlTable("partner_commands", {
  key: binaryText("command_key", { length: 120 }).primaryKey(),
  kind: varchar("kind", { length: 40 }).notNull(),
  orderNumber: binaryText("order_number", { length: 16 }).notNull(),
  body: jsonText<unknown>("body").notNull(),
  at: instant("at").notNull(),
});
