import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { interventionLinks, interventions } from "#db/schema/interventions.ts";
import { contacts } from "#db/schema/projects.ts";
import { answerPlan, delegateAnswer, submitPlan } from "#domain/interventions/agreement-commands.server.ts";
import { changePlan, planIntervention } from "#domain/interventions/commands.server.ts";
import { announce, cancel, finish, start, tickStep } from "#domain/interventions/course-commands.server.ts";
import { planHash } from "#domain/interventions/plan-hash.ts";
import { approversOf } from "#domain/interventions/rows.server.ts";
import { USUAL_MAIL } from "#domain/notifications/choice.ts";
import { chooseMails } from "#domain/notifications/choices.server.ts";
import { newestMails } from "#domain/notifications/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { planned, plannedWork } from "#tests/support/intervention.ts";
import { actorOf, journalOf } from "#tests/support/journal.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = new Date("2026-10-12T08:00:00Z");
const WINDOW = { from: new Date("2026-10-22T20:00:00Z"), to: new Date("2026-10-22T21:30:00Z") };
const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

async function rowOf(db: Database, id: number) {
  const [row] = await db.select().from(interventions).where(eq(interventions.id, id));
  if (!row) throw new Error(`no intervention ${id}`);
  return row;
}

test("a plan is agreed to, announced, worked and closed; each step is told, and only in its turn", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const { project, support, approver } = world;
    const staff = actorOf(support);
    const work = plannedWork(world, WINDOW);
    const id = await planned(db, world, work, NOW);
    expect(await announce(db, project.id, staff, id, NOW)).toEqual({ refused: "notNow" });
    expect(await start(db, project.id, staff, id, WINDOW.from)).toEqual({ refused: "notAnnounced" });
    expect(await submitPlan(db, world.other.project.id, staff, id, NOW)).toEqual({ refused: "notFound" });
    expect(await submitPlan(db, project.id, staff, id, NOW)).toEqual({ state: "awaiting_agreement" });
    expect(await submitPlan(db, project.id, staff, id, NOW)).toEqual({ refused: "notDraft" });

    const [asked] = await approversOf(db, id);
    const answer = { approverId: asked?.id ?? 0, planHash: planHash(work.plan), reason: "", byLink: false } as const;
    const yes = { ...answer, answer: "agreed" } as const;
    const answered = (given: typeof yes, now = NOW) => answerPlan(db, project.id, actorOf(approver), id, given, now);
    expect(await answered({ ...yes, planHash: "0".repeat(64) })).toEqual({ refused: "planChanged" });
    expect(await answered({ ...yes, approverId: 999_999 })).toEqual({ refused: "notAsked" });
    expect(await answered(yes, WINDOW.from)).toEqual({ refused: "tooLate" });
    expect(await answered(yes)).toEqual({ answered: true, isReached: true });
    expect(await answered(yes)).toEqual({ refused: "alreadyAnswered" });
    const links = await db.select().from(interventionLinks);
    expect(links.map(({ spentAt }) => spentAt)).toEqual([NOW]);

    expect(await announce(db, project.id, staff, id, NOW)).toEqual({ done: true });
    expect(await start(db, project.id, staff, id, minutesAfter(WINDOW.from, -31))).toEqual({ refused: "tooEarly" });
    expect(await start(db, project.id, staff, id, WINDOW.to)).toEqual({ refused: "windowPast" });
    expect(await start(db, project.id, staff, id, WINDOW.from)).toEqual({ done: true });
    expect(await tickStep(db, project.id, staff, id, { step: 3, isDone: true })).toEqual({ refused: "notFound" });
    expect(await tickStep(db, project.id, staff, id, { step: 2, isDone: true })).toEqual({ done: true });
    expect(await cancel(db, project.id, staff, id, "trop tard", WINDOW.from)).toEqual({ refused: "notNow" });
    const ended = minutesAfter(WINDOW.from, 40);
    expect(await finish(db, project.id, staff, id, { how: "rolled_back", text: " " }, ended)).toEqual({
      refused: "reasonMissing",
    });
    // From here on the approver reads it on the page only.
    await chooseMails(db, approver.id, { ...USUAL_MAIL, interventions: "never" });
    expect(await finish(db, project.id, staff, id, { how: "done", text: "" }, ended)).toEqual({ done: true });
    expect(await rowOf(db, id)).toMatchObject({ state: "done", startedAt: WINDOW.from, endedAt: ended });

    const told = (await journalOf(db)).events.filter((type) => type.startsWith("intervention."));
    expect(told).toEqual([
      "intervention.planned",
      "intervention.submitted",
      "intervention.agreed",
      "intervention.announced",
      "intervention.started",
      "intervention.finished",
    ]);
    const toApprover = (await newestMails(db)).filter(({ toAddress }) => toAddress === approver.email).reverse();
    expect(toApprover.map(({ subject }) => subject)).toEqual([
      "[POPGOM] Votre accord est demandé : Correctifs de web-1",
      "[POPGOM] Intervention annoncée : Correctifs de web-1",
      "[POPGOM] Intervention commencée : Correctifs de web-1",
    ]);
  }));

