import { isDeepStrictEqual } from "node:util";

import { and, isNotNull, isNull } from "drizzle-orm";
import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { maintenanceWindows } from "#db/schema/availability.ts";
import { checkStates } from "#db/schema/checks.ts";
import { figuresOf } from "#domain/availability/figures.ts";
import { ledgerOf } from "#domain/availability/ledger.ts";
import { accountOf, servicesOf } from "#domain/availability/queries.server.ts";
import { answerPlan, submitPlan } from "#domain/interventions/agreement-commands.server.ts";
import { changePlan } from "#domain/interventions/commands.server.ts";
import { announce, cancel, finish, start } from "#domain/interventions/course-commands.server.ts";
import type { InterventionKind } from "#domain/interventions/intervention.ts";
import { planHash } from "#domain/interventions/plan-hash.ts";
import { approversOf } from "#domain/interventions/rows.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { planned, plannedWork } from "#tests/support/intervention.ts";
import { actorOf } from "#tests/support/journal.ts";
import { judgedService } from "#tests/support/judged-service.ts";
import { popgom, type World } from "#tests/support/world.ts";

/*
 * Promise S5: of planned work only what was agreed to and announced with the contract's notice is excused, and only for as
 * long as it was announced and worked. Each case has a day of its own in October, with a window from 20:00 to 21:30 UTC and an
 * outage from 20:10 on; the contract wants five days of notice.
 */
const MINUTE = 60_000;
const PLANNED = new Date("2026-09-01T08:00:00Z");
const AGREED = new Date("2026-09-02T08:00:00Z");
const ANNOUNCED = new Date("2026-09-10T08:00:00Z");

interface Case {
  readonly sentence: string;
  readonly kind?: InterventionKind;
  readonly course: (one: Course) => Promise<unknown>;
  /** Minutes after 20:00 at which the service answers again; 60 where it is not told. */
  readonly wellAgain?: number;
  /** Of the outage, in minutes: what counts against the promise. The raw figure counts all of it. */
  readonly counted: number;
}

interface Course {
  readonly db: Database;
  readonly world: World;
  readonly id: number;
  /** An instant, minutes after 20:00 of the day. */
  at(minutes: number): Date;
  agree(now?: Date): Promise<unknown>;
  announce(now?: Date): Promise<unknown>;
  start(minutes: number): Promise<unknown>;
  finish(minutes: number): Promise<unknown>;
}

const DAYS = 24 * 60;

const CASES: readonly Case[] = [
  {
    sentence: "agreed, announced in time and worked",
    course: async (one) => [await one.agree(), await one.announce(), await one.start(0), await one.finish(90)],
    counted: 0,
  },
  {
    sentence: "agreed, but announced four days before",
    course: async (one) => [
      await one.agree(),
      await one.announce(one.at(-4 * DAYS)),
      await one.start(0),
      await one.finish(90),
    ],
    counted: 50,
  },
  { sentence: "agreed and never announced", course: (one) => one.agree(), counted: 50 },
  {
    sentence: "nobody agreed",
    course: ({ db, world, id }) => submitPlan(db, world.project.id, actorOf(world.support), id, PLANNED),
    counted: 50,
  },
  {
    sentence: "announced, then cancelled",
    course: async (one) => {
      await one.agree();
      await one.announce();
      return cancel(one.db, one.world.project.id, actorOf(one.world.support), one.id, "Plus utile", one.at(-1));
    },
    counted: 50,
  },
  {
    sentence: "announced, then changed and not agreed to again",
    course: async (one) => {
      const { db, world, id } = one;
      await one.agree();
      await one.announce();
      const work = plannedWork(world, { from: one.at(0), to: one.at(90) }, { plan: { risk: "high" } });
      return changePlan(db, world.project.id, actorOf(world.support), { ...work, id, version: 4 }, ANNOUNCED);
    },
    counted: 50,
  },
  {
    sentence: "ended for real after half an hour, with the service still down",
    course: async (one) => [await one.agree(), await one.announce(), await one.start(0), await one.finish(30)],
    counted: 30,
  },
  {
    sentence: "overran its window by half an hour",
    course: async (one) => [await one.agree(), await one.announce(), await one.start(0), await one.finish(120)],
    wellAgain: 120,
    counted: 30,
  },
  {
    sentence: "began half an hour late, with the service down before",
    course: async (one) => [await one.agree(), await one.announce(), await one.start(30), await one.finish(90)],
    counted: 20,
  },
  {
    sentence: "urgent, begun at once and agreed to afterwards",
    kind: "urgent",
    course: async (one) => [await one.start(5), await one.agree(one.at(40)), await one.finish(90)],
    counted: 50,
  },
  {
    sentence: "overlapped by a window that nobody approved, and by one for its last minutes that was",
    course: async (one) => {
      await one.agree();
      const projectId = one.world.project.id;
      const [early, late] = [one.at(-20 * DAYS).getTime(), one.at(40).getTime()];
      const window = { projectId, title: "Par ailleurs", announcedAt: early };
      return one.db.insert(maintenanceWindows).values([
        { ...window, from: one.at(0).getTime(), to: one.at(90).getTime(), approvedAt: null },
        { ...window, from: late, to: one.at(90).getTime(), approvedAt: early },
      ]);
    },
    counted: 30,
  },
  {
    sentence: "beside open-ended windows, of which only the one from the middle on was approved",
    course: async ({ db, world, at }) => {
      const early = at(-20 * DAYS).getTime();
      const window = { projectId: world.project.id, title: "Sans fin", announcedAt: early, to: null };
      return db.insert(maintenanceWindows).values([
        { ...window, from: at(0).getTime(), approvedAt: null },
        { ...window, from: at(35).getTime(), approvedAt: early },
      ]);
    },
    counted: 25,
  },
];

