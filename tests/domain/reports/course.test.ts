import { expect, test } from "vitest";

import { outboxMails } from "#db/schema/notifications.ts";
import {
  commentReport,
  returnReport,
  sendReport,
  submitReport,
  validateReport,
} from "#domain/reports/course-commands.server.ts";
import { keepDraft, noteLater } from "#domain/reports/draft-commands.server.ts";
import { acknowledgeReport, publishErratum, publishReport } from "#domain/reports/publication-commands.server.ts";
import {
  editionPdf,
  editionsOf,
  entriesOf,
  reportList,
  reportOf,
  reportsToFinish,
} from "#domain/reports/queries.server.ts";
import { changedFigures } from "#domain/reports/report.ts";
import { arrangeSections, writeSection } from "#domain/reports/section-commands.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf, journalOf } from "#tests/support/journal.ts";
import { DRAFTED, frozen, OCTOBER } from "#tests/support/report.ts";
import { popgom } from "#tests/support/world.ts";

const STAFF = { isStaff: true };
const CLIENT = { isStaff: false };
const MONTH = { month: OCTOBER };
const section = (name: string, value: number) => ({ name, data: `{"value":${value}}` });
const draftOf = (value: number) => ({
  ...{ ...MONTH, locale: "fr", measuredAt: DRAFTED },
  sections: [section("availability", value), section("shop", 1), section("tickets", 1)],
});

