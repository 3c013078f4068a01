import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { AddressRule } from "#collector/checks/address.ts";
import { startFilteringProxy } from "#collector/checks/filtering-proxy.ts";
import { HOSTILE_URLS, NAMES } from "./hostile-urls.ts";
import { type NameServer, startNameServer } from "./name-server.ts";

let names: NameServer;
const hits: string[] = [];
const canary = createServer((asked, response) => {
  hits.push(asked.url ?? "");
  response.end("inside");
});
let port: number;

beforeAll(async () => {
  names = await startNameServer(NAMES);
  await new Promise<void>((listening) => canary.listen(0, "127.0.0.1", listening));
  port = (canary.address() as AddressInfo).port;
});
afterAll(() => {
  names.close();
  canary.close();
  canary.closeAllConnections();
});

/** The status that the proxy answers, to a page in plain HTTP or to a tunnel. */
function statusOf(proxy: string, { method, path }: { method: string; path: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port: proxyPort } = new URL(proxy);
    const asked = request({ host: hostname, port: proxyPort, method, path, agent: false });
    asked.once("response", (answer) => resolve(answer.resume().statusCode ?? 0));
    asked.once("connect", (answer, socket) => {
      socket.destroy();
      resolve(answer.statusCode ?? 0);
    });
    asked.once("error", reject).end();
  });
}

async function throughProxy(rule: Partial<AddressRule>, asked: readonly { method: string; path: string }[]) {
  const proxy = await startFilteringProxy({ resolve: names.resolve, allowed: null, ...rule });
  hits.length = 0;
  const statuses: number[] = [];
  for (const one of asked) statuses.push(await statusOf(proxy.url, one));
  proxy.close();
  return statuses;
}

/** As a browser writes them: every letter in its place, names and passwords left out. */
const written = HOSTILE_URLS.map(([url]) => () => {
  const at = new URL(url.replace("PORT", String(port)));
  at.username = "";
  at.password = "";
  at.protocol = "http:";
  return at;
});
const pages = () => written.map((url) => ({ method: "GET", path: url().href }));
const tunnels = () => written.map((url) => ({ method: "CONNECT", path: `${url().hostname}:${url().port || 443}` }));

test("X5: the browser's way out refuses every page inside, and every tunnel", async () => {
  expect(new Set(await throughProxy({}, pages()))).toEqual(new Set([403]));
  expect(new Set(await throughProxy({}, tunnels()))).toEqual(new Set([403]));
  expect(hits).toEqual([]);
});

test("X5: without the rule pages and tunnels on this machine are reached", async () => {
  const isHere = ({ path }: { path: string }) => path.includes(`:${port}`);
  const none = { isInside: () => false };

  expect(new Set(await throughProxy(none, pages().filter(isHere)))).toEqual(new Set([200]));
  expect(hits.length).toBe(pages().filter(isHere).length);
  expect(new Set(await throughProxy(none, tunnels().filter(isHere)))).toEqual(new Set([200]));
});

test("what is no page of the web is refused", async () => {
  const odd = ["file:///etc/passwd", "ftp://public.test/", "/", "https://public.test/", "http://u:p@public.test/"];
  expect(
    new Set(
      await throughProxy(
        {},
        odd.map((path) => ({ method: "GET", path })),
      ),
    ),
  ).toEqual(new Set([403]));
  expect(await throughProxy({}, [{ method: "CONNECT", path: "public.test:0" }])).toEqual([403]);
});
