import { expect, test } from "vitest";

import { seededNumbers } from "#storefront/centres/seeded.ts";
import { type Reached, shop } from "#storefront/shoppers/shopper.ts";
import { type Clock, simulate } from "#storefront/shoppers/simulator.ts";
import { Visitor } from "#storefront/shoppers/visitor.ts";

import { withFixtureShop } from "./fixture-shop.ts";

const noThought = { think: async () => {} };

test("of many shoppers some buy, some leave at each step, and some payments are refused", () =>
  withFixtureShop(async (fixture) => {
    const reached: Reached[] = [];
    for (let seed = 1; seed <= 300; seed += 1) {
      reached.push(await shop(new Visitor(fixture.url), { random: seededNumbers(seed), ...noThought }));
    }

    const count = (step: Reached) => reached.filter((one) => one === step).length;
    expect(count("order")).toBeGreaterThan(15);
    expect(count("order")).toBeLessThan(60);
    for (const step of ["home", "search", "product", "basket", "checkout", "payment"] as const) {
      expect([step, count(step) > 0]).toEqual([step, true]);
    }
    expect(new Set(fixture.outcomes)).toEqual(new Set(["success", "refuse", "challenge", "abandon"]));
    expect(fixture.orders[0]).toEqual({
      email: expect.stringMatching(/^shopper-\w+@example\.com$/),
      quantity: expect.stringMatching(/^[24]$/),
      slot: expect.stringMatching(/^(09|10):00$/),
    });
    expect(new Set(fixture.orders.map(({ email }) => email)).size).toBe(fixture.orders.length);
  }));

test("a broken shop loses its shoppers, and the simulator goes on", () =>
  withFixtureShop(
    async ({ url }) => {
      const visits = Array.from({ length: 30 }, (_, seed) =>
        shop(new Visitor(url), { random: seededNumbers(seed), ...noThought }),
      );
      expect(new Set(await Promise.all(visits))).toEqual(new Set(["home", "search"]));
    },
    { isBroken: true },
  ));

test("a shop that does not answer throws nothing", async () => {
  expect(await shop(new Visitor("http://127.0.0.1:9"), { random: seededNumbers(1), ...noThought })).toBe("home");
});

test("an hour of the evening passes with some five shoppers a minute, each request less than one a second", () =>
  withFixtureShop(async ({ url, asked }) => {
    const from = Date.parse("2026-11-23T18:30:00Z");
    const stopping = new AbortController();
    let visits = 0;
    await simulate(
      url,
      { seed: 1, clock: fastClock(from, from + 3_600_000, stopping), signal: stopping.signal },
      () => {
        visits += 1;
      },
    );

    expect(visits).toBeGreaterThan(150);
    expect(visits).toBeLessThan(400);
    expect(asked.length / 3_600).toBeLessThan(1);
  }));

/** Its time passes as soon as somebody waits for it; the requests of those who are inside end meanwhile. */
function fastClock(from: number, to: number, stopping: AbortController): Clock {
  let now = from;
  return {
    now: () => now,
    async until(at) {
      await new Promise((settle) => setTimeout(settle, 1));
      now = Math.max(now, at);
      if (now >= to) stopping.abort();
    },
  };
}
