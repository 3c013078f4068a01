import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { maintenanceWindows } from "#db/schema/availability.ts";
import { contractTerms } from "#db/schema/projects.ts";
import { accountMonth } from "#domain/availability/account.ts";
import { answerContest, contestVerdict, reclassify } from "#domain/availability/commands.server.ts";
import { accountOf, contestsOf, monthOfServices, servicesOf } from "#domain/availability/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf, journalOf, lastEntry } from "#tests/support/journal.ts";
import { judgedService } from "#tests/support/judged-service.ts";
import { popgom } from "#tests/support/world.ts";

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 9, 12, 10);
const NOW = Date.UTC(2026, 10, 1, 12);
const OUTAGE = { from: NOON, to: NOON + 20 * MINUTE };
const OCTOBER = "2026-10";

/** A service of the project with one check that was down for twenty minutes of October. */
function judged(db: Database, projectId: number, checkedAt = NOW) {
  return judgedService(db, projectId, { outage: OUTAGE, watchedFrom: Date.UTC(2026, 8, 1), checkedAt });
}

async function agreedTerms(db: Database, projectId: number, effectiveOn: string, maintenanceNoticeDays: number) {
  const terms = { availabilityTarget: 0.998, maintenanceNoticeDays, supportHours: "24/7" };
  await db.insert(contractTerms).values({ projectId, effectiveOn, ...terms, createdAt: new Date(0) });
}

async function month(db: Database, projectId: number, now = NOW, of = OCTOBER) {
  const [first] = await monthOfServices(db, { id: projectId, timeZone: "Europe/Paris" }, of, now);
  if (!first) throw new Error("The project promises nothing");
  return first.accounted;
}

test("staff's word moves the contractual figure, never the raw one, and stays in the audit", () =>
  withDatabase(async (db) => {
    const { project, support } = await popgom(db);
    const { serviceId } = await judged(db, project.id);
    const before = (await month(db, project.id)).figures;
    expect(before).toMatchObject({ countedMs: 20 * MINUTE, observedDownMs: 20 * MINUTE });

    const decision = { serviceId, ...OUTAGE, verdict: "maintenance", reason: "Accord oral du 11 octobre" } as const;
    expect(await reclassify(db, project.id, actorOf(support), decision, new Date(NOW))).toEqual({
      id: expect.any(Number),
    });

    const { figures } = await month(db, project.id);
    expect(figures).toMatchObject({ countedMs: 0, observedDownMs: 20 * MINUTE, contractual: 1, raw: before.raw });
    expect(await lastEntry(db)).toMatchObject({
      action: "availability.reclassify",
      projectId: project.id,
      detail: {
        verdict: "maintenance",
        before: "down",
        reason: "Accord oral du 11 octobre",
        from: "2026-10-12T10:00:00.000Z",
      },
    });
  }));

test("a client contests, staff answer once, and both stay", () =>
  withDatabase(async (db) => {
    const { project, approver, pm } = await popgom(db);
    const { serviceId } = await judged(db, project.id);
    const asked = { serviceId, ...OUTAGE, text: "La boutique était lente avant 12:00." };
    const contested = await contestVerdict(db, project.id, actorOf(approver), asked, new Date(NOW));
    if ("refused" in contested) throw new Error(contested.refused);

    const answer = { contestId: contested.id, answer: "Lente, mais elle vendait." };
    expect(await answerContest(db, project.id, actorOf(pm), answer, new Date(NOW))).toEqual({ answered: true });
    expect(await answerContest(db, project.id, actorOf(pm), answer, new Date(NOW))).toEqual({
      refused: "alreadyAnswered",
    });
    expect(await contestsOf(db, serviceId, OUTAGE)).toMatchObject([
      { text: asked.text, authorName: approver.name, answer: { text: answer.answer, authorName: pm.name } },
    ]);
    expect((await journalOf(db)).events).toEqual(["availability.contested", "availability.contest_answered"]);
  }));

