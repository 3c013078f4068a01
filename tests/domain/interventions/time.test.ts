import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { maintenanceWindows } from "#db/schema/availability.ts";
import { interventionEntries } from "#db/schema/interventions.ts";
import { answerPlan, submitPlan } from "#domain/interventions/agreement-commands.server.ts";
import { comparisonStretches, movement, type Pairs, verdictOf } from "#domain/interventions/comparison.ts";
import { announce } from "#domain/interventions/course-commands.server.ts";
import { planHash } from "#domain/interventions/plan-hash.ts";
import { awaitedOf } from "#domain/interventions/queries.server.ts";
import { followInterventions } from "#domain/interventions/reminders.server.ts";
import { approversOf } from "#domain/interventions/rows.server.ts";
import { newestMails } from "#domain/notifications/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { planned, plannedWork } from "#tests/support/intervention.ts";
import { actorOf } from "#tests/support/journal.ts";
import { popgom } from "#tests/support/world.ts";

const HOUR_MS = 3_600_000;
const ASKED = new Date("2026-10-12T08:00:00Z");
const WINDOW = { from: new Date("2026-10-22T20:00:00Z"), to: new Date("2026-10-22T21:30:00Z") };
const after = (at: Date, hours: number) => new Date(at.getTime() + hours * HOUR_MS);

async function subjectsTo(db: Database, address: string): Promise<string[]> {
  const mails = (await newestMails(db)).filter(({ toAddress }) => toAddress === address);
  return mails.reverse().map(({ subject }) => subject.replace(/^\[POPGOM\] ([^:]*?).: .*$/u, "$1"));
}

test("who is silent is asked once more, what is near is told once, and a window nobody began excuses nothing", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, ASKED);
    const { project, approver } = world;
    const staff = actorOf(world.support);
    const work = plannedWork(world, WINDOW);
    const id = await planned(db, world, work, ASKED);
    await submitPlan(db, project.id, staff, id, ASKED);
    expect(await awaitedOf(db, approver.id, [project.id])).toMatchObject([{ id }]);
    expect(await awaitedOf(db, approver.id, [world.other.project.id])).toEqual([]);
    await followInterventions(db, after(ASKED, 47));
    expect(await subjectsTo(db, approver.email)).toEqual(["Votre accord est demandé"]);
    for (const hours of [49, 50, 120]) await followInterventions(db, after(ASKED, hours));
    expect(await subjectsTo(db, approver.email)).toEqual([
      "Votre accord est demandé",
      "Votre accord est encore attendu",
    ]);

    const [asked] = await approversOf(db, id);
    const yes = { approverId: asked?.id ?? 0, planHash: planHash(work.plan), answer: "agreed", reason: "" } as const;
    await answerPlan(db, project.id, actorOf(approver), id, { ...yes, byLink: false }, after(ASKED, 60));
    expect(await awaitedOf(db, approver.id, [project.id])).toEqual([]);
    await announce(db, project.id, staff, id, after(ASKED, 61));
    for (const hours of [-30, -24, -12, 0]) await followInterventions(db, after(WINDOW.from, hours));
    expect((await subjectsTo(db, approver.email)).slice(2)).toEqual(["Intervention annoncée", "Intervention à venir"]);

    const window = eq(maintenanceWindows.interventionId, id);
    expect(await db.select().from(maintenanceWindows).where(window)).toMatchObject([{ cancelledAt: null }]);
    for (const hours of [0.1, 1]) await followInterventions(db, after(WINDOW.to, hours));
    const [dropped] = await db.select().from(maintenanceWindows).where(window);
    expect(dropped?.cancelledAt).not.toBeNull();
    const notes = and(eq(interventionEntries.interventionId, id), eq(interventionEntries.kind, "note"));
    expect(await db.$count(interventionEntries, notes)).toBe(1);
  }));

const FIGURES: Pairs = {
  cpu: { before: 0.3, after: 0.31 },
  latency: { before: 0.4, after: 0.41 },
  errors: { before: 10, after: 12 },
  orders: { before: 200, after: 210 },
};

test.each([
  ["nothing that moved much is no difference", {}, "same"],
  ["a fifth less latency is better", { latency: { before: 0.4, after: 0.3 } }, "better"],
  [
    "one figure that is worse is worse, whatever else is better",
    {
      latency: { before: 0.4, after: 0.3 },
      errors: { before: 10, after: 40 },
    },
    "worse",
  ],
  ["a quarter fewer orders is worse", { orders: { before: 200, after: 140 } }, "worse"],
  ["three errors instead of one are noise", { errors: { before: 1, after: 3 } }, "same"],
  ["one figure alone says nothing", { cpu: null, latency: null, errors: null }, "unknown"],
] as [string, Partial<Pairs>, string][])("%s", (_sentence, change, verdict) => {
  expect(verdictOf({ ...FIGURES, ...change })).toBe(verdict);
});

test("the same hours of the same weekday are compared, over the night in which clocks change", () => {
  const ended = Date.parse("2026-10-22T21:00:00Z");
  const { before, after: later } = comparisonStretches(ended, "Europe/Paris");
  expect([before, later].map(({ from, to }) => [new Date(from).toISOString(), new Date(to).toISOString()])).toEqual([
    ["2026-10-15T22:00:00.000Z", "2026-10-16T22:00:00.000Z"],
    ["2026-10-22T22:00:00.000Z", "2026-10-23T22:00:00.000Z"],
  ]);
  const inWinter = comparisonStretches(Date.parse("2026-10-26T21:00:00Z"), "Europe/Paris");
  expect(new Date(inWinter.before.from).toISOString()).toBe("2026-10-19T21:00:00.000Z");
  expect(movement("cpu", null)).toBe("unknown");
});
