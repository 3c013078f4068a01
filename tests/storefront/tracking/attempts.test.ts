import { serialize } from "node:v8";
import { expect, test } from "vitest";

import { Attempts } from "#storefront/tracking/attempts.ts";

const NOON = Date.UTC(2026, 10, 23, 12);

test("ten tries a minute, then none until the minute is over", () => {
  const attempts = new Attempts();
  const tries = Array.from({ length: 11 }, () => attempts.allow(["from 192.0.2.1"], NOON));

  expect(tries).toEqual([...Array(10).fill(true), false]);
  expect(attempts.allow(["from 192.0.2.1"], NOON + 60_000)).toBe(true);
});

test("who types thousands of numbers makes nobody's tries forgotten, nor their own", () => {
  const attempts = new Attempts();
  for (let nth = 0; nth < 10; nth += 1) attempts.allow([`from 198.51.100.${nth}`, "of PG-7K2M-9QXA"], NOON);

  for (let nth = 0; nth < 30_000; nth += 1) attempts.allow(["from 192.0.2.1", `of PG-${nth}`], NOON + 1);

  expect(attempts.allow(["from 192.0.2.1"], NOON + 2)).toBe(false);
  expect(attempts.allow(["from 192.0.2.2", "of PG-7K2M-9QXA"], NOON + 2)).toBe(false);
});

test("of a name as long as a form little is kept", () => {
  const attempts = new Attempts();
  for (let nth = 0; nth < 100; nth += 1) attempts.allow([`of ${nth}${"x".repeat(30_000)}`], NOON);

  expect(serialize(attempts).length).toBeLessThan(50_000);
});
