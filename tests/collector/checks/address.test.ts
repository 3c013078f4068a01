import { createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";

import { type AddressRule, checkedDestination, destinationOf, hostDestination } from "#collector/checks/address.ts";
import { httpCheck } from "#collector/checks/http-check.ts";
import { isInternal } from "#collector/checks/internal.ts";
import { HOSTILE_URLS, NAMES, NO_SHOP } from "./hostile-urls.ts";
import { type NameServer, startNameServer } from "./name-server.ts";

let names: NameServer;
let canary: Server;
let shop: Server;
let port: number;
const hits: string[] = [];

beforeAll(async () => {
  names = await startNameServer(NAMES);
  canary = createServer((request, response) => {
    hits.push(request.url ?? "");
    response.end("inside");
  });
  await new Promise<void>((listening) => canary.listen(0, "127.0.0.1", listening));
  port = (canary.address() as AddressInfo).port;
  shop = createServer((request, response) => {
    const to = /^\/to\/(.*)$/.exec(request.url ?? "")?.[1];
    if (to === undefined) return void response.end("the shop");
    response.writeHead(302, { location: sendable(decodeURIComponent(to)) }).end();
  });
  // Another address of the loopback, with the canary's port: what a name server would switch between.
  await new Promise<void>((listening) => shop.listen(port, "127.0.0.2", listening));
});
afterAll(() => {
  names.close();
  canary.close();
  shop.close();
});

const at = (url: string) => url.replace("PORT", String(port));
const rule = (over: Partial<AddressRule> = {}): AddressRule => ({ resolve: names.resolve, allowed: null, ...over });
/** What a header can hold: other letters percent-encoded, which a client reads as the same letters. */
const sendable = (url: string) => url.replace(/[^\x20-\x7e]+/g, encodeURIComponent);
/** For what is to be reached in these tests: 127.0.0.2 is outside, everything else as it is. */
const bordered = () => rule({ isInside: (address) => address !== "127.0.0.2" && isInternal(address) });
const look = (url: string, by: AddressRule) =>
  httpCheck({ url, status: 200, text: null, slowMs: 5_000 }, by, AbortSignal.timeout(2_000));

async function ledTo(url: string, by: AddressRule): Promise<string> {
  const parsed = destinationOf(url);
  if ("refused" in parsed) return parsed.refused;
  const checked = await checkedDestination(parsed.to, by);
  return "refused" in checked ? checked.refused : checked.address;
}

/** Names and passwords stand in no address of a check; where they lead is looked at all the same. */
const withoutUser = (url: string) => {
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  return bare.href;
};

test("X5: there are at least 120 ways to write an address inside", () => {
  expect(new Set(HOSTILE_URLS.map(([url]) => url)).size).toBeGreaterThanOrEqual(120);
});

test.each(HOSTILE_URLS)("X5: %j leads to %s without the rule, and nowhere with it", async (url, inside) => {
  const written = withoutUser(at(url));

  expect(await ledTo(written, rule({ isInside: () => false }))).toBe(inside);
  expect(await ledTo(written, rule())).toBe("internal");
  expect(await ledTo(at(url), rule())).toBe(new URL(at(url)).username ? "userInfo" : "internal");
});

test("X5: not one of them reaches the canary, and without the rule every loopback one does", async () => {
  const loopback = HOSTILE_URLS.filter(([url]) => url.includes("PORT")).map(([url]) => at(url));
  hits.length = 0;
  for (const [url] of HOSTILE_URLS) expect((await look(at(url), rule())).outcome).toBe("blind");
  for (const url of loopback)
    expect((await look(`http://rebind.test:${port}/to/${encodeURIComponent(url)}`, bordered())).outcome).not.toBe("ok");
  expect(hits).toEqual([]);

  for (const url of loopback)
    expect((await look(withoutUser(url), rule({ isInside: () => false }))).outcome).toBe("ok");
  expect(hits).toHaveLength(loopback.length);
});

test.each(NO_SHOP)("%j is no address of a shop", async (url) => {
  expect(["scheme", "malformed"]).toContain(await ledTo(url, rule({ isInside: () => false })));
});

test("X5: a redirect to each of them is not followed", async () => {
  hits.length = 0;
  for (const [url] of HOSTILE_URLS) {
    const fresh = await startNameServer(NAMES);
    const from = `http://rebind.test:${port}/to/${encodeURIComponent(at(url))}`;
    const { outcome, reason } = await look(from, { ...bordered(), resolve: fresh.resolve });
    fresh.close();
    expect([outcome, reason]).toEqual(["failed", "badRedirect"]);
  }
  expect(hits).toEqual([]);
});

test("X5: a name that is rebound after the check leads where it was checked, and not on by a redirect to itself", async () => {
  const fresh = await startNameServer(NAMES);
  const by = { ...bordered(), resolve: fresh.resolve };
  hits.length = 0;

  const answered = await look(`http://rebind.test:${port}/`, by);
  expect([answered.outcome, answered.evidence.address]).toEqual(["ok", "127.0.0.2"]);
  expect(fresh.asked.get("rebind.test")).toBe(1);
  expect((await look(`http://rebind.test:${port}/`, by)).reason).toBe("internal");
  expect(hits).toEqual([]);
  fresh.close();
});

test("X5: checking a name and then connecting to the name, planted, is found", async () => {
  const fresh = await startNameServer(NAMES);
  hits.length = 0;
  expect(await ledTo(`http://rebind.test:${port}/`, { ...bordered(), resolve: fresh.resolve })).toBe("127.0.0.2");
  const [again = ""] = await fresh.resolve("rebind.test");
  await new Promise((ended) =>
    get({ host: again, port, path: "/rebound" }, (answer) => answer.resume().on("end", ended)),
  );

  expect(hits).toEqual(["/rebound"]);
  fresh.close();
});

test("staff allow one host and port inside: that one, and nothing beside it", async () => {
  const by = rule({ allowed: { host: "127.0.0.1", port } });

  expect((await look(`http://127.0.0.1:${port}/`, by)).outcome).toBe("ok");
  expect((await look(`http://127.0.0.1:${port + 1}/`, by)).reason).toBe("internal");
  expect((await look(`http://127.0.0.2:${port}/`, by)).reason).toBe("internal");
  expect((await look(`http://inside.test:${port}/`, by)).reason).toBe("internal");
});

test.each([
  ["8.8.8.8", false],
  ["93.184.215.14", false],
  ["172.32.0.1", false],
  ["100.128.0.1", false],
  ["2606:4700::1111", false],
  ["2a01:e0a::1", false],
  ["::ffff:8.8.8.8", false],
  ["64:ff9b::8.8.8.8", false],
  ["::ffff:127.0.0.1", true],
  ["fe80::1%eth0", true],
])("%s is inside: %s", (address, expected) => {
  expect(isInternal(address)).toBe(expected);
});

test.each([
  ["mail.example", 25, "mail.example"],
  ["0x7f.1", 25, "127.0.0.1"],
  ["::1", 25, "::1"],
  ["[::1]", 25, "::1"],
  ["a@b", 25, "malformed"],
  ["a/b", 25, "malformed"],
  ["a:80", 25, "malformed"],
  ["a", 0, "malformed"],
])("the host %s with port %i means %s", (host, number, expected) => {
  const typed = hostDestination(host, number);
  expect("refused" in typed ? typed.refused : typed.to.host).toBe(expected);
});
