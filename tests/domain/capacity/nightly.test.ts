import { and, eq } from "drizzle-orm";
import type { Pool } from "mysql2/promise";
import { expect, test } from "vitest";

import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { forecasts } from "#db/schema/capacity.ts";
import { dayAfter, dayOf } from "#domain/capacity/daily.ts";
import type { Forecast, History } from "#domain/capacity/forecast/history.ts";
import { forecastMany } from "#domain/capacity/forecaster.server.ts";
import { hoursFrom, hoursKept } from "#domain/capacity/hours.server.ts";
import { makeAllForecasts, makeForecasts } from "#domain/capacity/nightly.server.ts";
import { capacitySentence, newestForecasts, remainingOf } from "#domain/capacity/queries.server.ts";
import { scoreCard } from "#domain/capacity/score.server.ts";
import { isInside, SCORED_STEPS, scoreOf } from "#domain/capacity/score.ts";
import { changeCapacitySettings } from "#domain/capacity/settings-commands.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { measuredHours } from "#tests/support/measured.ts";
import { popgom, type World } from "#tests/support/world.ts";

const DAY_MS = 86_400_000;
const NOW = new Date("2026-11-23T01:20:00Z");
const TO = Date.parse("2026-11-23");
const FROM = TO - 130 * DAY_MS;
const YESTERDAY = "2026-11-22";

/** Bytes on the disk, ever more; a day without measures now and then. */
const used = (at: number) =>
  (at / DAY_MS) % 17 < 1 ? undefined : 300 + ((at - FROM) / DAY_MS) * 4 + (at % DAY_MS) / DAY_MS;
/** A share of four cores, by the hour of the day and somewhat by the day. */
const cpu = (at: number) => 0.2 + 0.02 * ((at / 3_600_000) % 24) + 0.01 * (Math.floor(at / DAY_MS) % 5);

async function measured(pool: Pool, world: World): Promise<void> {
  const stretch = { from: FROM, to: TO };
  const disk = {
    'filesystem_used_bytes{mount="/var"}': used,
    'filesystem_used_ratio{mount="/var"}': (at: number) =>
      used(at) === undefined ? undefined : (used(at) ?? 0) / 1_000,
  };
  await measuredHours(pool, world.db1.sourceId, disk, stretch);
  for (const { sourceId } of [world.web1, world.web2]) {
    await measuredHours(pool, sourceId, { cpu_used_ratio: cpu, cpu_cores: () => 4 }, stretch);
  }
}

/** Says that all goes on as it did last, with a narrow band, and counts what it was asked. */
function teller() {
  let asked = 0;
  const forecaster = async (histories: readonly History[]): Promise<Forecast[]> => {
    asked += histories.length;
    return histories.map(({ kind, points, capacity }) => {
      const last = Array.from(points).findLast(Number.isFinite) ?? 0;
      const days = Array.from({ length: 90 }, (_day, at) => {
        const mean = last + (kind === "disk" ? 4 * (at + 1) : 0);
        return [at + 1, mean, mean - 3, mean + 0.5, mean - 9, mean + 9] as const;
      });
      const reach = { early: TO, likely: TO, late: null };
      return {
        answer: capacity === null ? "not_filling" : "forecast",
        days,
        current: last,
        reach,
        historyDays: points.length,
      };
    });
  };
  return { forecaster, asked: () => asked };
}

test("the night makes one forecast a resource and day, however often and by how many it is run, and of all projects", () =>
  withDatabase(async (db, { pool }) => {
    const world = await popgom(db);
    await measured(pool, world);
    const store = openMetricStore(pool);
    const { forecaster, asked } = teller();

    await Promise.all([makeAllForecasts(db, store, forecaster, NOW), makeAllForecasts(db, store, forecaster, NOW)]);
    const kept = await db.select().from(forecasts);
    const before = asked();
    await makeAllForecasts(db, store, forecaster, new Date(NOW.getTime() + 3_600_000));
    expect(asked()).toBe(before);
    expect(await db.select().from(forecasts)).toEqual(kept);

    const told = await newestForecasts(db, world.project.id);
    expect(told.map(({ subjectName, resource, limit }) => [subjectName, resource, limit && Math.round(limit)])).toEqual(
      [
        ["web-1", "cpu", 4],
        ["web-2", "cpu", 4],
        ["db-1", "filesystem:/var", 1_000],
        ["web-1, web-2", "cpu", 4],
      ],
    );
    expect(told.every(({ madeOn }) => madeOn === YESTERDAY)).toBe(true);
    // The pair's peak is what both had in three hours of the day, in cores, on what is left of them: 4.
    const shares = [21, 22, 23].map((hour) => cpu(TO - DAY_MS + hour * 3_600_000));
    expect(told.at(-1)?.current).toBeCloseTo(8 * Math.min(...shares), 6);
    expect((await remainingOf(db, world.project.id)).map(({ subjectName }) => subjectName)).toEqual([
      "web-1, web-2",
      "db-1",
    ]);

    // Of another project nothing is told, whatever ids its things have.
    expect(await newestForecasts(db, world.other.project.id)).toEqual([]);
    expect(await capacitySentence(db, world.other.project.id, NOW)).toEqual({ kind: "untold", pairs: null });
    expect(await scoreCard(db, world.other.project.id, { from: FROM, to: TO }, { store, now: NOW.getTime() })).toEqual(
      [],
    );
  }));