const isUnapproved = and(isNull(maintenanceWindows.approvedAt), isNotNull(maintenanceWindows.announcedAt));

/** Ledgers as others have written them: each lets something pass that must not. */
const PLANTED: readonly (readonly [string, (db: Database) => Promise<unknown>])[] = [
  ["a cancelled window stands", (db) => db.update(maintenanceWindows).set({ cancelledAt: null })],
  ["every window passes for approved", (db) => db.update(maintenanceWindows).set({ approvedAt: 0, announcedAt: 0 })],
  [
    "a late announcement passes",
    (db) => db.update(maintenanceWindows).set({ approvedAt: AGREED.getTime(), announcedAt: 0 }).where(isUnapproved),
  ],
  [
    "an overrun passes for planned",
    (db) => db.update(maintenanceWindows).set({ to: null }).where(isNotNull(maintenanceWindows.interventionId)),
  ],
  ["no window counts at all", (db) => db.delete(maintenanceWindows)],
];

test("only agreed and announced windows excuse, as long as they were worked; both figures stand side by side", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, PLANNED);
    const told = await lived(db, world);
    expect(await figuresOfDays(db, world)).toEqual(told);

    const kept = await db.select().from(maintenanceWindows);
    const passed: string[] = [];
    for (const [fault, plant] of PLANTED) {
      await plant(db);
      if (isDeepStrictEqual(await figuresOfDays(db, world), told)) passed.push(fault);
      await db.delete(maintenanceWindows);
      await db.insert(maintenanceWindows).values(kept);
    }
    expect(passed).toEqual([]);
  }));

const day = (index: number) => Date.UTC(2026, 9, 2 + 2 * index, 20);

/** Every case on its day; what its figures should be. */
async function lived(db: Database, world: World) {
  const outage = { from: day(-1), to: day(-1) + MINUTE };
  const { checkId } = await judgedService(db, world.project.id, { outage, watchedFrom: Date.UTC(2026, 8, 1) });
  for (const [index, one] of CASES.entries()) {
    const opening = day(index);
    await db.insert(checkStates).values([
      { checkId, at: opening + 10 * MINUTE, state: "down", reason: "status" },
      { checkId, at: opening + (one.wellAgain ?? 60) * MINUTE, state: "up" },
    ]);
    await one.course(await courseOf(db, world, opening, one.kind));
  }
  return CASES.map(({ sentence, counted, wellAgain = 60 }) => figured(sentence, counted, wellAgain - 10));
}

async function courseOf(
  db: Database,
  world: World,
  opening: number,
  kind: InterventionKind = "normal",
): Promise<Course> {
  const [projectId, staff] = [world.project.id, actorOf(world.support)];
  const at = (minutes: number) => new Date(opening + minutes * MINUTE);
  const work = plannedWork(world, { from: at(0), to: at(90) }, { plan: { kind } });
  const id = await planned(db, world, work, PLANNED);
  return {
    ...{ db, world, id, at },
    agree: async (now = AGREED) => {
      await submitPlan(db, projectId, staff, id, PLANNED);
      const [asked] = await approversOf(db, id);
      const yes = { approverId: asked?.id ?? 0, planHash: planHash(work.plan), answer: "agreed", reason: "" } as const;
      return done(answerPlan(db, projectId, actorOf(world.approver), id, { ...yes, byLink: true }, now));
    },
    announce: (now = ANNOUNCED) => done(announce(db, projectId, staff, id, now)),
    start: (minutes) => done(start(db, projectId, staff, id, at(minutes))),
    finish: (minutes) => done(finish(db, projectId, staff, id, { how: "done", text: "" }, at(minutes))),
  };
}

async function done<Answer extends object>(answer: Promise<Answer>): Promise<Answer> {
  const given = await answer;
  if ("refused" in given) throw new Error(String(given.refused));
  return given;
}

async function figuresOfDays(db: Database, world: World) {
  const [service] = await servicesOf(db, world.project.id);
  if (!service) throw new Error("The project promises nothing");
  const project = { id: world.project.id, timeZone: "Europe/Paris" };
  return Promise.all(
    CASES.map(async ({ sentence }, index) => {
      const window = { from: day(index) - 60 * MINUTE, to: day(index) + 180 * MINUTE };
      const account = await accountOf(db, project, service, window, Date.UTC(2026, 11, 1));
      const segments = ledgerOf({ window, ...account, quorum: service.quorum });
      const { countedMs, observedDownMs, contractual, raw } = figuresOf(segments, {
        ratio: 0.998,
        monthMs: 240 * MINUTE,
      });
      return { sentence, countedMs, observedDownMs, contractual: contractual?.toFixed(4), raw: raw?.toFixed(4) };
    }),
  );
}

/** Of four hours that are watched whole. */
function figured(sentence: string, counted: number, observed: number) {
  // What is excused is on neither side.
  const ratio = (down: number) => ((240 - observed) / (240 - observed + down)).toFixed(4);
  return {
    ...{ sentence, countedMs: counted * MINUTE, observedDownMs: observed * MINUTE },
    ...{ contractual: ratio(counted), raw: ratio(observed) },
  };
}
