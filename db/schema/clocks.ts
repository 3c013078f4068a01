import {
  boolean,
  date,
  index,
  int,
  mysqlEnum,
  mysqlTable,
  primaryKey,
  uniqueIndex,
  varchar,
} from "drizzle-orm/mysql-core";

import { clients } from "./clients.ts";
import { authId, instant, jsonText, reference, serialId } from "./columns.ts";
import { tickets } from "./tickets.ts";

export const CLOCKS = ["first_response", "next_update", "resolution"] as const;
export const CLOCK_STANDINGS = ["running", "paused", "stopped"] as const;
const UPDATE_RULES = ["client_spoke_last", "since_last_word"] as const;
const HOLIDAY_SOURCES = ["rule", "feed", "hand"] as const;

/** When clocks run: hours of the week and what is closed, in one time zone. Contracts share them. */
export const calendars = mysqlTable("calendars", {
  id: serialId(),
  name: varchar("name", { length: 120 }).notNull().unique(),
  /** IANA name. */
  timeZone: varchar("time_zone", { length: 60 }).notNull(),
  /** Whose public holidays are closed: "FR" alone, or with a region, "FR" and "57". */
  holidayCountry: varchar("holiday_country", { length: 2 }),
  holidayRegion: varchar("holiday_region", { length: 10 }),
  /** An iCal feed of further closed times, and the one address inside ("10.0.0.5:8080") where staff allowed it. */
  feedUrl: varchar("feed_url", { length: 500 }),
  feedAllowedInside: varchar("feed_allowed_inside", { length: 190 }),
  /** When it is to be read next; null without a feed. */
  feedDueAt: instant("feed_due_at"),
  feedTriedAt: instant("feed_tried_at"),
  /** Of the last good reading; what it said holds until the next good one. */
  feedReadAt: instant("feed_read_at"),
  /** A word for programs: why the last try was no good. */
  feedError: varchar("feed_error", { length: 60 }),
  /** Until which day public holidays are written down. */
  holidaysUntil: date("holidays_until", { mode: "string" }),
  createdAt: instant("created_at").notNull(),
  version: int("version").notNull().default(1),
});

/** The hours of a calendar from a day on; the newest row in effect counts. */
export const calendarHours = mysqlTable(
  "calendar_hours",
  {
    calendarId: reference("calendar_id")
      .notNull()
      .references(() => calendars.id),
    effectiveOn: date("effective_on", { mode: "string" }).notNull(),
    /** Monday first; minutes after midnight as the zone's clock shows them. */
    week: jsonText<readonly (readonly { readonly from: number; readonly to: number }[])[]>("week").notNull(),
  },
  (table) => [primaryKey({ columns: [table.calendarId, table.effectiveOn] })],
);

/** What is closed on a day: all of it for a holiday. Days that have passed are never changed by a feed. */
export const calendarHolidays = mysqlTable(
  "calendar_holidays",
  {
    calendarId: reference("calendar_id")
      .notNull()
      .references(() => calendars.id),
    day: date("day", { mode: "string" }).notNull(),
    source: mysqlEnum("source", HOLIDAY_SOURCES).notNull(),
    /** Minutes after midnight, [from, to); 0 and 1,440 for the whole day. */
    fromMinute: int("from_minute").notNull().default(0),
    toMinute: int("to_minute").notNull().default(1_440),
    name: varchar("name", { length: 190 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.calendarId, table.day, table.source, table.fromMinute] })],
);

/** What the contract promises to a client for tickets of a priority, from a day on; the newest row in effect counts. */
export const deskTerms = mysqlTable(
  "desk_terms",
  {
    id: serialId(),
    clientId: reference("client_id")
      .notNull()
      .references(() => clients.id),
    /** 1, the most pressing, to 4. */
    priority: int("priority").notNull(),
    /** In the calendar's time zone. */
    effectiveOn: date("effective_on", { mode: "string" }).notNull(),
    calendarId: reference("calendar_id")
      .notNull()
      .references(() => calendars.id),
    /** Business minutes; null where nothing is promised. */
    firstResponseMinutes: int("first_response_minutes"),
    nextUpdateMinutes: int("next_update_minutes"),
    resolutionMinutes: int("resolution_minutes"),
    /** Since when the next word is owed: the client's last one, or staff's own. */
    updateRule: mysqlEnum("update_rule", UPDATE_RULES).notNull().default("client_spoke_last"),
    /** Whether clocks stand still while the client is waited for. The first response never does. */
    pausesForClient: boolean("pauses_for_client").notNull().default(false),
    /** Of a target: from then on staff are warned. */
    warnPercent: int("warn_percent").notNull().default(75),
    createdAt: instant("created_at").notNull(),
    createdBy: authId("created_by"),
  },
  (table) => [uniqueIndex("desk_terms_effect").on(table.clientId, table.priority, table.effectiveOn)],
);

/**
 * What the clocks of tickets showed when they were last counted: kept for lists and figures. The truth is the thread, from
 * which domain/tickets/clocks.server.ts counts it anew. No deadline is ever stored.
 */
export const ticketClocks = mysqlTable(
  "ticket_clocks",
  {
    ticketId: reference("ticket_id")
      .notNull()
      .references(() => tickets.id),
    clock: mysqlEnum("clock", CLOCKS).notNull(),
    /** From 1. The next word has one a silence, the resolution one more with each reopening. */
    round: int("round").notNull(),
    startedAt: instant("started_at").notNull(),
    /** Business seconds of earlier rounds, and all of them with this round's. */
    carriedSeconds: int("carried_seconds").notNull(),
    elapsedSeconds: int("elapsed_seconds").notNull(),
    standing: mysqlEnum("standing", CLOCK_STANDINGS).notNull(),
    /** While it runs: the instant up to which `elapsedSeconds` counts. */
    runningSince: instant("running_since"),
    stoppedAt: instant("stopped_at"),
    priority: int("priority").notNull(),
    /** Of the priority's terms then: business seconds, null where nothing is promised, and the share that warns. */
    targetSeconds: int("target_seconds"),
    warnPercent: int("warn_percent"),
    calendarId: reference("calendar_id"),
    /** When other terms take effect, or were written since: it must be counted again. */
    recountAt: instant("recount_at"),
  },
  (table) => [
    primaryKey({ columns: [table.ticketId, table.clock, table.round] }),
    index("ticket_clock_running").on(table.standing, table.ticketId),
    index("ticket_clock_stopped").on(table.stoppedAt),
    index("ticket_clock_recount").on(table.recountAt),
  ],
);

/** Who was told what of a clock, once a round. */
export const ticketClockTellings = mysqlTable(
  "ticket_clock_tellings",
  {
    ticketId: reference("ticket_id")
      .notNull()
      .references(() => tickets.id),
    clock: mysqlEnum("clock", CLOCKS).notNull(),
    round: int("round").notNull(),
    level: mysqlEnum("level", ["warned", "breached"]).notNull(),
    at: instant("at").notNull(),
    elapsedSeconds: int("elapsed_seconds").notNull(),
    targetSeconds: int("target_seconds").notNull(),
    priority: int("priority").notNull(),
  },
  (table) => [primaryKey({ columns: [table.ticketId, table.clock, table.round, table.level] })],
);
