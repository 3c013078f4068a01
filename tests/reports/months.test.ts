import { expect, test } from "vitest";
import { SYSTEM } from "#domain/audit/record.server.ts";
import { reclassify } from "#domain/availability/commands.server.ts";
import { canonicalJson } from "#domain/reports/canonical.ts";
import { reportedProjects, reportOf, reportsToFinish } from "#domain/reports/queries.server.ts";
import { firstWorkingDay } from "#domain/reports/working-day.server.ts";
import { draftMonth, keepReports, measureReport } from "#reports/draft.server.ts";
import { measuredMonth } from "#reports/measure.server.ts";
import { contentOf } from "#reports/publish.server.ts";
import { changesOf, writtenReport } from "#reports/written.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { DRAFTED, OCTOBER, october } from "#tests/support/report.ts";
import { popgom } from "#tests/support/world.ts";

const CREATED = new Date("2026-09-01T08:00:00Z");

test("the same month built twice is the same bytes; a later word on it is a mark, and an erratum's figures", () =>
  withDatabase(async (db, handle) => {
    const world = await popgom(db, CREATED);
    const { store, serviceId, outage } = await october(handle, world);
    const { id: projectId, slug, name } = world.project;
    const project = { id: projectId, slug, name, clientName: world.client.name, timeZone: "Europe/Paris" };
    const measuring = { db, store, project, month: OCTOBER, locale: "fr" as const };

    const first = await measuredMonth(measuring, DRAFTED.getTime());
    expect(await measuredMonth(measuring, DRAFTED.getTime() + 6 * 86_400_000)).toEqual(first);
    expect(first.map(({ data }) => data)).not.toContain("null");

    // Sunday the 1st is a holiday too: nothing is drafted before Monday, and then once.
    expect(await firstWorkingDay(db, { clientId: world.client.id, timeZone: "Europe/Paris" }, "2026-11")).toBe(
      "2026-11-02",
    );
    expect(await keepReports(db, store, new Date("2026-11-01T12:26:00Z"))).toEqual({ drafted: 0 });
    expect(await keepReports(db, store, DRAFTED)).toEqual({ drafted: 2 });
    expect(await keepReports(db, store, new Date(DRAFTED.getTime() + 3_600_000))).toEqual({ drafted: 0 });
    expect((await reportsToFinish(db, [projectId])).map(({ month }) => month)).toEqual([OCTOBER]);

    const written = async () => {
      const detail = await reportOf(db, projectId, OCTOBER, { isStaff: true });
      if (!detail) throw new Error("there is no report");
      return { detail, report: await writtenReport(db, project, detail, { isDraft: true, at: DRAFTED }) };
    };
    const drafted = await written();
    const again = await draftMonth({ db, store }, projectId, SYSTEM, { month: OCTOBER, locale: "en" }, DRAFTED);
    expect(again).toMatchObject({ isNew: false, changed: [] });
    expect(contentOf((await written()).report)).toBe(contentOf(drafted.report));

    // Staff re-classify the outage months later: the report says what it said, and what is so now beside it.
    const decision = { serviceId, ...outage, verdict: "up" as const, reason: "La sonde se trompait." };
    const later = new Date("2027-02-10T09:00:00Z");
    await reclassify(db, projectId, actorOf(world.support), decision, later);
    await keepReports(db, store, new Date("2027-02-10T09:26:00Z"));
    const marked = await written();
    expect(contentOf(marked.report)).toBe(contentOf(drafted.report));
    const [availability] = changesOf(marked.detail, marked.report).filter((one) => one.name === "availability");
    expect(availability?.since).toContainEqual(
      expect.objectContaining({ before: expect.stringContaining("27"), after: expect.not.stringContaining("27") }),
    );
    const [ofProject] = await reportedProjects(db, projectId);
    if (!ofProject) throw new Error("there is no project");
    expect(await measureReport({ db, store }, ofProject, OCTOBER, later)).toContain("availability");
  }));

test.each([
  ["keys in order", { b: 1, a: [true, null, "é"] }, '{"a":[true,null,"é"],"b":1}'],
  ["the same of another order", { a: [true, null, "é"], b: 1 }, '{"a":[true,null,"é"],"b":1}'],
])("canonical JSON has %s", (_sentence, value, expected) => {
  expect(canonicalJson(value)).toBe(expected);
});

test.each([
  ["undefined", { a: undefined }],
  ["a number that is none", [Number.NaN]],
  ["a date", { at: new Date(0) }],
])("canonical JSON refuses %s", (_sentence, value) => {
  expect(() => canonicalJson(value)).toThrow("has no place in a report");
});
