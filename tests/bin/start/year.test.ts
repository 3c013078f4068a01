import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool, RowDataPacket } from "mysql2/promise";
import { afterEach, beforeEach, expect, test } from "vitest";

import { STORY_DAYS } from "#agent/simulate/happenings.ts";
import { simulatedHistory, simulatedValues } from "#agent/simulate/values.ts";
import { type FleetEntry, simulatedFleet } from "#bin/start/fleet.ts";
import { joinOf } from "#bin/start/history.ts";
import { readSettings } from "#bin/start/settings.ts";
import { writeStoryMarks } from "#bin/start/story-marks.ts";
import { storyStates } from "#bin/start/story-states.ts";
import { writeYear } from "#bin/start/year.ts";
import { dayOfMachine } from "#bin/start/year-rows.ts";
import type { Database } from "#db/client.server.ts";
import { marks } from "#db/schema/marks.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = new Date("2026-11-22T12:34:56Z");
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
let data: string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "timonerie-year-"));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

async function fleetOf(db: Database): Promise<FleetEntry[]> {
  await popgom(db, NOW);
  const settings = readSettings("/nowhere", { NODE_ENV: "test", TIMONERIE_DATA: data });
  return [...((await simulatedFleet(db, settings, NOW))?.machines ?? [])];
}

const named = (fleet: readonly FleetEntry[], name: string) => {
  const found = fleet.find((machine) => machine.project === "popgom" && machine.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

test("the roll-ups end at the full hour where the samples begin: no double, no hole", () =>
  withDatabase(async (db) => {
    const web = named(await fleetOf(db), "web-1");
    const end = joinOf(web.storyAt);
    const day = Math.floor(end / DAY_MS) * DAY_MS;

    const { fine, hourly } = dayOfMachine(web, day, end, true);

    expect(end % HOUR_MS).toBe(0);
    expect(fine.map(({ t0 }) => t0)).toEqual(
      Array.from({ length: (end - day) / HOUR_MS }, (_hour, index) => day + index * HOUR_MS),
    );
    const cpu = hourly[0]?.series.findIndex(([key]) => key === "cpu_used_ratio") ?? -1;
    const hours = hourly[0]?.buckets[cpu] ?? [];
    expect(hours.filter(Boolean)).toHaveLength((end - day) / HOUR_MS);
    // The level before the join is the level after it.
    const last = hours.findLast(Boolean);
    const [first] = simulatedHistory(web, end, end + 60_000, 60_000);
    expect(first?.[0]).toBe(end);
    const after = simulatedValues(web, end).get("cpu_used_ratio") ?? 0;
    expect(Math.abs((last?.average ?? 0) - after)).toBeLessThan(0.12);
  }));

test("a start that was killed goes on where it was, and a second one writes nothing", () =>
  withDatabase(async (db, { pool }) => {
    const fleet = (await fleetOf(db)).slice(0, 1);
    expect(await writeYear(pool, fleet, { now: NOW.getTime(), mostDays: 4 })).toBe(4);
    const before = await writtenDays(pool);

    expect(await writeYear(pool, fleet, { now: NOW.getTime() + 2 * HOUR_MS })).toBe(STORY_DAYS + 1 - 4);

    const after = await writtenDays(pool);
    expect(after.slice(-before.length)).toEqual(before);
    const gap = after.filter((at, index) => index > 0 && at - (after[index - 1] ?? at) !== DAY_MS);
    expect(gap).toEqual([]);
    expect(await writeYear(pool, fleet, { now: NOW.getTime() + 3 * HOUR_MS })).toBe(0);
  }));

test("the year's states are the rule's: outages, the leak's ends and the full disk, and none while we were blind", () =>
  withDatabase(async (db) => {
    const fleet = await fleetOf(db);
    const until = NOW.getTime() - DAY_MS;

    const steady = storyStates(named(fleet, "web-1"), until);
    expect(steady.map(({ state }) => state)).toEqual(["ok", "mute", "ok"]);
    const database = storyStates(named(fleet, "db-1"), until);
    expect(database.filter(({ state }) => state === "mute")).toHaveLength(2);
    expect(database.find(({ state }) => state === "warn")?.finding).toMatchObject({ kind: "disk" });
    expect(database.at(-1)?.state).toBe("ok");
  }));

test("the marks of the story stand once", () =>
  withDatabase(async (db) => {
    const [first] = await fleetOf(db);
    for (let start = 0; start < 2; start += 1) await writeStoryMarks(db, first?.storyAt ?? 0);

    const rows = await db.select().from(marks);
    expect(rows.filter(({ kind }) => kind === "deployment")).toHaveLength(3);
    expect(new Set(rows.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(rows.length);
  }));

async function writtenDays(pool: Pool): Promise<number[]> {
  const [rows] = await pool.query<RowDataPacket[]>("SELECT DISTINCT t0 FROM metric_rollups_1h ORDER BY t0");
  return rows.map((row) => Number(row.t0));
}
