import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { writeShopYear } from "#bin/start/shop-year.ts";
import { doorSourceId } from "#db/metrics/door-source.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import type { Band } from "#domain/storefront/band.ts";
import { shopSources } from "#domain/storefront/history.server.ts";
import { lossesOf } from "#domain/storefront/losses.server.ts";
import { grownOver, lossOf, type OwnCount } from "#domain/storefront/losses.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const MINUTE = 60_000;
const band = (low: number, expected: number, high: number): Band => ({ low, expected, high, kind: "ordinary" });
const counted = (count: number): OwnCount => ({ from: 0, to: MINUTE, count });

describe("the shop's own total over an outage from 10 to 20", () => {
  test.each([
    [
      "told on both sides",
      [
        [9, 100],
        [10, 101],
        [15, 101],
        [21, 103],
        [22, 104],
      ],
      { from: 10, to: 21, count: 2 },
    ],
    [
      "silent meanwhile, and back",
      [
        [8, 100],
        [40, 107],
      ],
      { from: 8, to: 40, count: 7 },
    ],
    [
      "not back yet",
      [
        [9, 100],
        [15, 101],
      ],
      null,
    ],
    [
      "silent before",
      [
        [15, 100],
        [25, 101],
      ],
      null,
    ],
    [
      "begun again at 0",
      [
        [9, 100],
        [15, 0],
        [21, 3],
      ],
      null,
    ],
    ["never told", [], null],
  ] as const)("%s", (_sentence, told, expected) => {
    const readings = told.map(([at, total]) => ({ at, total }));
    expect(grownOver(readings, { from: 10, to: 20 })).toEqual(expected);
  });
});

test.each([
  ["nothing was sold", counted(0), { low: 126, usual: 159, high: 191 }],
  ["part of it was sold all the same", counted(130), { low: 0, usual: 29, high: 61 }],
  ["more was sold than ever", counted(400), { low: 0, usual: 0, high: 0 }],
])("of 159 expected orders (126 to 191), where %s, so many were lost", (_sentence, own, lostOrders) => {
  expect(lossOf(own, band(126, 159.2, 191), 10_000)).toMatchObject({
    kind: "counted",
    lostOrders,
    lostCents: { usual: lostOrders.usual * 10_000 },
  });
});

test("what the shop did not tell is unknown, never all that was expected", () => {
  expect(lossOf(null, band(126, 159, 191), 10_000)).toEqual({ kind: "unknown" });
  expect(lossOf(counted(0), null, 10_000)).toEqual({ kind: "too_little_history" });
  expect(lossOf(counted(0), band(1, 2, 3), null)).toMatchObject({ kind: "counted", lostCents: null });
});

test("a loss is never negative, its range holds it, and what is sold beside makes it no greater", () => {
  fc.assert(
    fc.property(
      fc.tuple(fc.nat(500), fc.nat(500), fc.nat(500)).map((limits) => [...limits].sort((one, other) => one - other)),
      fc.nat(600),
      fc.nat(50),
      ([low = 0, expected = 0, high = 0], count, more) => {
        const lostOf = (own: number) => {
          const loss = lossOf(counted(own), band(low, expected, high), null);
          if (loss.kind !== "counted") throw new Error(loss.kind);
          return loss.lostOrders;
        };
        const lost = lostOf(count);
        expect(lost.low).toBeGreaterThanOrEqual(0);
        expect(lost.usual).toBeGreaterThanOrEqual(lost.low);
        expect(lost.high).toBeGreaterThanOrEqual(lost.usual);
        expect(lost.high).toBeLessThanOrEqual(high);
        expect(lostOf(count + more).usual).toBeLessThanOrEqual(lost.usual);
      },
    ),
  );
});

test("an hour without orders costs about what the band expects; one in which the shop was silent is told when it is back", () =>
  withDatabase(async (db, { pool }) => {
    const evening = Date.parse("2026-11-19T19:40:00Z");
    const { project } = await popgom(db, new Date(evening));
    await writeShopYear(db, pool, evening, evening);
    const sourceIds = await shopSources(db, project.id);
    const store = openMetricStore(pool);
    const reading = { db, store, project: { ...project, timeZone: "Europe/Paris" }, sourceIds };
    const schema = await store.declareSchema([
      ["shop_orders_total", "counter"],
      ["shop_revenue_cents_total", "counter"],
    ]);
    const door = sourceIds.find((id) => sourceIds.includes(doorSourceId(id)) && id !== doorSourceId(id));
    const push = (minute: number, orders: number) =>
      store.append(
        [
          {
            sourceId: doorSourceId(door ?? 0),
            schema,
            snapshots: [[evening + minute * MINUTE, 5_000 + orders, 1e8 + orders * 30_000]],
          },
        ],
        evening + minute * MINUTE,
      );
    const outage = { from: evening + 10 * MINUTE, to: evening + 70 * MINUTE };
    await push(9, 0);
    expect(await lossesOf(reading, [outage])).toEqual([{ kind: "unknown" }]);

    await push(71, 0);
    const [loss] = await lossesOf(reading, [outage]);
    if (loss?.kind !== "counted") throw new Error(loss?.kind);
    const { low, usual, high } = loss.lostOrders;
    expect(low).toBeGreaterThan(0);
    expect(usual).toBeGreaterThan(low);
    expect(high).toBeGreaterThan(usual);
    expect((loss.lostCents?.usual ?? 0) / usual).toBeGreaterThan(20_000);
    expect((loss.lostCents?.usual ?? 0) / usual).toBeLessThan(45_000);
  }));
