import {
  boolean,
  index,
  int,
  mysqlEnum,
  mysqlTable,
  primaryKey,
  text,
  uniqueIndex,
  varchar,
} from "drizzle-orm/mysql-core";

import { services } from "./availability.ts";
import { authId, binaryText, instant, jsonText, reference, serialId } from "./columns.ts";
import { machines } from "./machines.ts";
import { projects } from "./projects.ts";

export const INTERVENTION_KINDS = ["standard", "normal", "urgent"] as const;
export const INTERVENTION_STATES = [
  "draft",
  "awaiting_agreement",
  "agreed",
  "announced",
  "running",
  "done",
  "rolled_back",
  "cancelled",
] as const;
export const INTERVENTION_RISKS = ["low", "medium", "high"] as const;
export const AGREEMENT_ANSWERS = ["agreed", "refused"] as const;
export const INTERVENTION_ENTRY_KINDS = [
  "planned",
  "changed",
  "submitted",
  "reminded",
  "delegated",
  "agreed",
  "refused",
  "announced",
  "started",
  "step",
  "done",
  "rolled_back",
  "cancelled",
  "note",
  "compared",
] as const;

/** Plans that were approved once for all: what is planned from them needs nobody's agreement. */
export const interventionTemplates = mysqlTable("intervention_templates", {
  id: serialId(),
  projectId: reference("project_id")
    .notNull()
    .references(() => projects.id),
  name: varchar("name", { length: 120 }).notNull(),
  plan: text("plan").notNull(),
  rollbackPlan: text("rollback_plan").notNull(),
  checklist: text("checklist").notNull(),
  risk: mysqlEnum("risk", INTERVENTION_RISKS).notNull(),
  /** By whom of the client, and when; null until then, and it serves for nothing. */
  approvedByName: varchar("approved_by_name", { length: 190 }),
  approvedAt: instant("approved_at"),
  authorId: authId("author_id"),
  authorName: varchar("author_name", { length: 190 }).notNull().default(""),
  /** Nothing new is planned from it. What was, keeps its texts. */
  retiredAt: instant("retired_at"),
  version: int("version").notNull().default(1),
});

/** Planned work on machines. */
export const interventions = mysqlTable(
  "interventions",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    kind: mysqlEnum("kind", INTERVENTION_KINDS).notNull(),
    templateId: reference("template_id").references(() => interventionTemplates.id),
    title: varchar("title", { length: 190 }).notNull(),
    plan: text("plan").notNull(),
    rollbackPlan: text("rollback_plan").notNull(),
    /** One step a line. */
    checklist: text("checklist").notNull(),
    /** What the client's customers will notice, in words for the client. */
    consequence: text("consequence").notNull(),
    risk: mysqlEnum("risk", INTERVENTION_RISKS).notNull(),
    /** In cents, without taxes; null: nothing is charged. */
    priceCents: int("price_cents"),
    currency: varchar("currency", { length: 3 }).notNull().default("EUR"),
    /** The window, [from, to). */
    from: instant("from_at").notNull(),
    to: instant("to_at").notNull(),
    state: mysqlEnum("state", INTERVENTION_STATES).notNull().default("draft"),
    /** How many of the client's approvers, and of staff's, must agree. */
    clientQuorum: int("client_quorum").notNull().default(1),
    staffQuorum: int("staff_quorum").notNull().default(0),
    /** Of exactly what was submitted (domain/interventions/plan-hash.ts); an answer counts for this hash only. */
    submittedHash: binaryText("submitted_hash", { length: 64 }),
    submittedAt: instant("submitted_at"),
    agreedAt: instant("agreed_at"),
    announcedAt: instant("announced_at"),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    cancelledAt: instant("cancelled_at"),
    /** When the reminder of a window that comes near went out; null again with a new plan. */
    remindedAt: instant("reminded_at"),
    requesterId: authId("requester_id"),
    requesterName: varchar("requester_name", { length: 190 }).notNull(),
    /** Which notices go out; each its own switch: announced, reminder, started, ended. */
    notices: jsonText<Record<"announced" | "reminder" | "started" | "ended", boolean>>("notices").notNull(),
    createdAt: instant("created_at").notNull(),
    version: int("version").notNull().default(1),
  },
  (table) => [
    index("intervention_project").on(table.projectId, table.from),
    index("intervention_state").on(table.state),
  ],
);

