import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import type { AddressRule } from "#collector/checks/address.ts";
import { journey } from "#collector/checks/journey.ts";
import type { Look } from "#collector/checks/result.ts";
import { type FixtureShop, SECRET, startFixtureShop } from "./fixture-shop.ts";

let shop: FixtureShop;
const directory = mkdtempSync(join(tmpdir(), "timonerie-journey-"));
const hits: string[] = [];
const canary = createServer((request, response) => {
  hits.push(`${request.url} ${request.headers["x-shop-test"] ?? ""}`);
  response.end("inside");
});

beforeAll(async () => {
  shop = await startFixtureShop();
  await new Promise<void>((listening) => canary.listen(0, "127.0.0.1", listening));
});
afterEach(() => {
  shop.broken.clear();
  shop.orders.clear();
});
afterAll(() => {
  shop.close();
  canary.close();
  rmSync(directory, { recursive: true });
});

function visit(over: Partial<AddressRule> = {}, timeoutMs = 30_000): Promise<Look> {
  const rule = { resolve: async () => ["127.0.0.1"], allowed: { host: "127.0.0.1", port: shop.port }, ...over };
  const target = { url: shop.url, slowMs: 60_000 };
  return journey(target, rule, AbortSignal.timeout(timeoutMs), { secret: SECRET, directory, at: 1 });
}

test("a browser buys the test product, each step timed, and cancels the order", { timeout: 60_000 }, async () => {
  const look = await visit();

  expect([look.outcome, look.reason, look.evidence.step]).toEqual(["ok", null, undefined]);
  expect(Object.keys(look.timings)).toEqual(
    "home search product basket centre checkout payment confirmation".split(" "),
  );
  expect(look.evidence).toMatchObject({ orderNumber: "PG-TEST-0001", isCancelled: true });
  expect([...shop.orders.values()]).toEqual([true]);
  expect(shop.unsecret).toEqual([]);
});

test("where it breaks off is kept with a picture and what the browser said, and the order is cancelled all the same", {
  timeout: 60_000,
}, async () => {
  shop.broken.set("/commande/PG-TEST-0001", `<script>console.error("no such order")</script><p>Désolé</p>`);
  const look = await visit();

  expect([look.outcome, look.reason, look.evidence.step]).toEqual(["failed", "orderNumberMissing", "confirmation"]);
  expect(look.evidence.isCancelled).toBe(true);
  expect([...shop.orders.values()]).toEqual([true]);
  expect(
    readFileSync(join(directory, look.evidence.screenshot ?? ""))
      .subarray(1, 4)
      .toString(),
  ).toBe("PNG");
  expect(readFileSync(join(directory, look.evidence.console ?? ""), "utf8")).toContain("error: no such order");
});

test("X5: what a page of the shop points at inside is not fetched, and no secret leaves for elsewhere", {
  timeout: 60_000,
}, async () => {
  const { port } = canary.address() as AddressInfo;
  const inside = ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]", "inside.test"];
  const traps = inside.map(
    (host) => `<img src="http://${host}:${port}/img"><script src="http://${host}:${port}/js"></script>`,
  );
  const home = `<form action="/pneus"><input name="width"><input name="ratio"><input name="diameter"><button>Chercher</button></form>`;
  shop.broken.set("/", `<main>${home}</main>${traps.join("")}`);
  hits.length = 0;

  expect((await visit()).outcome).toBe("ok");
  expect(hits).toEqual([]);

  await visit({ isInside: () => false });
  expect(hits.length).toBeGreaterThanOrEqual(inside.length);
  expect(hits.filter((hit) => hit.includes(SECRET))).toEqual([]);
});

test("a shop that we may not reach, and a shop that takes too long", { timeout: 60_000 }, async () => {
  expect(await visit({ allowed: null })).toMatchObject({ outcome: "blind", reason: "internal" });
  shop.broken.set("/", "<script>for (;;);</script>");
  expect(await visit({}, 6_000)).toMatchObject({ outcome: "failed", reason: "timeout", evidence: { step: "home" } });
});
