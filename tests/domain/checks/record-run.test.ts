import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { checkRuns, checkStates, checks } from "#db/schema/checks.ts";
import { events } from "#db/schema/events.ts";
import type { CheckRun, RunOutcome } from "#domain/checks/check.ts";
import { forgetOldRuns } from "#domain/checks/forgetting.server.ts";
import { noteSilence, recordRun } from "#domain/checks/runs.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const T0 = Date.UTC(2026, 10, 22, 12);

async function httpCheck(db: Database): Promise<number> {
  const { project } = await popgom(db);
  const [{ insertId }] = await db.insert(checks).values({
    projectId: project.id,
    name: "Accueil",
    kind: "http",
    target: { url: "https://shop.example/", status: 200, text: null, slowMs: 2_000 },
    intervalSeconds: 30,
    timeoutMs: 10_000,
    decides: true,
    enabled: true,
    createdAt: new Date(T0),
  });
  return insertId;
}

function runAt(checkId: number, seconds: number, outcome: RunOutcome): CheckRun {
  const reason = outcome === "ok" ? null : "refused";
  return { checkId, at: T0 + seconds * 1_000, durationMs: 100, outcome, reason, timings: { dns: 1 }, evidence: {} };
}

async function statesOf(db: Database, checkId: number): Promise<string[]> {
  const rows = await db.select().from(checkStates).where(eq(checkStates.checkId, checkId)).orderBy(asc(checkStates.at));
  return rows.map(({ at, state }) => `${state}@${(at - T0) / 1_000}`);
}

async function record(db: Database, checkId: number, told: readonly (readonly [number, RunOutcome])[]): Promise<void> {
  for (const [seconds, outcome] of told) await recordRun(db, runAt(checkId, seconds, outcome));
}

test("runs are kept once, changes are written with their evidence, and events tell of them", () =>
  withDatabase(async (db) => {
    const id = await httpCheck(db);
    await record(db, id, [
      [0, "ok"],
      [30, "failed"],
      [40, "failed"],
      [50, "failed"],
      [50, "failed"],
      [80, "ok"],
    ]);

    expect(await statesOf(db, id)).toEqual(["up@0", "down@30", "up@80"]);
    expect(await db.$count(checkRuns, eq(checkRuns.checkId, id))).toBe(5);
    const told = await db.select().from(events).where(eq(events.type, "check.changed")).orderBy(asc(events.id));
    expect(told.map(({ data }) => (data as { state: string }).state)).toEqual(["up", "down", "up"]);
  }));

test("a run that comes after younger ones decides nothing", () =>
  withDatabase(async (db) => {
    const id = await httpCheck(db);
    await record(db, id, [
      [0, "ok"],
      [60, "ok"],
      [30, "blind"],
    ]);

    expect(await statesOf(db, id)).toEqual(["up@0"]);
  }));

test("when nobody looked the time between is unmonitored, whether noted by the clock or by the next run", () =>
  withDatabase(async (db) => {
    const id = await httpCheck(db);
    await record(db, id, [[0, "ok"]]);
    expect(await noteSilence(db, new Date(T0 + 99_000))).toBe(0);
    expect(await noteSilence(db, new Date(T0 + 101_000))).toBe(1);
    expect(await noteSilence(db, new Date(T0 + 130_000))).toBe(0);
    await record(db, id, [
      [200, "ok"],
      [900, "ok"],
    ]);

    expect(await statesOf(db, id)).toEqual(["up@0", "unmonitored@30", "up@200", "unmonitored@230", "up@900"]);
  }));

test("a run of the very millisecond from which nobody seemed to look is heard all the same", () =>
  withDatabase(async (db) => {
    const id = await httpCheck(db);
    await record(db, id, [[0, "ok"]]);
    await noteSilence(db, new Date(T0 + 101_000));
    await record(db, id, [
      [30, "ok"],
      [60, "ok"],
    ]);

    expect(await statesOf(db, id)).toEqual(["up@0", "unmonitored@30", "up@30.001"]);
  }));

test("old runs are forgotten, but not those that prove a change", () =>
  withDatabase(async (db) => {
    const id = await httpCheck(db);
    await record(db, id, [
      [0, "ok"],
      [30, "ok"],
      [60, "ok"],
    ]);
    const day = 24 * 3_600_000;
    expect(await forgetOldRuns(db, new Date(T0 + 119 * day))).toBe(0);
    expect(await forgetOldRuns(db, new Date(T0 + 121 * day))).toBe(2);
    expect((await db.select().from(checkRuns)).map(({ at }) => at - T0)).toEqual([0]);
  }));

test("a run of a check that does not exist is refused", () =>
  withDatabase(async (db) => {
    expect(await recordRun(db, runAt(987_654, 0, "ok"))).toEqual({ refused: "notFound" });
  }));
