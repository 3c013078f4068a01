import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { keepCalendars } from "#collector/jobs/calendar-feeds.ts";
import type { Database } from "#db/client.server.ts";
import { calendarHolidays, calendars } from "#db/schema/clocks.ts";
import { businessSeconds } from "#domain/clocks/business-time.ts";
import { closedTimes, FEED_LIMITS } from "#domain/clocks/feed.ts";
import { holidayRegions, publicHolidays } from "#domain/clocks/holidays.server.ts";
import { calendarsById } from "#domain/clocks/queries.server.ts";
import { readFeed } from "#domain/clocks/read-feed.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const WINDOW = { from: "2026-11-01", to: "2027-12-31" };
const feed = (...lines: string[]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//FR", ...lines, "END:VCALENDAR", ""].join("\r\n");
const event = (...lines: string[]) => [
  "BEGIN:VEVENT",
  `UID:${lines.join("").length}-${lines[0]}`,
  "DTSTAMP:20260101T000000Z",
  ...lines,
  "END:VEVENT",
];

test.each<[string, string[], string[]]>([
  ["a whole day", event("DTSTART;VALUE=DATE:20261224", "SUMMARY:Pont"), ["2026-12-24 0-1440 Pont"]],
  [
    "several days, the last one excluded",
    event("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261226", "SUMMARY:Pont"),
    ["2026-12-24 0-1440 Pont", "2026-12-25 0-1440 Pont"],
  ],
  [
    "every year, less one that was taken out",
    event("DTSTART;VALUE=DATE:20200115", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20280115", "SUMMARY:Saint patron"),
    ["2027-01-15 0-1440 Saint patron"],
  ],
  [
    "an afternoon in another zone, over midnight here",
    event(
      "DTSTART;TZID=America/New_York:20261223T150000",
      "DTEND;TZID=America/New_York:20261223T203000",
      "SUMMARY:Fête",
    ),
    ["2026-12-23 1260-1440 Fête", "2026-12-24 0-150 Fête"],
  ],
  [
    "a time in UTC, on a clock an hour ahead",
    event("DTSTART:20261224T140000Z", "DURATION:PT2H", "SUMMARY:Réunion"),
    ["2026-12-24 900-1020 Réunion"],
  ],
  [
    "each Friday afternoon on the feed's clock, whatever the season",
    event("DTSTART;TZID=Europe/Paris:20270319T160000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:Fermé"),
    ["2027-03-19 960-1020 Fermé", "2027-03-26 960-1020 Fermé", "2027-04-02 960-1020 Fermé"],
  ],
  [
    "two that overlap as one, a cancelled one not at all",
    [
      ...event("DTSTART:20261224T140000Z", "DURATION:PT2H", "SUMMARY:Un"),
      ...event("DTSTART:20261224T150000Z", "DURATION:PT3H", "SUMMARY:Deuxième"),
      ...event("DTSTART;VALUE=DATE:20261223", "STATUS:CANCELLED", "SUMMARY:Annulé"),
    ],
    ["2026-12-24 900-1140 Un"],
  ],
  [
    "a thousand years, of which the window is taken",
    event("DTSTART;VALUE=DATE:20271230", "DTEND;VALUE=DATE:30271230", "SUMMARY:Toujours"),
    ["2027-12-30 0-1440 Toujours"],
  ],
])("a feed closes %s", async (_sentence, lines, expected) => {
  const read = await readFeed(feed(...lines), WINDOW);
  if ("refused" in read) throw new Error(read.refused);
  const closed = closedTimes(read.occurrences, "Europe/Paris", WINDOW);
  expect(closed.map(({ day, from, to, name }) => `${day} ${from}-${to} ${name}`)).toEqual(expected);
});

test.each([
  [
    "that never gives a next time",
    feed(...event("DTSTART:20260101T000000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")),
    "tooSlow",
  ],
  ["of every second for ever", feed(...event("DTSTART:20260101T000000Z", "RRULE:FREQ=SECONDLY")), "tooMany"],
  [
    "of more events than anybody has",
    feed(...Array.from({ length: 2_001 }, () => "BEGIN:VEVENT\r\nEND:VEVENT")),
    "tooMany",
  ],
  ["of too many bytes", feed(`X-A:${"a".repeat(FEED_LIMITS.bytes)}`), "tooBig"],
  ["that is a page of the web", "<!doctype html><title>404</title>", "unreadable"],
  ["that is nothing", "", "unreadable"],
])("a feed %s is refused", async (_sentence, text, refused) => {
  const parseMs = refused === "tooSlow" ? 500 : 60_000;
  expect(await readFeed(text, WINDOW, { ...FEED_LIMITS, steps: 500, parseMs })).toEqual({ refused });
});

test("holidays of France and Spain, with those of a region", async () => {
  const days = async (country: "FR" | "ES", region: string | null) =>
    (await publicHolidays(country, region, { from: 2026, to: 2026 })).map(({ day }) => day.slice(5));
  const everywhere = [
    "01-01",
    "04-06",
    "05-01",
    "05-08",
    "05-14",
    "05-25",
    "07-14",
    "08-15",
    "11-01",
    "11-11",
    "12-25",
  ];

  expect(await days("FR", null)).toEqual(everywhere);
  expect((await days("FR", "67")).filter((day) => !everywhere.includes(day))).toEqual(["04-03", "12-26"]);
  expect(await days("ES", "CT")).toEqual(expect.arrayContaining(["01-06", "06-24", "09-11", "10-12", "12-26"]));
  expect(await days("ES", null)).not.toContain("09-11");
  expect((await holidayRegions("ES")).map(({ code }) => code)).toContain("CT");
});

const NOW = new Date("2026-11-23T09:00:00Z");

async function closedDays(db: Database, calendarId: number, source: "rule" | "feed") {
  const rows = await db
    .select()
    .from(calendarHolidays)
    .where(eq(calendarHolidays.calendarId, calendarId))
    .orderBy(asc(calendarHolidays.day));
  return rows.filter((row) => row.source === source).map(({ day }) => day);
}

test("calendars learn their holidays and feeds by themselves; what is inside is not reached unless it was allowed", () =>
  withDatabase(async (db) => {
    await popgom(db);
    let text = feed(...event("DTSTART;VALUE=DATE:20261120"), ...event("DTSTART;VALUE=DATE:20261224", "SUMMARY:Pont"));
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.writeHead(200).end(text);
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    try {
      const [france] = (await db.select().from(calendars)).filter(({ holidayCountry }) => holidayCountry === "FR");
      if (!france) throw new Error("no calendar");
      const calendar = () =>
        db
          .select()
          .from(calendars)
          .where(eq(calendars.id, france.id))
          .then((rows) => rows[0]);
      const feedUrl = `http://localhost:${port}/closed.ics`;
      await db.update(calendars).set({ feedUrl, feedDueAt: NOW }).where(eq(calendars.id, france.id));

      await keepCalendars(db, NOW);
      expect(await calendar()).toMatchObject({ feedError: "internal", feedReadAt: null, holidaysUntil: "2028-12-31" });
      expect(asked).toBe(0);
      expect(await closedDays(db, france.id, "rule")).toEqual(expect.arrayContaining(["2025-12-25", "2028-05-01"]));

      const allowed = { feedAllowedInside: `localhost:${port}`, feedDueAt: NOW };
      await db.update(calendars).set(allowed).where(eq(calendars.id, france.id));
      await keepCalendars(db, NOW);
      expect(await calendar()).toMatchObject({ feedError: null, feedReadAt: NOW });
      expect(await closedDays(db, france.id, "feed")).toEqual(["2026-11-20", "2026-12-24"]);
      const [counted] = (await calendarsById(db, [france.id])).values();
      if (!counted) throw new Error("no calendar");
      const hours = (from: string, to: string) => businessSeconds(counted, Date.parse(from), Date.parse(to)) / 3_600;
      expect(hours("2026-12-23T00:00+01:00", "2026-12-29T00:00+01:00")).toBe(22);

      // A week on it says nothing of the past any more, and another day: what was counted by stays.
      text = feed(...event("DTSTART;VALUE=DATE:20261231"), ...event("DTSTART;VALUE=DATE:20261125"));
      const nextWeek = new Date("2026-11-30T09:00:00Z");
      await keepCalendars(db, nextWeek);
      expect(await closedDays(db, france.id, "feed")).toEqual(["2026-11-20", "2026-12-31"]);

      // Broken, it leaves what it said.
      text = "gone";
      await keepCalendars(db, new Date("2026-12-01T09:00:00Z"));
      expect(await calendar()).toMatchObject({ feedError: "unreadable", feedReadAt: nextWeek });
      expect(await closedDays(db, france.id, "feed")).toEqual(["2026-11-20", "2026-12-31"]);
    } finally {
      server.close();
    }
  }));
