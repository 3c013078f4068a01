import { randomBytes } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";

import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { incidentEntries, incidents } from "#db/schema/incidents.ts";
import { interventions } from "#db/schema/interventions.ts";
import { marks } from "#db/schema/marks.ts";
import { type KeptSeries, type KeptWindow, windowRefusal } from "#domain/tickets/kept-window.ts";
import { decodeWindow, encodeWindow } from "#domain/tickets/kept-window-codec.server.ts";
import { readWindow } from "#domain/tickets/kept-window-reading.server.ts";
import { openingWindow, windowAround } from "#domain/tickets/opening-window.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = Math.floor(Date.now() / MINUTE) * MINUTE;

function series(points: number, of: (index: number) => number): KeptSeries {
  return {
    ...{ measure: "cpu", machine: 0, of: null, stepMs: MINUTE, usual: null },
    points: Array.from({ length: points }, (_, index) => {
      const value = of(index);
      return { at: NOW + index * MINUTE, min: value / 2, average: value, max: value * 2, count: 6 };
    }),
  };
}

const EMPTY: KeptWindow = {
  ...{ from: NOW, to: NOW + DAY, about: NOW + MINUTE, frozenAt: NOW + DAY },
  ...{ machines: [{ name: "db-1", role: "db" }], series: [], expectedOrders: [], happenings: [] },
  leftOut: { series: 0, happenings: 0 },
};

test("a window comes back as it went in, gaps and five figures of each number kept", () => {
  const { points, ...rest } = series(200, (index) => Math.sin(index) + 1.23456789);
  const gapped = { ...rest, points: points.filter((_, index) => index < 50 || index > 60) };
  const back = decodeWindow(encodeWindow({ ...EMPTY, series: [gapped] }));
  expect({ ...back, series: [] }).toEqual(EMPTY);
  expect(back?.series[0]?.points.map(({ at }) => at)).toEqual(gapped.points.map(({ at }) => at));
  expect(back?.series[0]?.points[0]).toEqual({ at: NOW, min: 0.61728, average: 1.2346, max: 2.4691, count: 6 });
});

test("the largest window that noise can make stays within 300 kB: points go before curves, and it says what went", () => {
  const noise = () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48;
  const many = (count: number, points = 200) => ({
    ...EMPTY,
    series: Array.from({ length: count }, () => series(points, noise)),
  });
  const full = encodeWindow(many(12 * 9 + 8));
  expect(full.length).toBeLessThanOrEqual(300_000);
  const kept = decodeWindow(full);
  expect(kept?.series).toHaveLength(12 * 9 + 8);
  expect(kept?.series[0]?.points.reduce((sum, { count }) => sum + count, 0)).toBe(200 * 6);

  const beyond = decodeWindow(encodeWindow(many(2_000, 25)));
  expect((beyond?.series.length ?? 0) + (beyond?.leftOut.series ?? 0)).toBe(2_000);
  expect(beyond?.leftOut.series).toBeGreaterThan(0);
  expect(beyond?.series.length).toBeGreaterThan(300);
});

test("what is damaged, too large when unpacked, or of a version to come is no window", () => {
  const good = encodeWindow(EMPTY);
  const later = { ...JSON.parse(gunzipSync(good).toString()), version: 2 };
  for (const bad of [
    good.subarray(0, 40),
    Buffer.from("nothing"),
    gzipSync(JSON.stringify(later)),
    gzipSync(Buffer.alloc(40_000_000)),
  ]) {
    expect(decodeWindow(bad)).toBeNull();
  }
});

test.each([
  ["ends before it starts", { from: 10, to: 10 }, "endsBeforeItStarts"],
  ["is yet to come", { from: NOW, to: NOW + 1 }, "startsInTheFuture"],
  ["is longer than two weeks", { from: NOW - 15 * DAY, to: NOW }, "tooLong"],
  ["is the one around a moment", windowAround(NOW - MINUTE, NOW), null],
])("a window that %s", (_sentence, window, refusal) => {
  expect(windowRefusal(window, NOW)).toBe(refusal);
});

const MINUTES = (window: { from: number; to: number } | null) =>
  window && [window.from, window.to].map((at) => Math.round((at - NOW) / MINUTE));

