import {
  boolean,
  date,
  decimal,
  double,
  index,
  int,
  mysqlEnum,
  mysqlTable,
  text,
  uniqueIndex,
  varchar,
} from "drizzle-orm/mysql-core";

import { authId, binaryText, instant, jsonText, reference, serialId } from "./columns.ts";
import { interventions } from "./interventions.ts";
import { projects } from "./projects.ts";

export const FORECAST_SUBJECTS = ["machine", "pair", "application", "project"] as const;
/** `forecast`: a curve; `over`: its limit is passed already; `not_filling`: nothing tends to its limit. */
export const FORECAST_ANSWERS = ["forecast", "not_filling", "over", "too_little_history"] as const;
export const ACTION_STATES = ["proposed", "agreed", "planned", "done", "dropped"] as const;
/** Whether dates are taken from the upper edge of the 80 % band, or from its middle. */
export const FORECAST_STANCES = ["conservative", "expected"] as const;

/** One day of a forecast: steps from the day it was made, then values in the unit of its resource. */
export type ForecastDay = readonly [
  step: number,
  mean: number,
  lower80: number,
  upper80: number,
  lower95: number,
  upper95: number,
];

/** What was said of a resource on a day, never changed afterwards: it is held against what happened. */
export const forecasts = mysqlTable(
  "forecasts",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    subject: mysqlEnum("subject", FORECAST_SUBJECTS).notNull(),
    /** Of the machine, the application or the project; of a pair, its first machine. */
    subjectId: int("subject_id").notNull(),
    /** "cpu", "memory", "filesystem:/var", "received", "sent", "database:popgom". */
    resource: binaryText("resource", { length: 190 }).notNull(),
    /** The day in UTC whose end its history reaches. */
    madeOn: date("made_on", { mode: "string" }).notNull(),
    madeAt: instant("made_at").notNull(),
    answer: mysqlEnum("answer", FORECAST_ANSWERS).notNull(),
    /** What it had at its peak on the last days, and what it may not pass; null where nothing limits it. */
    current: double("current_value"),
    limit: double("limit_value"),
    /** When the limit is reached: the first, the middle and the last date of 8 chances in 10; null beyond 13 months. */
    earlyOn: date("early_on", { mode: "string" }),
    likelyOn: date("likely_on", { mode: "string" }),
    lateOn: date("late_on", { mode: "string" }),
    historyDays: int("history_days").notNull(),
    /** 90 days, one a day; empty where there is no forecast. */
    days: jsonText<readonly ForecastDay[]>("days").notNull(),
  },
  (table) => [
    uniqueIndex("forecast_made").on(table.subject, table.subjectId, table.resource, table.madeOn),
    index("forecast_project").on(table.projectId, table.madeOn),
  ],
);

/** What is done about a resource before it is short, from the proposal to what it changed. */
export const capacityActions = mysqlTable(
  "capacity_actions",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    subject: mysqlEnum("subject", FORECAST_SUBJECTS).notNull(),
    subjectId: int("subject_id").notNull(),
    resource: binaryText("resource", { length: 190 }).notNull(),
    forecastId: reference("forecast_id").references(() => forecasts.id),
    title: varchar("title", { length: 190 }).notNull(),
    detail: text("detail").notNull(),
    /** What the limit becomes by it; null where it changes the growth only. */
    newLimit: double("new_limit_value"),
    /** What it frees at once, in the resource's unit. */
    frees: double("frees_value"),
    ownerId: authId("owner_id"),
    ownerName: varchar("owner_name", { length: 190 }).notNull().default(""),
    leadDays: int("lead_days").notNull(),
    costMonthly: decimal("cost_monthly", { precision: 12, scale: 2, mode: "number" }),
    costOnce: decimal("cost_once", { precision: 12, scale: 2, mode: "number" }),
    currency: varchar("currency", { length: 3 }).notNull().default("EUR"),
    state: mysqlEnum("state", ACTION_STATES).notNull(),
    dueOn: date("due_on", { mode: "string" }),
    interventionId: reference("intervention_id").references(() => interventions.id),
    /** Who of the client answered, when, and what. */
    answeredByName: varchar("answered_by_name", { length: 190 }),
    answeredAt: instant("answered_at"),
    answerText: text("answer_text"),
    doneAt: instant("done_at"),
    /** Measured some days after it was done: the likely date before and after, and the use. */
    outcome: jsonText<Record<string, unknown> | null>("outcome"),
    createdAt: instant("created_at").notNull(),
    version: int("version").notNull().default(1),
  },
  (table) => [index("capacity_action_project").on(table.projectId, table.state)],
);

/** A sale or a campaign that the client expects, and what came of it. */
export const capacityEvents = mysqlTable(
  "capacity_events",
  {
    id: serialId(),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    title: varchar("title", { length: 190 }).notNull(),
    startsOn: date("starts_on", { mode: "string" }).notNull(),
    /** Its last day. */
    endsOn: date("ends_on", { mode: "string" }).notNull(),
    /** Of the orders of the same days without it: 1.3 for 30 % more. */
    multiplier: double("multiplier").notNull(),
    authorId: authId("author_id"),
    authorName: varchar("author_name", { length: 190 }).notNull(),
    createdAt: instant("created_at").notNull(),
    withdrawnAt: instant("withdrawn_at"),
    /** Measured after its end: the multiplier that was seen, and whether there was enough to compare with. */
    outcome: jsonText<{ readonly multiplier: number | null; readonly orders: number | null } | null>("outcome"),
    version: int("version").notNull().default(1),
  },
  (table) => [index("capacity_event_project").on(table.projectId, table.startsOn)],
);

export const capacitySettings = mysqlTable("capacity_settings", {
  projectId: reference("project_id")
    .primaryKey()
    .references(() => projects.id),
  stance: mysqlEnum("stance", FORECAST_STANCES).notNull().default("conservative"),
  /** How long an action takes from its agreement, where nothing else is said. */
  leadDays: int("lead_days").notNull().default(14),
  /** Whether pairs are also reckoned with one of two gone. */
  countsPairs: boolean("counts_pairs").notNull().default(true),
  version: int("version").notNull().default(1),
});
