import { afterAll, beforeAll, expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { recordMark } from "#domain/marks/commands.server.ts";
import { marksBetween } from "#domain/marks/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { actorOf } from "#tests/support/journal.ts";
import { type FixtureUser, popgom } from "#tests/support/world.ts";

const PATH = "/projects/popgom/events";
const MARK = { intent: "record", kind: "deployment", title: "Version 5.12", at: "2026-11-24T09:40" };

let extranet: TestExtranet;
beforeAll(async () => {
  extranet = await startExtranet();
});
afterAll(() => extranet.close());

async function post(user: FixtureUser, form: Record<string, string>) {
  const as = await extranet.signedInAs(user.id);
  return extranet.ask(`${PATH}?_data=${encodeURIComponent("routes/projects.$projectSlug.events")}`, { as, form });
}

function marksOf(db: Database, projectId: number) {
  return marksBetween(db, [projectId], new Date("2026-01-01"), new Date("2027-01-01"));
}

test("an approver puts a mark, on the clock of the project", () =>
  withDatabase(async (db) => {
    const { project, approver } = await popgom(db);

    expect(
      (await post(approver, { ...MARK, until: "2026-11-24T10:00", url: "https://ci.example.test/1" })).status,
    ).toBe(204);
    expect(await marksOf(db, project.id)).toMatchObject([
      { at: new Date("2026-11-24T08:40:00Z"), until: new Date("2026-11-24T09:00:00Z"), title: "Version 5.12" },
    ]);
  }));

test.each([
  ["without a title", { title: " " }, 400, { title: "admin:problems.missing" }],
  ["of no kind that there is", { kind: "constructor" }, 400, { kind: "admin:problems.choose" }],
  ["at an hour that is none", { at: "2026-11-24T25:00" }, 400, { at: "marks:problems.badTime" }],
  ["whose link holds a password", { url: "https://a:b@ci.example.test" }, 400, { url: "marks:problems.badUrl" }],
  ["that leads to a script", { url: "javascript:alert(1)" }, 400, { url: "marks:problems.badUrl" }],
  ["that ends before it starts", { until: "2026-11-24T09:00" }, 422, { until: "admin:refused.endsBeforeItStarts" }],
  ["of another century", { at: "2126-11-24T09:00" }, 422, { at: "admin:refused.outOfRange" }],
])("a mark %s is refused, and what was typed comes back", (_sentence, change, status, problems) =>
  withDatabase(async (db) => {
    const { project, clientAdmin } = await popgom(db);

    const answer = await post(clientAdmin, { ...MARK, ...change });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ problems, typed: { kind: expect.any(Array) } });
    expect(await marksOf(db, project.id)).toEqual([]);
  }));

test("a mark is taken off by whoever put it there, or by staff", () =>
  withDatabase(async (db) => {
    const { project, approver, clientAdmin, support } = await popgom(db);
    const mark = { kind: "campaign", title: "Soldes", until: null, detail: null, url: null } as const;
    const put = async (user: FixtureUser) => {
      const at = new Date("2026-11-24T08:40:00Z");
      const recorded = await recordMark(db, project.id, actorOf(user), { ...mark, at });
      if ("refused" in recorded) throw new Error(recorded.refused);
      return { intent: "withdraw", markId: String(recorded.id) };
    };

    const [one, other] = [await put(approver), await put(approver)];
    expect((await post(clientAdmin, one)).status).toBe(422);
    expect((await post(approver, one)).status).toBe(204);
    expect((await post(support, other)).status).toBe(204);
    expect(await marksOf(db, project.id)).toEqual([]);
  }));

test("the list shows marks with the way to their moment, and goes on where a page ends", () =>
  withDatabase(async (db) => {
    const { project, pm, viewer } = await popgom(db);
    const as = await extranet.signedInAs(viewer.id);
    for (let minute = 0; minute < 52; minute += 1) {
      const at = new Date(Date.UTC(2026, 9, 24, 8, minute));
      await recordMark(db, project.id, actorOf(pm), {
        kind: "other",
        title: `Repère ${minute}`,
        at,
        until: null,
        detail: null,
        url: null,
      });
    }

    const first = await (await extranet.ask(PATH, { as })).text();
    expect(first).toContain("Repère 51");
    expect(first).not.toContain(">Repère 1<");
    expect(first).toContain("/projects/popgom/measures?from=2026-10-24T07:51&amp;to=2026-10-24T13:51");
    const older = /\/projects\/popgom\/events\?after=[\d-]+/.exec(first)?.[0] ?? "";
    expect(await (await extranet.ask(older, { as })).text()).toContain(">Repère 1<");
  }));