test("a changed plan voids every agreement and asks again; the old hash answers nothing any more", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const { project, support, approver } = world;
    const staff = actorOf(support);
    const work = plannedWork(world, WINDOW);
    const id = await planned(db, world, work, NOW);
    await submitPlan(db, project.id, staff, id, NOW);
    const [asked] = await approversOf(db, id);
    const yes = { approverId: asked?.id ?? 0, answer: "agreed", reason: "", byLink: true } as const;
    const agree = (plan: typeof work.plan) =>
      answerPlan(db, project.id, actorOf(approver), id, { ...yes, planHash: planHash(plan) }, NOW);
    await agree(work.plan);
    await announce(db, project.id, staff, id, NOW);

    const same = { ...work, id, version: (await rowOf(db, id)).version };
    const quiet = { ...same, notices: { ...work.notices, reminder: false } };
    expect(await changePlan(db, project.id, staff, quiet, NOW)).toEqual({ asksAgain: false });
    expect(await changePlan(db, project.id, staff, same, NOW)).toMatchObject({ refused: "changedMeanwhile" });
    const dearer = { ...work.plan, priceCents: 1 };
    const changed = { ...same, plan: dearer, version: same.version + 1 };
    const others = { ...changed, asking: { ...work.asking, approvers: [] } };
    expect(await changePlan(db, project.id, staff, others, NOW)).toEqual({ refused: "quorumTooHigh" });
    const named = { side: "client", userId: world.clientAdmin.id, contactId: null } as const;
    const another = { ...changed, asking: { ...work.asking, approvers: [named] } };
    expect(await changePlan(db, project.id, staff, another, NOW)).toEqual({ refused: "approversAreAsked" });
    expect(await changePlan(db, project.id, staff, changed, NOW)).toEqual({ asksAgain: true });
    expect(await rowOf(db, id)).toMatchObject({ state: "awaiting_agreement", agreedAt: null, announcedAt: null });
    expect(await agree(work.plan)).toEqual({ refused: "alreadyAnswered" });
    expect(await agree(dearer)).toEqual({ answered: true, isReached: true });
  }));

