import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { capacityActions } from "#db/schema/capacity.ts";
import { notifications } from "#db/schema/notifications.ts";
import { type ActionState, actionProblem, dueReason, mayBecome, type ProposedAction } from "#domain/capacity/action.ts";
import { answerAction, changeAction, proposeAction } from "#domain/capacity/action-commands.server.ts";
import { dropAction, finishAction, linkAction } from "#domain/capacity/action-course-commands.server.ts";
import { actionsOf, dueActions, unansweredActions } from "#domain/capacity/actions.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { popgom, type World } from "#tests/support/world.ts";

const NOW = new Date("2026-11-23T08:00:00Z");

function proposal(world: Pick<World, "db1" | "pm">, other: Partial<ProposedAction> = {}): ProposedAction {
  return {
    about: { subject: "machine", subjectId: world.db1.id, resource: "filesystem:/var/lib/mysql" },
    ...{ title: "db-1 : disque de 50 à 80 Go", detail: "", newLimit: 80e9, frees: null, ownerId: world.pm.id },
    ...{ leadDays: 14, costMonthly: 38, costOnce: null, currency: "EUR", dueOn: "2026-12-08" },
    ...other,
  };
}

async function proposed(db: Database, world: World, other: Partial<ProposedAction> = {}): Promise<number> {
  const answer = await proposeAction(db, world.project.id, actorOf(world.support), proposal(world, other), NOW);
  if ("refused" in answer) throw new Error(answer.refused);
  return answer.id;
}

const told = async (db: Database, kind: string) =>
  (await db.select({ userId: notifications.userId }).from(notifications).where(eq(notifications.kind, kind)))
    .map(({ userId }) => userId)
    .sort();

test.each<[string, Partial<ProposedAction>, string | null]>([
  ["a new limit is an action", {}, null],
  ["words alone say what changes", { newLimit: null, detail: "Purger les paniers de plus de 18 mois." }, null],
  ["nothing said is no effect", { newLimit: null }, "effectMissing"],
  ["a limit below nothing is none", { newLimit: -1 }, "effectOutOfRange"],
  ["a price below nothing is none", { costOnce: -0.01 }, "costOutOfRange"],
  ["a title is needed", { title: "  " }, "titleMissing"],
  ["the 31st of November is no day", { dueOn: "2026-11-31" }, "badDay"],
  ["half a day is no lead time", { leadDays: 0.5 }, "leadOutOfRange"],
  [
    "what nobody measures is no resource",
    { about: { subject: "machine", subjectId: 1, resource: "mood" } },
    "resourceUnknown",
  ],
])("%s", (_sentence, other, expected) => {
  expect(
    actionProblem(
      proposal({ db1: { id: 1, sourceId: 1, name: "db-1" }, pm: { id: "x", name: "x", email: "x" } }, other),
    ),
  ).toBe(expected);
});

test("an action goes forward only, and ends once", () => {
  const states: ActionState[] = ["proposed", "agreed", "planned", "done", "dropped"];
  const moves = states.flatMap((from) => states.filter((to) => mayBecome(from, to)).map((to) => `${from} ${to}`));
  expect(moves).toEqual([
    ...["proposed agreed", "proposed dropped", "agreed planned", "agreed done", "agreed dropped"],
    ...["planned planned", "planned done", "planned dropped"],
  ]);
});

test.each<[string, Parameters<typeof dueReason>[0], string | null]>([
  ["the client has not answered", { state: "proposed", answeredAt: null, leadDays: 14, dueOn: null }, null],
  ["the client asks otherwise", { state: "proposed", answeredAt: NOW, leadDays: 14, dueOn: null }, "otherwise"],
  ["agreed to, far ahead", { state: "agreed", answeredAt: NOW, leadDays: 14, dueOn: "2027-03-01" }, null],
  ["agreed to, its lead time near", { state: "agreed", answeredAt: NOW, leadDays: 14, dueOn: "2026-12-20" }, "toPlan"],
  ["planned, in time", { state: "planned", answeredAt: NOW, leadDays: 14, dueOn: "2026-11-23" }, null],
  ["planned, its day gone by", { state: "planned", answeredAt: NOW, leadDays: 14, dueOn: "2026-11-22" }, "overdue"],
  ["done, its day gone by", { state: "done", answeredAt: NOW, leadDays: 14, dueOn: "2026-11-22" }, null],
])("what waits for us: %s", (_sentence, standing, expected) => {
  expect(dueReason(standing, "2026-11-23")).toBe(expected);
});