export const interventionMachines = mysqlTable(
  "intervention_machines",
  {
    interventionId: reference("intervention_id")
      .notNull()
      .references(() => interventions.id),
    machineId: reference("machine_id")
      .notNull()
      .references(() => machines.id),
  },
  (table) => [
    primaryKey({ columns: [table.interventionId, table.machineId] }),
    index("intervention_machine").on(table.machineId),
  ],
);

export const interventionServices = mysqlTable(
  "intervention_services",
  {
    interventionId: reference("intervention_id")
      .notNull()
      .references(() => interventions.id),
    serviceId: reference("service_id")
      .notNull()
      .references(() => services.id),
  },
  (table) => [primaryKey({ columns: [table.interventionId, table.serviceId] })],
);

/** Who is asked, by name: a user or a contact without a login. */
export const interventionApprovers = mysqlTable(
  "intervention_approvers",
  {
    id: serialId(),
    interventionId: reference("intervention_id")
      .notNull()
      .references(() => interventions.id),
    side: mysqlEnum("side", ["client", "staff"]).notNull(),
    userId: authId("user_id"),
    contactId: reference("contact_id"),
    name: varchar("name", { length: 190 }).notNull(),
    email: varchar("email", { length: 190 }).notNull(),
    /** Asked in the place of another, who said so. */
    delegatedById: reference("delegated_by_id"),
    remindedAt: instant("reminded_at"),
    /** Not asked any more, after a refusal; what they answered stays. */
    removedAt: instant("removed_at"),
  },
  (table) => [index("intervention_approver").on(table.interventionId), index("approver_user").on(table.userId)],
);

/** Answers, for ever: a row is never changed. */
export const interventionAnswers = mysqlTable(
  "intervention_answers",
  {
    id: serialId(),
    interventionId: reference("intervention_id")
      .notNull()
      .references(() => interventions.id),
    approverId: reference("approver_id")
      .notNull()
      .references(() => interventionApprovers.id),
    planHash: binaryText("plan_hash", { length: 64 }).notNull(),
    answer: mysqlEnum("answer", AGREEMENT_ANSWERS).notNull(),
    reason: text("reason").notNull(),
    name: varchar("name", { length: 190 }).notNull(),
    /** By the extranet, or by the link of a mail. */
    byLink: boolean("by_link").notNull(),
    address: varchar("address", { length: 64 }),
    at: instant("at").notNull(),
  },
  (table) => [uniqueIndex("intervention_answer").on(table.approverId, table.planHash)],
);

/** Links in mails. Only the hash of the secret is kept; looking never spends it, an answer does. */
export const interventionLinks = mysqlTable("intervention_links", {
  secretHash: binaryText("secret_hash", { length: 64 }).primaryKey(),
  approverId: reference("approver_id")
    .notNull()
    .references(() => interventionApprovers.id),
  planHash: binaryText("plan_hash", { length: 64 }).notNull(),
  expiresAt: instant("expires_at").notNull(),
  spentAt: instant("spent_at"),
});

/** What happened in an intervention, in order, for ever. */
export const interventionEntries = mysqlTable(
  "intervention_entries",
  {
    id: serialId(),
    interventionId: reference("intervention_id")
      .notNull()
      .references(() => interventions.id),
    at: instant("at").notNull(),
    kind: mysqlEnum("kind", INTERVENTION_ENTRY_KINDS).notNull(),
    text: text("text").notNull(),
    isPublic: boolean("is_public").notNull(),
    authorId: authId("author_id"),
    authorName: varchar("author_name", { length: 190 }),
    data: jsonText<Record<string, unknown>>("data"),
  },
  (table) => [index("intervention_entry_order").on(table.interventionId, table.at, table.id)],
);

/** No work, please: sales, holidays. */
export const freezePeriods = mysqlTable(
  "freeze_periods",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    from: instant("from_at").notNull(),
    to: instant("to_at").notNull(),
    reason: varchar("reason", { length: 190 }).notNull(),
    authorName: varchar("author_name", { length: 190 }).notNull(),
  },
  (table) => [index("freeze_project").on(table.projectId, table.from)],
);

/** The calendar of a project's interventions, for calendar programs: whoever has the key reads it. */
export const interventionFeeds = mysqlTable("intervention_feeds", {
  projectId: reference("project_id")
    .primaryKey()
    .references(() => projects.id),
  feedKey: binaryText("feed_key", { length: 64 }).notNull(),
  renewedAt: instant("renewed_at").notNull(),
  renewedByName: varchar("renewed_by_name", { length: 190 }).notNull(),
});
