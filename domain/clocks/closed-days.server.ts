import { and, eq, gte, isNotNull, isNull, lt, lte, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { calendarHolidays, calendars, ticketClocks } from "#db/schema/clocks.ts";
import { dayIn } from "#domain/projects/effect.ts";

import { type ClosedTime, closedTimes, type FeedRefusal } from "./feed.ts";
import { isHolidayCountry, publicHolidays } from "./holidays.server.ts";
import { readFeed } from "./read-feed.server.ts";

/** Public holidays are written down to the end of the year after next, feeds that far ahead too. */
const YEARS_AHEAD = 2;
const FEED_EVERY_MS = 6 * 3_600_000;
/** After a failure it is tried again sooner. */
const FEED_RETRY_MS = 30 * 60_000;

/** A feed that is to be read. */
export interface DueFeed {
  readonly calendarId: number;
  readonly url: string;
  /** "10.0.0.5:8080": the one address inside that staff allowed for it. */
  readonly allowedInside: string | null;
}

/** Writes public holidays down where a calendar has none yet for the years ahead. Days once written stay. */
export async function keepHolidays(db: Database, now = new Date()): Promise<void> {
  const year = now.getUTCFullYear();
  const rows = await db
    .select()
    .from(calendars)
    .where(
      and(
        isNotNull(calendars.holidayCountry),
        or(isNull(calendars.holidaysUntil), lt(calendars.holidaysUntil, `${year + 1}-12-31`)),
      ),
    );
  for (const { id, holidayCountry, holidayRegion, holidaysUntil } of rows) {
    if (!isHolidayCountry(holidayCountry)) continue;
    const from = holidaysUntil === null ? `${year - 1}-01-01` : holidaysUntil;
    const years = { from: Number(from.slice(0, 4)), to: year + YEARS_AHEAD };
    const days = (await publicHolidays(holidayCountry, holidayRegion, years)).filter(({ day }) => day >= from);
    await db.transaction(async (tx) => {
      await writeClosed(tx, id, "rule", days);
      await tx
        .update(calendars)
        .set({ holidaysUntil: `${years.to}-12-31` })
        .where(eq(calendars.id, id));
      await countAgain(tx, id, new Date(`${from}T00:00:00Z`), now);
    });
  }
}

export async function dueFeeds(db: Database, now: Date): Promise<DueFeed[]> {
  const { id, feedUrl, feedAllowedInside } = calendars;
  const rows = await db
    .select({ calendarId: id, url: feedUrl, allowedInside: feedAllowedInside })
    .from(calendars)
    .where(and(isNotNull(feedUrl), lte(calendars.feedDueAt, now)));
  return rows.flatMap(({ url, ...feed }) => (url === null ? [] : [{ ...feed, url }]));
}

/**
 * Takes what a feed says from today on, or notes why it could not be read: what it said before then holds. Days that have
 * passed are taken once, by the first reading; afterwards no feed changes what clocks have counted.
 */
export async function takeFeed(
  db: Database,
  calendarId: number,
  fetched: { readonly text: string } | { readonly failed: string },
  now = new Date(),
): Promise<void> {
  const [calendar] = await db.select().from(calendars).where(eq(calendars.id, calendarId));
  if (!calendar) return;
  const today = dayIn(calendar.timeZone, now);
  const window = {
    from: calendar.feedReadAt === null ? `${now.getUTCFullYear() - 1}-01-01` : today,
    to: `${now.getUTCFullYear() + YEARS_AHEAD + 1}-01-01`,
  };
  const read = "text" in fetched ? await readFeed(fetched.text, window) : { refused: fetched.failed as FeedRefusal };
  if ("refused" in read) {
    const feedDueAt = new Date(now.getTime() + FEED_RETRY_MS);
    const failed = { feedTriedAt: now, feedError: read.refused.slice(0, 60), feedDueAt };
    await db.update(calendars).set(failed).where(stillThere(calendar));
    return;
  }
  const closed = closedTimes(read.occurrences, calendar.timeZone, window);
  await db.transaction(async (tx) => {
    const feedDueAt = new Date(now.getTime() + FEED_EVERY_MS);
    const [{ affectedRows }] = await tx
      .update(calendars)
      .set({ feedTriedAt: now, feedReadAt: now, feedError: null, feedDueAt })
      .where(stillThere(calendar));
    // Somebody gave it another address meanwhile: this is not what it says any more.
    if (affectedRows === 0) return;
    const ofFeed = and(eq(calendarHolidays.calendarId, calendarId), eq(calendarHolidays.source, "feed"));
    await tx.delete(calendarHolidays).where(and(ofFeed, gte(calendarHolidays.day, window.from)));
    await writeClosed(tx, calendarId, "feed", closed);
    await countAgain(tx, calendarId, new Date(`${window.from}T00:00:00Z`), now);
  });
}

function stillThere({ id, feedUrl }: typeof calendars.$inferSelect) {
  return and(eq(calendars.id, id), eq(calendars.feedUrl, feedUrl ?? ""));
}

/** Has the clocks of a calendar counted again within the minute: those that stand open, and those stopped since an instant. */
export async function countAgain(tx: Database, calendarId: number, since: Date, now: Date): Promise<void> {
  await tx
    .update(ticketClocks)
    .set({ recountAt: now })
    .where(
      and(
        eq(ticketClocks.calendarId, calendarId),
        or(isNull(ticketClocks.stoppedAt), gte(ticketClocks.stoppedAt, since)),
      ),
    );
}

async function writeClosed(tx: Database, calendarId: number, source: "rule" | "feed", closed: readonly ClosedTime[]) {
  if (closed.length === 0) return;
  const rows = closed.map(({ day, name, from, to }) => ({
    ...{ calendarId, day, source, name },
    fromMinute: from,
    toMinute: to,
  }));
  await tx.insert(calendarHolidays).ignore().values(rows);
}