test.each([
  ["an incident of now", { kind: "incident" }, [-60, 0]],
  ["what began two hours ago goes up to now", { kind: "incident", since: -120 }, [-180, 0]],
  ["of what began yesterday the beginning", { kind: "request", since: -1_440 }, [-1_500, -1_080]],
  ["what its author was looking at", { kind: "question", window: [-90, -30] }, [-90, -30]],
  ["a glance is widened", { kind: "question", window: [-31, -30] }, [-36, -30]],
  ["nothing that was not measured yet", { kind: "incident", window: [-30, 90] }, [-30, 0]],
  ["an impossible window stops nobody", { kind: "incident", window: [30, 20] }, [-60, 0]],
  ["a question is about no moment", { kind: "question" }, null],
] as const)("opening keeps the right window: %s", (_sentence, { kind, ...told }, expected) => {
  const at = (minutes: number) => new Date(NOW + minutes * MINUTE);
  const window = "window" in told ? { from: at(told.window[0]), to: at(told.window[1]) } : null;
  const since = "since" in told ? at(told.since) : null;
  expect(MINUTES(openingWindow({ kind, window, since }, new Date(NOW)))).toEqual(expected);
});

test(
  "a window holds curves with their usual, and what happened; nothing of other projects or among staff",
  { timeout: 120_000 },
  () =>
    withDatabase(async (db, { pool }) => {
      const { project, db1, web1, other, admin } = await popgom(db);
      const store = openMetricStore(pool);
      const schema = await store.declareSchema([
        ["cpu_used_ratio", "gauge"],
        ['filesystem_used_ratio{mount="/"}', "gauge"],
        ['network_received_bytes_per_second{interface="eth0"}', "gauge"],
        ['network_received_bytes_per_second{interface="eth1"}', "gauge"],
        ['network_received_bytes_per_second{interface="lo"}', "gauge"],
      ]);
      const [from, to] = [NOW - 60 * MINUTE, NOW];
      const rows = (values: number[], start: number) =>
        Array.from({ length: 60 }, (_, minute) => [start + minute * MINUTE, ...values] as const);
      const usually = [1, 2].flatMap((days) => rows([0.2, 0.5, 10, 20, 999], from - days * DAY));
      for (const machine of [db1, web1, other.db1]) {
        const snapshots = [...usually, ...rows([0.9, 0.5, 100, 200, 999], from)];
        await store.append([{ sourceId: machine.sourceId, schema, snapshots }], NOW);
      }
      const by = { authorId: admin.id, authorName: "Élodie", createdAt: new Date(NOW) };
      const mark = { projectId: project.id, at: new Date(NOW - 30 * MINUTE), kind: "deployment", ...by } as const;
      await db.insert(marks).values([{ ...mark, title: "Version 5.11" }]);
      await db.insert(marks).values([{ ...mark, title: "Retirée", deletedAt: new Date(NOW) }]);
      const [{ insertId: incidentId }] = await db.insert(incidents).values({
        ...{ projectId: project.id, title: "Achat", impact: "down", createdAt: new Date(NOW) },
        startedAt: new Date(NOW - 20 * MINUTE),
      });
      const note = { incidentId, at: new Date(NOW), kind: "note", text: "10.0.3.7 ne répond plus" } as const;
      await db.insert(incidentEntries).values({ ...note, isPublic: false });
      const plan = { plan: "secret", rollbackPlan: "r", checklist: "c", consequence: "x", risk: "low" } as const;
      const planned: Omit<typeof interventions.$inferInsert, "title" | "state"> = {
        ...{ projectId: project.id, kind: "normal", ...plan, requesterName: "Élodie", createdAt: new Date(NOW) },
        ...{ from: new Date(NOW - 40 * MINUTE), to: new Date(NOW - 10 * MINUTE) },
        notices: { announced: true, reminder: true, started: true, ended: true },
      };
      await db.insert(interventions).values([
        { ...planned, title: "Index recréé", state: "done" },
        { ...planned, title: "Brouillon", state: "draft" },
      ]);

      const machineIds = [db1.id, other.db1.id];
      const wanted = { projectId: project.id, machineIds, from, to, about: from, now: NOW };
      const kept = await readWindow(db, store, wanted);
      expect(kept.machines).toEqual([{ name: "db-1", role: "db" }]);
      const told = kept.series.map(({ measure, of, points, usual }) => [
        ...[measure, of, points.length, points[7]?.average],
        usual?.middle,
      ]);
      expect(told).toEqual([
        ["cpu", null, 60, 0.9, 0.2],
        ["disk", "/", 60, 0.5, 0.5],
        ["received", null, 60, 300, 30],
      ]);
      expect(kept.happenings.map((one) => ("title" in one ? one.title : one.kind))).toEqual([
        "Index recréé",
        "Version 5.11",
        "Achat",
      ]);
      const text = JSON.stringify(decodeWindow(encodeWindow(kept)));
      for (const hidden of ["10.0.3.7", "secret", "Brouillon", "Retirée"]) expect(text).not.toContain(hidden);

      const whole = await readWindow(db, store, { ...wanted, machineIds: [] });
      expect(whole.machines.map(({ name }) => name)).toContain("web-1");
      expect(whole.machines.length).toBeLessThanOrEqual(12);
    }),
);
