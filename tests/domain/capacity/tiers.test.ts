import { expect, test } from "vitest";

import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { tierOrdersOf } from "#domain/capacity/tier-orders.server.ts";
import { about, fullWithoutOne, thinned, tiersOf } from "#domain/capacity/tiers.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const names = { fr: "web", en: "web", es: "web" };
const machine = (id: number, slug: string, position = "") => ({
  ...{ id, name: `${slug}-${id}`, sourceId: id, position, role: { slug, names } },
  application: { slug: "boutique" },
});

test("machines of one role of one application are a tier; one that follows another shares no work", () => {
  const [web, db] = tiersOf([
    machine(1, "web"),
    machine(2, "web"),
    machine(3, "db", "maître"),
    machine(4, "db", "copie"),
  ]);
  expect([web?.key, web?.isShared, web?.machines.length]).toEqual(["boutique web", true, 2]);
  expect([db?.key, db?.isShared]).toEqual(["boutique db", false]);
  expect(
    tiersOf([
      { ...machine(5, "web"), application: null },
      { ...machine(6, "web"), sourceId: null },
    ]),
  ).toEqual([]);
});

test("with one of two gone the tier is full at less than half, and figures are told as people say them", () => {
  const model = { slope: 0.001, intercept: 0.1, r2: 0.9, fullAt: 700, from: 0, to: 90, hours: 600, leftOut: 0 };
  expect(fullWithoutOne(model, 2)).toBeCloseTo(300, 9);
  expect(fullWithoutOne(model, 1)).toBeNull();
  expect([0, 7.4, 94, 312, 1_249].map(about)).toEqual([0, 7, 94, 310, 1_200]);
  expect(thinned([1, 2, 3, 4, 5, 6], 3)).toEqual([1, 3, 5]);
});

test("a shop that told nothing has tiers of which nothing is said, and a project without a shop none", () =>
  withDatabase(async (db, handle) => {
    const world = await popgom(db);
    const store = openMetricStore(handle.pool);
    const project = { id: world.project.id, timeZone: "Europe/Paris" };
    const found = await tierOrdersOf(db, store, project, Date.now());
    expect(found === null || found.every(({ model }) => "none" in model && model.none === "too_few")).toBe(true);
  }));