test("a month's report goes from draft to erratum, and no step is skipped or taken twice", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const { id: projectId } = world.project;
    const [pm, support, approver, viewer] = [world.pm, world.support, world.approver, world.viewer].map(actorOf);
    if (!pm || !support || !approver || !viewer) throw new Error("a fixture is missing");
    const now = DRAFTED;
    const detail = async () => {
      const found = await reportOf(db, projectId, OCTOBER, STAFF);
      if (!found) throw new Error("there is no report");
      const of = (name: string) => found.sections.find((one) => one.name === name);
      return { ...found, availability: of("availability"), read: { ...MONTH, version: found.row.version } };
    };

    // Drafted once; a second measure of the same facts changes nothing.
    expect(await keepDraft(db, projectId, pm, draftOf(1), new Date("2026-10-31T22:00:00Z"))).toEqual({
      refused: "monthNotOver",
    });
    const first = await keepDraft(db, projectId, pm, draftOf(1), now);
    expect(first).toMatchObject({ isNew: true, changed: ["availability", "shop", "tickets"] });
    expect(await keepDraft(db, projectId, pm, draftOf(1), now)).toMatchObject({ isNew: false, changed: [] });
    expect(await reportOf(db, projectId, OCTOBER, CLIENT)).toBeNull();
    expect(await reportOf(db, world.other.project.id, OCTOBER, STAFF)).toBeNull();
    expect(await reportsToFinish(db, [projectId, world.other.project.id])).toMatchObject([
      { month: OCTOBER, state: "draft" },
    ]);

    // Written by hand; the second of two authors is refused and nothing of the first is lost.
    const text = { ...MONTH, name: "availability", version: 1, text: "Un bon mois.", figures: { value: "1" } };
    expect(await writeSection(db, projectId, pm, text, now)).toEqual({ version: 2 });
    expect(await writeSection(db, projectId, support, { ...text, text: "Autre." }, now)).toMatchObject({
      refused: "changedMeanwhile",
      last: { actorName: pm.name },
    });
    expect(await writeSection(db, projectId, pm, { ...text, name: "absent" }, now)).toEqual({ refused: "notFound" });
    expect(await writeSection(db, world.other.project.id, pm, text, now)).toEqual({ refused: "notFound" });

    // A redraft takes the new figures, keeps the sentence, and what it was written over.
    expect(await keepDraft(db, projectId, pm, draftOf(2), now)).toMatchObject({ changed: ["availability"] });
    const redrafted = await detail();
    expect(redrafted.availability).toMatchObject({
      text: "Un bon mois.",
      data: '{"value":2}',
      figures: { value: "1" },
      version: 3,
    });
    expect(changedFigures(redrafted.availability?.figures ?? null, { value: "2" })).toEqual([
      { path: "value", before: "1", after: "2" },
    ]);

    const { read: toArrange } = redrafted;
    const arrange = (outline: string[]) => arrangeSections(db, projectId, pm, { ...toArrange, outline }, now);
    expect(await arrange(["shop", "shop"])).toEqual({ refused: "outlineUnknown" });
    expect(await arrange(["shop", "availability"])).toEqual({ version: toArrange.version + 1 });
    expect(await arrange(["shop"])).toMatchObject({ refused: "changedMeanwhile" });

    // Reviewed by another, returned once, then before the client.
    expect(await sendReport(db, projectId, support, (await detail()).read, now)).toEqual({ refused: "notThisState" });
    expect(await submitReport(db, projectId, pm, (await detail()).read, now)).toEqual({ state: "review" });
    expect(await writeSection(db, projectId, pm, { ...text, version: 3 }, now)).toEqual({ refused: "notWritable" });
    expect(await keepDraft(db, projectId, pm, draftOf(3), now)).toEqual({ refused: "notWritable" });
    expect(await sendReport(db, projectId, pm, (await detail()).read, now)).toEqual({ refused: "ownReview" });
    const back = { ...(await detail()).read, reason: " " };
    expect(await returnReport(db, projectId, support, back, now)).toEqual({ refused: "reasonMissing" });
    expect(await returnReport(db, projectId, support, { ...back, reason: "Et le 14 ?" }, now)).toEqual({
      state: "draft",
    });
    await submitReport(db, projectId, pm, (await detail()).read, now);
    const beforeSent = (await detail()).read;
    const early = { ...MONTH, section: null, text: "Bonjour", isInternal: false };
    expect(await commentReport(db, projectId, viewer, early, now)).toEqual({ refused: "notThisState" });
    expect(await sendReport(db, projectId, support, beforeSent, now)).toEqual({ state: "client" });
    expect(await sendReport(db, projectId, support, beforeSent, now)).toEqual({ refused: "notThisState" });

    // The client speaks and validates, by name; what staff said among themselves is not theirs.
    const comment = { ...MONTH, section: "availability", text: "Merci.", isInternal: false };
    expect(await commentReport(db, projectId, approver, comment, now)).toEqual({ commented: true });
    expect(await commentReport(db, projectId, approver, { ...comment, section: "tickets" }, now)).toEqual({
      refused: "notFound",
    });
    await commentReport(db, projectId, support, { ...comment, text: "À voir.", isInternal: true }, now);
    expect(await validateReport(db, projectId, approver, { ...MONTH, version: 1 }, now)).toMatchObject({
      refused: "changedMeanwhile",
    });
    const toPublish = { ...(await detail()).read, frozen: frozen(1, "commandes") };
    expect(await publishReport(db, projectId, pm, toPublish, now)).toEqual({ refused: "notThisState" });
    expect(await validateReport(db, projectId, approver, (await detail()).read, now)).toEqual({ state: "validated" });
    const { row } = await detail();
    const seen = await entriesOf(db, row.id, CLIENT);
    expect(seen.map(({ kind }) => kind)).toEqual([
      "drafted",
      "redrafted",
      "submitted",
      "submitted",
      "sent",
      "commented",
      "validated",
    ]);
    expect(seen.at(-1)).toMatchObject({ authorName: approver.name, at: now });

    // Published, frozen; then an erratum beside it, never over it.
    const validated = (await detail()).read;
    expect(await publishReport(db, projectId, pm, { ...validated, frozen: frozen(2, "x") }, now)).toMatchObject({
      refused: "changedMeanwhile",
    });
    const published = await publishReport(
      db,
      projectId,
      pm,
      { ...validated, frozen: frozen(1, "Les commandes du mois") },
      now,
    );
    expect(published).toMatchObject({ edition: 1, pdfHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await noteLater(db, projectId, OCTOBER, [section("availability", 9), section("tickets", 7)], now)).toEqual([
      "availability",
    ]);
    expect((await detail()).availability).toMatchObject({ data: '{"value":2}', laterData: '{"value":9}' });
    expect(await keepDraft(db, projectId, pm, draftOf(9), now)).toMatchObject({ changed: ["availability"] });
    const erratum = { ...(await detail()).read, frozen: frozen(2, "Les livraisons"), reason: "Coupure reclassée." };
    expect(await publishErratum(db, projectId, pm, { ...erratum, reason: "" }, now)).toEqual({
      refused: "reasonMissing",
    });
    expect(await publishErratum(db, projectId, pm, erratum, now)).toMatchObject({ edition: 2 });
    expect((await editionsOf(db, row.id)).map(({ edition, reason }) => [edition, reason])).toEqual([
      [1, ""],
      [2, "Coupure reclassée."],
    ]);
    expect((await editionPdf(db, row.id, 1))?.pdf.toString()).toBe("%PDF-1.4");

    // Found by the words of its newest edition, read once by each.
    const found = async (typed: string) => (await reportList(db, projectId, CLIENT, typed)).map(({ month }) => month);
    expect([await found("livraison"), await found("commandes"), await found("")]).toEqual([[OCTOBER], [], [OCTOBER]]);
    expect(await acknowledgeReport(db, projectId, viewer, { ...MONTH, edition: 3 }, now)).toEqual({
      refused: "notFound",
    });
    for (const _ of [1, 2])
      expect(await acknowledgeReport(db, projectId, viewer, { ...MONTH, edition: 2 }, now)).toEqual({ read: true });
    const reads = (await entriesOf(db, row.id, CLIENT)).filter(({ kind }) => kind === "read");
    expect(reads).toMatchObject([{ authorName: viewer.name, text: "2", at: now }]);
    expect(await reportsToFinish(db, [projectId])).toEqual([]);

    // Mails went to the client's people alone: to validate, then the two editions, each with its PDF.
    const mails = await db.select().from(outboxMails);
    const ofReport = mails.filter(({ subject }) => /Rapport|Erratum/.test(subject));
    expect(new Set(ofReport.map(({ toAddress }) => toAddress)).has(world.pm.email)).toBe(false);
    expect(
      ofReport
        .filter(({ reportEditionId }) => reportEditionId === null)
        .map(({ toAddress }) => toAddress)
        .sort(),
    ).toEqual([world.approver.email, world.clientAdmin.email].sort());
    const { events } = await journalOf(db);
    expect(events.filter((type) => type.startsWith("report."))).toContain("report.corrected");
  }));
