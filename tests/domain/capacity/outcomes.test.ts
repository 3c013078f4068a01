import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { capacityActions, capacityEvents, forecasts } from "#db/schema/capacity.ts";
import { notifications } from "#db/schema/notifications.ts";
import { effectOf } from "#domain/capacity/action-outcome.ts";
import { actionsOf } from "#domain/capacity/actions.server.ts";
import { dayAfter } from "#domain/capacity/daily.ts";
import { measureOutcomes } from "#domain/capacity/outcomes.server.ts";
import { shortForecasts } from "#domain/capacity/short.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom, type World } from "#tests/support/world.ts";

const DONE = new Date("2026-10-12T08:00:00Z");
const RESOURCE = "filesystem:/var/lib/mysql";
const day = (after: number) => dayAfter("2026-10-12", after);
const later = (days: number) => new Date(DONE.getTime() + days * 86_400_000);

/** What was said of db-1's disk on a day: its use in gigabytes, and when it may be full. */
async function said(
  db: Database,
  { project, db1 }: World,
  madeOn: string,
  use: number,
  limit: number,
  likelyOn: string,
) {
  await db.insert(forecasts).values({
    ...{ projectId: project.id, subject: "machine", subjectId: db1.id, resource: RESOURCE, madeOn, madeAt: DONE },
    ...{ answer: "forecast", current: use * 1e9, limit: limit * 1e9, earlyOn: likelyOn, likelyOn, lateOn: likelyOn },
    ...{ historyDays: 200, days: [[1, use * 1e9, use * 1e9, use * 1e9, use * 1e9, use * 1e9]] },
  });
}

test("what an action changed is measured by the last forecast before it and the first a week after it, once", () =>
  withDatabase(async (db, handle) => {
    const world = await popgom(db, DONE);
    const store = openMetricStore(handle.pool);
    await said(db, world, day(-9), 38, 50, day(70));
    await said(db, world, day(-1), 40, 50, day(60));
    // The day after it the forecast does not know the new ways yet, and a month later other things have happened.
    await said(db, world, day(1), 40, 80, day(61));
    const about = { subject: "machine" as const, subjectId: world.db1.id, resource: RESOURCE };
    await db.insert(capacityActions).values({
      ...{ ...about, projectId: world.project.id, title: "Disque agrandi", detail: "", newLimit: 80e9, leadDays: 7 },
      ...{ ownerId: world.pm.id, ownerName: world.pm.name, state: "done", doneAt: DONE, createdAt: DONE },
    });
    const outcome = async () => (await actionsOf(db, world.project.id))[0]?.outcome;
    await measureOutcomes(db, store, later(3));
    expect(await outcome()).toBeNull();
    await measureOutcomes(db, store, later(8));
    expect(await outcome()).toBeNull();
    await said(db, world, day(8), 42, 80, day(140));
    await said(db, world, day(38), 70, 80, day(50));
    await measureOutcomes(db, store, later(40));
    await measureOutcomes(db, store, later(41));
    const measured = await outcome();
    expect(measured).toMatchObject({
      ...{ kind: "measured", measuredOn: day(40) },
      before: { madeOn: day(-1), use: 40e9, limit: 50e9, likelyOn: day(60) },
      after: { madeOn: day(8), use: 42e9, limit: 80e9, likelyOn: day(140) },
    });
    if (measured?.kind !== "measured") throw new Error("not measured");
    expect(effectOf(measured)).toEqual({ gainedDays: 80, isFarNow: false, useBefore: 0.8, useAfter: 0.525 });
    const told = await db.select().from(notifications).where(eq(notifications.kind, "capacity.measured"));
    expect(told.map(({ userId }) => userId)).toEqual([world.pm.id]);

    // Done is done: what is short now is the manager's affair again, until somebody plans something.
    const short = () => shortForecasts(db, [world.project.id], later(39));
    expect(await short()).toMatchObject([{ key: `machine:${world.db1.id}:${RESOURCE}`, others: 0 }]);
    await db.update(capacityActions).set({ state: "agreed" });
    expect(await short()).toEqual([]);
  }));

test("what nobody forecast, and an event of which nothing was counted, are given up in the end, and said so", () =>
  withDatabase(async (db, handle) => {
    const world = await popgom(db, DONE);
    const store = openMetricStore(handle.pool);
    const { id: projectId } = world.project;
    await db.insert(capacityActions).values({
      ...{ projectId, subject: "machine", subjectId: world.db1.id, resource: RESOURCE, title: "Purge", detail: "" },
      ...{ leadDays: 7, state: "done", doneAt: DONE, createdAt: DONE },
    });
    const event = { projectId, title: "Soldes", startsOn: day(-5), endsOn: day(0), multiplier: 1.3, authorName: "x" };
    await db.insert(capacityEvents).values({ ...event, createdAt: DONE });
    const outcomes = async () => [
      (await actionsOf(db, projectId))[0]?.outcome?.kind,
      (await db.select({ outcome: capacityEvents.outcome }).from(capacityEvents))[0]?.outcome,
    ];
    await measureOutcomes(db, store, later(10));
    expect(await outcomes()).toEqual([undefined, null]);
    await measureOutcomes(db, store, later(46));
    const nothing = { multiplier: null, orders: null };
    expect(await outcomes()).toEqual(["unmeasured", nothing]);
  }));