test("from the proposal to the work: the client asks otherwise, is asked again, agrees, and it is planned and done", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    await db.delete(capacityActions);
    const project = world.project.id;
    const [client, staff] = [actorOf(world.approver), actorOf(world.support)];
    const id = await proposed(db, world);
    expect(await told(db, "capacity.proposed")).toEqual([world.approver.id, world.clientAdmin.id].sort());
    expect(await unansweredActions(db, [project])).toMatchObject([{ id, dueOn: "2026-12-08" }]);
    expect(await dueActions(db, [project], NOW)).toEqual([]);

    const silent = { id, version: 1, answer: "otherwise", words: " " } as const;
    expect(await answerAction(db, project, client, silent, NOW)).toEqual({ refused: "wordsMissing" });
    expect(await answerAction(db, project, client, { ...silent, words: "Après Noël ?" }, NOW)).toEqual({
      answered: true,
    });
    expect(await told(db, "capacity.otherwise")).toEqual([world.pm.id]);
    expect(await dueActions(db, [project], NOW)).toMatchObject([
      { id, why: "otherwise", answeredByName: world.approver.name },
    ]);

    // Whoever read the words of before agrees to nothing.
    const changed = { ...proposal(world, { dueOn: "2027-01-12" }), id, version: 2 };
    expect(await changeAction(db, project, staff, changed, NOW)).toEqual({ changed: true });
    const late = await answerAction(db, project, client, { id, version: 2, answer: "agree", words: "" }, NOW);
    expect(late).toMatchObject({ refused: "changedMeanwhile", last: { actorName: world.support.name } });
    expect(await changeAction(db, project, staff, changed, NOW)).toMatchObject({ refused: "changedMeanwhile" });
    expect((await actionsOf(db, project))[0]).toMatchObject({ state: "proposed", answeredByName: null, version: 3 });

    const agreed = { id, version: 3, answer: "agree", words: "Oui, la nuit." } as const;
    expect(await answerAction(db, project, client, agreed, NOW)).toEqual({ answered: true });
    expect(await answerAction(db, project, client, { ...agreed, version: 4 }, NOW)).toEqual({ refused: "notAsked" });
    expect(await changeAction(db, project, staff, { ...changed, version: 4 }, NOW)).toEqual({
      refused: "notChangeable",
    });
    const foreign = { id, version: 4, interventionId: world.other.intervention };
    expect(await linkAction(db, project, staff, foreign, NOW)).toEqual({ refused: "interventionUnknown" });
    const own = { ...foreign, interventionId: world.intervention };
    expect(await linkAction(db, project, staff, own, NOW)).toEqual({ linked: true });
    expect(await finishAction(db, project, staff, { id, version: 5 }, NOW)).toEqual({ finished: true });
    expect(await dropAction(db, project, staff, { id, version: 6, reason: "Trop cher" }, NOW)).toEqual({
      refused: "notInThisState",
    });
    expect((await actionsOf(db, project))[0]).toMatchObject({
      ...{ state: "done", subjectName: "db-1", answerText: "Oui, la nuit.", answeredByName: world.approver.name },
      intervention: { id: world.intervention },
    });
  }));

test("what belongs to another project is nobody's here, and an owner works for the provider", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const staff = actorOf(world.support);
    const propose = (other: Partial<ProposedAction>) =>
      proposeAction(db, world.project.id, staff, proposal(world, other), NOW);
    const resource = "cpu";
    const subjects = [
      { subject: "machine", subjectId: world.other.db1.id, resource },
      { subject: "machine", subjectId: 999_999, resource },
      { subject: "application", subjectId: world.other.application, resource },
      { subject: "project", subjectId: world.other.project.id, resource },
    ] as const;
    for (const about of subjects) expect(await propose({ about })).toEqual({ refused: "subjectUnknown" });
    expect(await propose({ ownerId: world.approver.id })).toEqual({ refused: "ownerUnknown" });
    const id = await proposed(db, world);
    const elsewhere = { id, version: 1 };
    const there = world.other.project.id;
    expect(await finishAction(db, there, staff, elsewhere, NOW)).toEqual({ refused: "notFound" });
    expect(await answerAction(db, there, staff, { ...elsewhere, answer: "agree", words: "" }, NOW)).toEqual({
      refused: "notFound",
    });
    expect(await dropAction(db, world.project.id, staff, { ...elsewhere, reason: "" }, NOW)).toEqual({
      refused: "wordsMissing",
    });
    expect(await dropAction(db, world.project.id, staff, { ...elsewhere, reason: "Purge" }, NOW)).toEqual({
      dropped: true,
    });
    expect((await actionsOf(db, world.project.id)).find((one) => one.id === id)).toMatchObject({
      outcome: { kind: "dropped", reason: "Purge", byName: world.support.name },
    });
  }));
