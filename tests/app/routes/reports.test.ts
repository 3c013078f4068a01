import { afterAll, beforeAll, expect, test } from "vitest";

import { sendReport, submitReport, validateReport } from "#domain/reports/course-commands.server.ts";
import { keepDraft } from "#domain/reports/draft-commands.server.ts";
import { publishReport } from "#domain/reports/publication-commands.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { actorOf } from "#tests/support/journal.ts";
import { DRAFTED, frozen, OCTOBER } from "#tests/support/report.ts";
import { popgom } from "#tests/support/world.ts";

let extranet: TestExtranet;
beforeAll(async () => {
  extranet = await startExtranet();
});
afterAll(() => extranet.close());

test("a draft is staff's, a published report its client's, and nobody else's", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const { pm, support, approver, viewer, otherViewer, project } = world;
    const measured = {
      locale: "fr",
      measuredAt: DRAFTED,
      sections: [{ name: "availability", data: '{"services":[]}' }],
    };
    await keepDraft(db, project.id, actorOf(pm), { month: OCTOBER, ...measured }, DRAFTED);
    const people = [pm, support, viewer, otherViewer];
    const seen = async (path: string) => {
      const statuses: number[] = [];
      for (const { id } of people) {
        const as = await extranet.signedInAs(id);
        statuses.push((await extranet.ask(`/projects/popgom/reports/${OCTOBER}${path}`, { as })).status);
      }
      return statuses;
    };
    expect(await seen("")).toEqual([200, 200, 404, 404]);
    expect(await seen("/edit")).toEqual([200, 403, 404, 404]);
    expect(await seen("?edition=1")).toEqual([404, 404, 404, 404]);

    const read = (version: number) => ({ month: OCTOBER, version });
    await submitReport(db, project.id, actorOf(pm), read(1));
    await sendReport(db, project.id, actorOf(support), read(2));
    await validateReport(db, project.id, actorOf(approver), read(3));
    const edition = frozen(1, "Les commandes du mois");
    await publishReport(db, project.id, actorOf(pm), { ...read(4), frozen: edition });
    expect(await seen("")).toEqual([200, 200, 200, 404]);
    expect(await seen("/pdf?edition=1")).toEqual([200, 200, 200, 404]);
    expect(await seen("/pdf?edition=2")).toEqual([404, 404, 404, 404]);
    expect(await seen("/edit")).toEqual([200, 403, 403, 404]);

    // The viewer reads the bytes that were frozen, and nobody of theirs publishes.
    const as = await extranet.signedInAs(viewer.id);
    const pdf = await extranet.ask(`/projects/popgom/reports/${OCTOBER}/pdf`, { as });
    expect(Buffer.from(await pdf.arrayBuffer()).equals(edition.pdf)).toBe(true);
    const form = { intent: "erratum", version: "5", reason: "x" };
    expect((await extranet.ask(`/projects/popgom/reports/${OCTOBER}`, { as, form })).status).toBe(403);
  }));
