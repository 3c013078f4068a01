import { eq, isNotNull } from "drizzle-orm";
import { expect, test } from "vitest";

import { calendarHolidays, calendars, ticketClocks } from "#db/schema/clocks.ts";
import { ALWAYS_OPEN } from "#domain/clocks/calendar.ts";
import { keepHolidays } from "#domain/clocks/closed-days.server.ts";
import { addCalendar, askFeed, editCalendar, setHours } from "#domain/clocks/commands.server.ts";
import { calendarList, deskAgreements } from "#domain/clocks/desk.server.ts";
import { agreeDeskTerms, withdrawDeskTerms } from "#domain/clocks/terms-commands.server.ts";
import { openTicket } from "#domain/tickets/commands.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf, journalOf } from "#tests/support/journal.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = new Date("2026-11-23T09:00:00Z");
const LATER = new Date("2026-11-25T09:00:00Z");
const details = {
  name: "Bas-Rhin",
  timeZone: "Europe/Paris",
  holidayCountry: "FR",
  holidayRegion: "67",
  feedUrl: null,
  feedAllowedInside: null,
};

test("a calendar is added and changed: days to come follow another source, those that have passed stay", () =>
  withDatabase(async (db) => {
    const { admin } = await popgom(db);
    const actor = actorOf(admin);
    const added = await addCalendar(db, actor, { ...details, week: ALWAYS_OPEN }, NOW);
    if ("refused" in added) throw new Error(added.refused);
    expect(await addCalendar(db, actor, { ...details, week: ALWAYS_OPEN }, NOW)).toEqual({ refused: "nameTaken" });
    const nowhere = { ...details, name: "Nulle part", timeZone: "Europe/Nowhere", week: ALWAYS_OPEN };
    expect(await addCalendar(db, actor, nowhere, NOW)).toEqual({ refused: "badTimeZone" });
    await keepHolidays(db, NOW);
    const days = async () =>
      (await db.select().from(calendarHolidays).where(eq(calendarHolidays.calendarId, added.id))).map(({ day }) => day);
    expect(await days()).toEqual(expect.arrayContaining(["2025-12-26", "2026-04-03", "2026-12-26", "2028-12-26"]));

    const edit = { ...details, holidayRegion: null, version: 1 };
    expect(await editCalendar(db, added.id, actor, edit, NOW)).toEqual({ version: 2 });
    expect(await editCalendar(db, added.id, actor, edit, NOW)).toMatchObject({ refused: "changedMeanwhile" });
    expect(await editCalendar(db, 999_999, actor, edit, NOW)).toEqual({ refused: "notFound" });
    await keepHolidays(db, NOW);
    expect(await days()).toEqual(expect.arrayContaining(["2025-12-26", "2026-04-03", "2026-12-25", "2028-12-25"]));
    expect(await days()).not.toContain("2026-12-26");

    expect(await askFeed(db, added.id, actor, NOW)).toEqual({ refused: "notFound" });
    const withFeed = { ...edit, version: 2, feedUrl: "https://example.org/a.ics" };
    await editCalendar(db, added.id, actor, withFeed, NOW);
    expect(await askFeed(db, added.id, actor, LATER)).toEqual({ asked: true });
    expect(await db.select().from(calendars).where(isNotNull(calendars.feedUrl))).toMatchObject([{ feedDueAt: LATER }]);
    expect((await calendarList(db, NOW)).find(({ id }) => id === added.id)?.closed[0]?.day).toBe("2026-12-25");
    expect((await journalOf(db)).audit).toEqual([
      "calendar.add: Bas-Rhin",
      "calendar.change: Bas-Rhin",
      "calendar.change: Bas-Rhin",
      "calendar.ask-feed: Bas-Rhin",
    ]);
  }));

test("terms of the desk are agreed for a day and taken back while they may be; their clocks are counted again", () =>
  withDatabase(async (db) => {
    const { admin, project, viewer, other } = await popgom(db);
    const actor = actorOf(admin);
    const said = {
      subject: "Lent",
      text: "…",
      kind: "incident",
      impact: "low",
      urgency: "low",
      source: "page",
    } as const;
    const author = { side: "client", id: viewer.id, name: viewer.name } as const;
    const opened = await openTicket(db, project.id, actorOf(viewer), { ...said, author }, NOW);
    if ("refused" in opened) throw new Error(opened.refused);
    const toCount = async () =>
      (await db.select().from(ticketClocks).where(eq(ticketClocks.ticketId, opened.id))).map(
        ({ recountAt }) => recountAt,
      );
    const [calendar] = await db.select().from(calendars).limit(1);
    if (!calendar) throw new Error("no calendar");
    const rows = [1, 2, 3, 4].map((priority) => ({
      ...{
        priority,
        calendarId: calendar.id,
        firstResponseMinutes: 10,
        nextUpdateMinutes: null,
        resolutionMinutes: 60,
      },
    }));
    const agreed = { updateRule: "since_last_word", pausesForClient: true, warnPercent: 80, priorities: rows } as const;
    const agree = (effectiveOn: string, clientId = project.clientId) =>
      agreeDeskTerms(db, clientId, actor, { effectiveOn, ...agreed }, LATER);

    expect(await agree("2026-11-20")).toEqual({ agreed: true });
    expect(await toCount()).toEqual([LATER, LATER]);
    expect(await agree("2026-11-20")).toEqual({ refused: "dayTaken" });
    expect(await agree("2026-11-20", 999_999)).toEqual({ refused: "notFound" });
    const strange = {
      ...agreed,
      priorities: [{ ...rows[0], priority: 1, calendarId: 999_999 } as (typeof rows)[number]],
    };
    expect(await agreeDeskTerms(db, project.clientId, actor, { effectiveOn: "2027-01-01", ...strange }, LATER)).toEqual(
      {
        refused: "notFound",
      },
    );

    const listed = (await deskAgreements(db, LATER)).find(({ id }) => id === project.clientId)?.agreements;
    expect(listed?.map(({ effectiveOn, isInEffect }) => [effectiveOn, isInEffect])).toEqual([
      ["2026-11-20", true],
      ["2026-01-01", false],
    ]);
    const withdraw = (day: string, now: Date) => withdrawDeskTerms(db, project.clientId, actor, day, now);
    expect(await withdraw("2026-11-20", new Date("2026-11-27T09:00:00Z"))).toEqual({ refused: "inEffect" });
    expect(await withdrawDeskTerms(db, other.project.clientId, actor, "2026-11-20", LATER)).toEqual({
      refused: "notFound",
    });
    expect(await withdraw("2026-11-20", LATER)).toEqual({ withdrawn: true });
    expect(await setHours(db, calendar.id, actor, { effectiveOn: "2026-11-01", week: ALWAYS_OPEN }, LATER)).toEqual({
      set: true,
    });
    expect((await journalOf(db)).audit.filter((line) => !line.startsWith("ticket"))).toEqual([
      "desk-terms.agree: Tyredating",
      "desk-terms.withdraw: Tyredating",
      expect.stringMatching(/^calendar.set-hours: /),
    ]);
  }));
