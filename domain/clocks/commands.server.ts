import { and, eq, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { isDuplicateKey } from "#db/duplicate.server.ts";
import { calendarHolidays, calendarHours, calendars } from "#db/schema/clocks.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { changesBetween } from "#domain/audit/changes.ts";
import { type ChangedMeanwhile, changedMeanwhile, journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { dayIn, isTimeZone, startOfDay } from "#domain/projects/effect.ts";

import type { Week } from "./calendar.ts";
import { countAgain } from "./closed-days.server.ts";
import type { ClockEvent } from "./events.ts";

export interface CalendarDetails {
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly holidayCountry: string | null;
  readonly holidayRegion: string | null;
  readonly feedUrl: string | null;
  /** "10.0.0.5:8080": the one address inside that the feed may be read from. */
  readonly feedAllowedInside: string | null;
}

/** Hours that hold since ever: a calendar's first. */
const SINCE_EVER = "1970-01-01";

export async function addCalendar(
  db: Database,
  actor: Actor,
  { week, ...details }: CalendarDetails & { readonly week: Week },
  now = new Date(),
): Promise<{ id: number } | { refused: "nameTaken" | "badTimeZone" }> {
  if (!isTimeZone(details.timeZone)) return { refused: "badTimeZone" };
  return refusingTakenName(() =>
    db.transaction(async (tx) => {
      const feedDueAt = details.feedUrl === null ? null : now;
      const [{ insertId: id }] = await tx.insert(calendars).values({ ...details, feedDueAt, createdAt: now });
      await tx.insert(calendarHours).values({ calendarId: id, effectiveOn: SINCE_EVER, week });
      await journal(tx, actor, entry(id, details.name, "add", "calendar.added", { ...details, week }), now);
      return { id };
    }),
  );
}

/**
 * Changes what a calendar is called and where its closed days come from. Days to come are written anew from another source;
 * days that have passed stay as they were counted. `version` is the one the editor read.
 */
export async function editCalendar(
  db: Database,
  id: number,
  actor: Actor,
  { version, ...details }: CalendarDetails & { readonly version: number },
  now = new Date(),
): Promise<{ version: number } | { refused: "notFound" | "nameTaken" | "badTimeZone" } | ChangedMeanwhile> {
  if (!isTimeZone(details.timeZone)) return { refused: "badTimeZone" };
  return refusingTakenName(() =>
    db.transaction(async (tx) => {
      const before = await lockCalendar(tx, id);
      if (!before) return { refused: "notFound" };
      if (before.version !== version) return changedMeanwhile(tx, "calendar", id);
      const isOtherRule =
        before.holidayCountry !== details.holidayCountry || before.holidayRegion !== details.holidayRegion;
      const isOtherFeed = before.feedUrl !== details.feedUrl || before.feedAllowedInside !== details.feedAllowedInside;
      const today = dayIn(details.timeZone, now);
      const rule = { holidaysUntil: before.holidaysUntil === null ? null : today };
      const feed = { feedDueAt: details.feedUrl === null ? null : now, feedError: null };
      await tx
        .update(calendars)
        .set({ ...details, ...(isOtherRule && rule), ...(isOtherFeed && feed), version: version + 1 })
        .where(eq(calendars.id, id));
      if (isOtherRule) await forgetComing(tx, id, "rule", today);
      if (before.feedUrl !== details.feedUrl) await forgetComing(tx, id, "feed", today);
      await countAgain(tx, id, now, now);
      const changes = changesBetween(before, details);
      await journal(tx, actor, entry(id, details.name, "change", "calendar.changed", { changes }), now);
      return { version: version + 1 };
    }),
  );
}

/** Sets the hours of a calendar from a day on; those of the same day are replaced. Clocks that this reaches are counted anew. */
export async function setHours(
  db: Database,
  id: number,
  actor: Actor,
  { effectiveOn, week }: { readonly effectiveOn: string; readonly week: Week },
  now = new Date(),
): Promise<{ set: true } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    const calendar = await lockCalendar(tx, id);
    if (!calendar) return { refused: "notFound" };
    await tx
      .insert(calendarHours)
      .values({ calendarId: id, effectiveOn, week })
      .onDuplicateKeyUpdate({ set: { week: sql`values(week)` } });
    await countAgain(tx, id, startOfDay(calendar.timeZone, effectiveOn), now);
    await journal(tx, actor, entry(id, calendar.name, "set-hours", "calendar.hours-set", { effectiveOn, week }), now);
    return { set: true };
  });
}

/** Has a calendar's feed read within the minute. */
export async function askFeed(
  db: Database,
  id: number,
  actor: Actor,
  now = new Date(),
): Promise<{ asked: true } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    const calendar = await lockCalendar(tx, id);
    if (!calendar || calendar.feedUrl === null) return { refused: "notFound" };
    await tx.update(calendars).set({ feedDueAt: now }).where(eq(calendars.id, id));
    await journal(tx, actor, entry(id, calendar.name, "ask-feed", "calendar.feed-asked", {}), now);
    return { asked: true };
  });
}

async function lockCalendar(tx: Database, id: number) {
  const [row] = await tx.select().from(calendars).where(eq(calendars.id, id)).for("update");
  return row;
}

async function forgetComing(tx: Database, calendarId: number, source: "rule" | "feed", today: string): Promise<void> {
  await tx
    .delete(calendarHolidays)
    .where(
      and(
        eq(calendarHolidays.calendarId, calendarId),
        eq(calendarHolidays.source, source),
        sql`${calendarHolidays.day} >= ${today}`,
      ),
    );
}

async function refusingTakenName<Result>(write: () => Promise<Result>): Promise<Result | { refused: "nameTaken" }> {
  try {
    return await write();
  } catch (error) {
    if (isDuplicateKey(error)) return { refused: "nameTaken" };
    throw error;
  }
}

function entry(
  id: number,
  name: string,
  verb: AuditVerb<"calendar">,
  event: ClockEvent,
  detail: Record<string, unknown>,
) {
  return { action: `calendar.${verb}` as const, event, subject: { type: "calendar", id, name }, detail };
}