test("requester and approver differ, whichever way it is tried", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const { project, pm, support } = world;
    const approvers = [
      { side: "client", userId: world.approver.id, contactId: null },
      { side: "staff", userId: pm.id, contactId: null },
    ] as const;
    const work = plannedWork(world, WINDOW, { asking: { clientQuorum: 1, staffQuorum: 1, approvers } });
    expect(await planIntervention(db, project.id, actorOf(pm), work, NOW)).toEqual({ refused: "requesterAsked" });
    await db.insert(contacts).values({ clientId: world.client.id, name: "Moi", email: support.email.toUpperCase() });
    const id = await planned(db, world, work, NOW);
    await submitPlan(db, project.id, actorOf(support), id, NOW);
    // Who is asked changes the plan: the yes of the one who wrote it would be worth nothing.
    const plan = { ...work.plan, title: "Correctifs de web-1 et plus" };
    const change = { ...work, plan, id, version: (await rowOf(db, id)).version };
    expect(await changePlan(db, project.id, actorOf(pm), change, NOW)).toEqual({ asksAgain: true });
    const [ofClient, ofStaff] = await approversOf(db, id);
    const yes = { planHash: planHash(plan), answer: "agreed", reason: "", byLink: false } as const;
    const asPm = { ...yes, approverId: ofStaff?.id ?? 0 };
    expect(await answerPlan(db, project.id, actorOf(pm), id, asPm, NOW)).toEqual({ refused: "ownPlan" });
    const asClient = { ...yes, approverId: ofClient?.id ?? 0 };
    expect(await answerPlan(db, project.id, actorOf(world.approver), id, asClient, NOW)).toEqual({
      ...{ answered: true, isReached: false },
    });
    const toRequester = { side: "staff", userId: support.id, contactId: null } as const;
    const passed = { approverId: ofStaff?.id ?? 0, to: toRequester };
    expect(await delegateAnswer(db, project.id, actorOf(pm), id, passed, NOW)).toEqual({ refused: "ownPlan" });
    const foreign = { ...passed, to: { ...toRequester, userId: world.otherViewer.id } };
    expect(await delegateAnswer(db, project.id, actorOf(pm), id, foreign, NOW)).toEqual({ refused: "approverUnknown" });
    const given = { ...passed, to: { ...toRequester, userId: world.admin.id } };
    const delegated = await delegateAnswer(db, project.id, actorOf(pm), id, given, NOW);
    if ("refused" in delegated) throw new Error(delegated.refused);
    expect(await answerPlan(db, project.id, actorOf(pm), id, asPm, NOW)).toEqual({ refused: "delegated" });
    const asAdmin = { ...yes, approverId: delegated.approverId };
    expect(await answerPlan(db, project.id, actorOf(world.admin), id, asAdmin, NOW)).toEqual({
      ...{ answered: true, isReached: true },
    });
  }));

test("a refusal needs a reason, sends the plan back, and is not asked a second time", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const { project, support, approver } = world;
    const staff = actorOf(support);
    const work = plannedWork(world, WINDOW);
    const id = await planned(db, world, work, NOW);
    await submitPlan(db, project.id, staff, id, NOW);
    const [asked] = await approversOf(db, id);
    const no = { approverId: asked?.id ?? 0, planHash: planHash(work.plan), answer: "refused", byLink: true } as const;
    const refuse = (reason: string) => answerPlan(db, project.id, actorOf(approver), id, { ...no, reason }, NOW);
    expect(await refuse(" ")).toEqual({ refused: "reasonMissing" });
    expect(await refuse("Jour de soldes")).toEqual({ answered: true, isReached: false });
    expect(await rowOf(db, id)).toMatchObject({ state: "draft", submittedHash: null });
    expect(await submitPlan(db, project.id, staff, id, NOW)).toEqual({ refused: "planWasRefused" });
    const later = { from: minutesAfter(WINDOW.from, 1_440), to: minutesAfter(WINDOW.to, 1_440) };
    const moved = { ...plannedWork(world, later), id, version: (await rowOf(db, id)).version };
    expect(await changePlan(db, project.id, staff, moved, NOW)).toEqual({ asksAgain: false });
    expect(await submitPlan(db, project.id, staff, id, NOW)).toEqual({ state: "awaiting_agreement" });
    expect(await cancel(db, project.id, staff, id, "Plus utile", NOW)).toEqual({ done: true });
    const again = { ...no, planHash: planHash(moved.plan), reason: "trop tard" };
    expect(await answerPlan(db, project.id, actorOf(approver), id, again, NOW)).toEqual({ refused: "cancelled" });
  }));