test.each([
  ["of no length", { to: OUTAGE.from }, "endsBeforeItStarts"],
  ["of no time at all", { from: Number.NaN }, "endsBeforeItStarts"],
  ["that is not over yet", { to: NOW + 1 }, "notOverYet"],
  ["without a reason", { reason: " " }, "reasonMissing"],
  ["with too long a reason", { reason: "x".repeat(2_001) }, "tooLong"],
  ["of a service that is not there", { serviceId: 999_999 }, "notFound"],
])("a decision on a time %s is refused", (_sentence, change, refused) =>
  withDatabase(async (db) => {
    const { project, pm } = await popgom(db);
    const { serviceId } = await judged(db, project.id);
    const decision = { serviceId, ...OUTAGE, verdict: "up" as const, reason: "Essai", ...change };

    expect(await reclassify(db, project.id, actorOf(pm), decision, new Date(NOW))).toEqual({ refused });
    const { reason: text, verdict: _verdict, ...asked } = decision;
    expect(await contestVerdict(db, project.id, actorOf(pm), { ...asked, text }, new Date(NOW))).toEqual({ refused });
    expect((await journalOf(db)).audit).toEqual([]);
  }));

test("what belongs to another project is not found", () =>
  withDatabase(async (db) => {
    const { project, other, admin } = await popgom(db);
    const { serviceId } = await judged(db, other.project.id);
    const actor = actorOf(admin);
    const at = new Date(NOW);
    const contested = await contestVerdict(db, other.project.id, actor, { serviceId, ...OUTAGE, text: "?" }, at);
    if ("refused" in contested) throw new Error(contested.refused);

    const foreign = { serviceId, ...OUTAGE, verdict: "up", reason: "?" } as const;
    expect(await reclassify(db, project.id, actor, foreign, at)).toEqual({ refused: "notFound" });
    const answer = { contestId: contested.id, answer: "?" };
    expect(await answerContest(db, project.id, actor, answer, at)).toEqual({ refused: "notFound" });
    expect(await servicesOf(db, project.id)).toEqual([]);
  }));

test("maintenance that was called off excuses nothing", () =>
  withDatabase(async (db) => {
    const { project } = await popgom(db);
    await judged(db, project.id);
    const announced = { announcedAt: OUTAGE.from - 6 * 86_400_000, approvedAt: OUTAGE.from - 1 };
    const window = { projectId: project.id, title: "Correctifs", ...OUTAGE, ...announced };
    await db.insert(maintenanceWindows).values({ ...window, cancelledAt: OUTAGE.from - 1 });
    expect((await month(db, project.id)).figures.countedMs).toBe(20 * MINUTE);

    await db.insert(maintenanceWindows).values(window);
    expect((await month(db, project.id)).figures.countedMs).toBe(0);
  }));

test("maintenance excuses only what was announced the contract's five days before", () =>
  withDatabase(async (db) => {
    const { project } = await popgom(db);
    await judged(db, project.id);
    await agreedTerms(db, project.id, "2026-10-01", 5);
    const window = { projectId: project.id, title: "Correctifs", ...OUTAGE, approvedAt: OUTAGE.from - 1 };
    await db.insert(maintenanceWindows).values({ ...window, announcedAt: OUTAGE.from - 4 * 86_400_000 });
    expect((await month(db, project.id)).figures.byVerdict.unapproved_maintenance).toBe(20 * MINUTE);

    await db.update(maintenanceWindows).set({ announcedAt: OUTAGE.from - 5 * 86_400_000 });
    expect((await month(db, project.id)).figures.byVerdict.maintenance).toBe(20 * MINUTE);
  }));

test("when our probe has stopped, the last ten minutes are unknown, not up (S2)", () =>
  withDatabase(async (db) => {
    const { project } = await popgom(db);
    await judged(db, project.id, NOW - 10 * MINUTE);

    const { segments, figures } = await month(db, project.id, NOW, "2026-11");
    expect(segments.map(({ verdict }) => verdict)).toEqual(["up", "unmonitored"]);
    // A run speaks for one interval of its check.
    expect(figures.byVerdict.unmonitored).toBe(10 * MINUTE - 30_000);
  }));

test("a year's account gives each of its months as the month's own account does", () =>
  withDatabase(async (db) => {
    const { project } = await popgom(db);
    await judged(db, project.id);
    const [service] = await servicesOf(db, project.id);
    if (!service) throw new Error("No service");
    const year = { from: Date.UTC(2025, 10, 1), to: NOW };
    const account = await accountOf(db, { id: project.id, timeZone: "Europe/Paris" }, service, year, NOW);

    expect(accountMonth(account, OCTOBER)).toEqual(await month(db, project.id));
    expect(accountMonth(account, "2026-02").figures.byVerdict.unmonitored).toBe(28 * 86_400_000);
  }));
