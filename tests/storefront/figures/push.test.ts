import { expect, test } from "vitest";

import { ShopFigures } from "#storefront/figures/figures.ts";
import { type Reading, readingOf } from "#storefront/figures/reading.ts";
import type { Sales } from "#storefront/figures/sales.ts";
import { Sender } from "#storefront/figures/sender.ts";
import { storedValues } from "#tests/collector/doors/stored.ts";
import { type CollectorTest, withCollector } from "#tests/collector/support.ts";
import { freePort } from "#tests/support/program.ts";

const SALES: Sales = {
  orders: 12,
  revenueCents: 359_520,
  refusals: 2,
  waiting: new Map([
    ["await_shipment", 3],
    ["await_supplier", 0],
  ]),
  stuck: 1,
};

const quiet = () => {};
const stored = (test: CollectorTest) => storedValues(test, test.world.web1.sourceId);
const counters = (at: number, visits: number): Reading => {
  const figures = new ShopFigures();
  for (let count = 0; count < visits; count += 1) figures.count("visits");
  return readingOf(figures, undefined, at);
};

test("a reading arrives whole, under the names that the extranet knows, and once however often it is sent", () =>
  withCollector(async (collector) => {
    const at = Date.now();
    const figures = new ShopFigures();
    for (const what of ["visits", "visits", "searches", "baskets", "errors"] as const) figures.count(what);
    figures.answered("product", 12);
    const reading = readingOf(figures, SALES, at);

    const sender = new Sender(collector, quiet);
    await sender.send(reading);
    await sender.send(reading);

    const latency = reading.values.find(({ name }) => name === "shop_latency_ms")?.value;
    expect(await stored(collector)).toEqual(
      [
        `shop_baskets_total ${at} 1`,
        `shop_errors_total ${at} 1`,
        `shop_latency_ms{page="product",quantile="0.5"} ${at} ${latency}`,
        `shop_latency_ms{page="product",quantile="0.95"} ${at} ${latency}`,
        `shop_latency_ms{page="product",quantile="0.99"} ${at} ${latency}`,
        `shop_orders_by_step{step="await_shipment"} ${at} 3`,
        `shop_orders_by_step{step="await_supplier"} ${at} 0`,
        `shop_orders_total ${at} 12`,
        `shop_payment_refusals_total ${at} 2`,
        `shop_revenue_cents_total ${at} 359520`,
        `shop_searches_total ${at} 1`,
        `shop_stuck_orders ${at} 1`,
        `shop_visits_total ${at} 2`,
      ].sort(),
    );
  }));

test("readings wait in their order while the collector is away, and the oldest are given up", () =>
  withCollector(async (collector) => {
    const lines: string[] = [];
    const at = Date.now() - 40_000;
    const door = { url: `http://127.0.0.1:${await freePort()}`, token: collector.token };
    const sender = new Sender(door, (line) => lines.push(line), 3);
    for (const [index, visits] of [1, 2, 3, 4].entries()) await sender.send(counters(at + index * 10_000, visits));
    expect(sender.waitingCount).toBe(3);
    expect(lines).toEqual([expect.stringContaining("ECONNREFUSED")]);

    door.url = collector.url;
    await sender.send(counters(at + 40_000, 5));

    expect(sender.waitingCount).toBe(0);
    expect(lines.at(-1)).toBe("figures arrive again");
    expect((await stored(collector)).filter((value) => value.startsWith("shop_visits_total"))).toEqual([
      `shop_visits_total ${at + 20_000} 3`,
      `shop_visits_total ${at + 30_000} 4`,
      `shop_visits_total ${at + 40_000} 5`,
    ]);
  }));

test("what the collector will never take is not sent for ever", () =>
  withCollector(async (collector) => {
    const lines: string[] = [];
    const sender = new Sender({ url: collector.url, token: "of nobody" }, (line) => lines.push(line));

    await sender.send(counters(Date.now(), 1));

    expect(sender.waitingCount).toBe(0);
    expect(lines).toEqual([expect.stringContaining("figures: 401")]);
    expect(await stored(collector)).toEqual([]);
  }));

test("without an answer of the database there is no figure of sales, and a page nobody opened has no latency", () => {
  const { values } = readingOf(new ShopFigures(), undefined, 0);

  expect(values.map(({ name }) => name)).toEqual([
    "shop_visits_total",
    "shop_searches_total",
    "shop_baskets_total",
    "shop_errors_total",
  ]);
});

test("processes of one shop tell their own counters apart, and what is sold once", () => {
  const { values } = readingOf(new ShopFigures(), SALES, 0, { instance: "web-5001" });
  const of = (name: string) => values.find((value) => value.name === name);

  expect(of("shop_visits_total")?.labels).toEqual({ instance: "web-5001" });
  expect(of("shop_orders_total")?.labels).toEqual({});
});