test("a night whose forecasts fail tells so, and keeps what it had", () =>
  withDatabase(async (db, { pool }) => {
    await measured(pool, await popgom(db));
    const failing = async () => Promise.reject(new Error("no thread"));
    await expect(makeAllForecasts(db, openMetricStore(pool), failing, NOW)).rejects.toThrow(AggregateError);
    expect(await db.select().from(forecasts)).toEqual([]);
  }));

test("the score card counts what a brute-force look at every forecast and day counts", () =>
  withDatabase(async (db, { pool }) => {
    const world = await popgom(db);
    await measured(pool, world);
    const store = openMetricStore(pool);
    const read = hoursKept(store, { from: FROM, to: TO });
    const { forecaster } = teller();
    for (const back of [30, 31, 44, 47, 60, 75, 90, 100]) {
      const asked = { forecaster, madeOn: dayAfter(YESTERDAY, -back), now: NOW, from: FROM };
      await makeForecasts(db, read, world.project.id, asked);
    }
    const window = { from: Date.parse("2026-11-01"), to: Date.parse("2026-12-01") };
    const card = await scoreCard(db, world.project.id, window, { store, now: NOW.getTime() });

    const highest = (day: number) => {
      const hours = Array.from({ length: 24 }, (_hour, hour) => used(day + hour * 3_600_000)).filter(
        (one) => one !== undefined,
      );
      return hours.length > 0 ? Math.max(...hours) : null;
    };
    const third = (day: number) =>
      Array.from({ length: 24 }, (_hour, hour) => 4 * cpu(day + hour * 3_600_000)).sort((a, b) => b - a)[2] ?? null;
    const expected: [string, number, boolean | null][] = [];
    for (const step of SCORED_STEPS) {
      for (const row of await db.select().from(forecasts)) {
        const on = Date.parse(row.madeOn) + step * DAY_MS;
        if (on < window.from || on >= Math.min(window.to, TO)) continue;
        const [, , lower80 = 0, upper80 = 0] = row.days[step - 1] ?? [];
        const peak = row.resource === "cpu" ? (third(on) ?? 0) * (row.subject === "pair" ? 2 : 1) : highest(on);
        expected.push([
          `${row.subject} ${row.subjectId} ${row.resource} ${dayOf(on)}`,
          step,
          isInside(peak, { lower80, upper80 }),
        ]);
      }
    }
    const told = card.map((row) => [
      `${row.subject} ${row.subjectId} ${row.resource} ${row.on}`,
      row.step,
      row.isInside,
    ]);
    expect(told.toSorted()).toEqual(expected.toSorted());
    expect(expected.length).toBeGreaterThan(20);
    const counted = expected.filter(([, , inside]) => inside !== null);
    const inside = counted.filter(([, , one]) => one).length;
    expect(scoreOf(card)).toMatchObject({ count: counted.length, inside });
    expect(inside).toBeGreaterThan(0);
    expect(inside).toBeLessThan(counted.length);
    expect(card.every(({ isAfterwards }) => isAfterwards)).toBe(true);

    // Today's card takes of each step what is nearest: 30, 60 and 90 days before yesterday.
    const today = await scoreCard(db, world.project.id, { at: NOW.getTime() }, { store, now: NOW.getTime() });
    expect(new Set(today.map(({ step, madeOn, on }) => `${step} ${madeOn} ${on}`))).toEqual(
      new Set(SCORED_STEPS.map((step) => `${step} ${dayAfter(YESTERDAY, -step)} ${YESTERDAY}`)),
    );
  }));

test("histories out of one reading are those of many, and the real forecasts see the disk fill", () =>
  withDatabase(async (db, { pool }) => {
    const world = await popgom(db);
    await measured(pool, world);
    const store = openMetricStore(pool);
    const asked = { forecaster: forecastMany, now: NOW, from: FROM };
    await makeForecasts(db, hoursFrom(store), world.project.id, { ...asked, madeOn: YESTERDAY });
    const [disk] = (await newestForecasts(db, world.project.id)).filter(({ subjectName }) => subjectName === "db-1");
    // 820 of 1,000 used, 4 more a day: full in 45 days.
    expect(disk).toMatchObject({ answer: "forecast", madeOn: YESTERDAY });
    expect(disk?.likely).toMatch(/^2027-01-0/);

    const whole = await db.select().from(forecasts).where(eq(forecasts.projectId, world.project.id));
    await db.delete(forecasts);
    await makeForecasts(db, hoursKept(store, { from: FROM, to: TO }), world.project.id, {
      ...asked,
      madeOn: YESTERDAY,
    });
    const again = await db
      .select()
      .from(forecasts)
      .where(and(eq(forecasts.projectId, world.project.id)));
    expect(again.map(({ id: _id, ...row }) => row)).toEqual(whole.map(({ id: _id, ...row }) => row));
  }));

test("the caution of dates is changed by whoever read it last, of their own project", () =>
  withDatabase(async (db) => {
    const { pm, project } = await popgom(db);
    const chosen = { stance: "expected", leadDays: 30, countsPairs: false } as const;
    const change = (version: number) =>
      changeCapacitySettings(db, project.id, actorOf(pm), { ...chosen, version }, NOW);
    expect(await change(0)).toEqual({ changed: true });
    expect(await change(0)).toMatchObject({ refused: "changedMeanwhile", last: { actorName: pm.name } });
    expect(await change(1)).toEqual({ changed: true });
    expect(await changeCapacitySettings(db, 999_999, actorOf(pm), { ...chosen, version: 0 }, NOW)).toEqual({
      refused: "notFound",
    });
  }));
