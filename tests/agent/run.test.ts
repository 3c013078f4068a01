import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Sensor } from "#agent/host/sensor.ts";
import { runAgent } from "#agent/run.ts";
import type { PushBody } from "#collector/protocol/push.ts";
import { countedTransport } from "./counted-transport.ts";
import { ManualClock } from "./manual-clock.ts";

/** A collector of a few lines: it stores what comes, and is away or watched as a test wants. */
let server: Server;
let dataDirectory: string;
let clock: ManualClock;
let pushes: PushBody[];
let isAway: boolean;
let interval: number;
let stop: (() => Promise<void>) | undefined;
let broken: boolean;
let transport: ReturnType<typeof countedTransport>;

beforeEach(async () => {
  [pushes, isAway, interval, broken] = [[], false, 10, false];
  dataDirectory = mkdtempSync(join(tmpdir(), "timonerie-run-"));
  clock = new ManualClock();
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    if (request.url !== "/v1/push") return response.writeHead(204).end();
    if (isAway) return response.writeHead(503).end();
    const push = JSON.parse(
      `${request.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes}`,
    ) as PushBody;
    pushes.push(push);
    response.end(JSON.stringify({ accepted: push.snapshots.length, refused: [], interval_seconds: interval }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await stop?.();
  stop = undefined;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(dataDirectory, { recursive: true });
});

const sensor: Sensor = { name: "load", read: () => new Map([["load_average_1m", 1]]) };
const fragile: Sensor = {
  name: "fragile",
  read: () => {
    if (broken) throw new Error("EIO");
    return new Map([["uptime_seconds", 5]]);
  },
};

function start() {
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const config = { dataDirectory, url, token: "secret", intervalSeconds: 10 };
  transport = countedTransport(url, config.token);
  stop = runAgent(config, { clock, sensors: [sensor, fragile], log: () => {}, transport });
}

/** Moves the clock on, second by second, and lets each push come to its end. */
async function live(seconds: number) {
  for (let second = 0; second < seconds; second += 1) {
    await clock.advance(1_000);
    await transport.quiet();
  }
}

/** Uses the processor for so long. */
function work(milliseconds: number): void {
  const from = process.cpuUsage();
  const used = () => {
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1_000;
  };
  while (used() < milliseconds);
}

const instants = () => pushes.flatMap(({ snapshots }) => snapshots.map(([at]) => at));

test("ten minutes without a collector are all there when it returns, live samples first, none missing", async () => {
  start();
  await live(25);
  isAway = true;
  await live(1_200);
  isAway = false;
  const before = pushes.length;
  await live(120);
  const first = pushes[before]?.snapshots.map(([at]) => at) ?? [];
  const second = pushes[before + 1]?.snapshots.map(([at]) => at) ?? [];
  expect(Math.min(...first)).toBeGreaterThan(Math.min(...second));

  const seen = [...new Set(instants())].sort((a, b) => a - b);
  const steps = new Set(seen.slice(1).map((at, index) => at - (seen[index] ?? 0)));
  expect([...steps]).toEqual([10_000]);
  expect(seen.length).toBe(135);
});

test("what an agent could not send is sent by the next one", async () => {
  isAway = true;
  start();
  await live(100);
  await stop?.();
  isAway = false;
  start();
  await live(5);
  const seen = new Set(instants());
  expect(seen.size).toBeGreaterThanOrEqual(11);
});

test("it speeds up within two pushes when somebody watches, and slows down after", async () => {
  start();
  await live(15);
  interval = 1;
  const before = pushes.length;
  await live(20);
  const watched = instants();
  expect(watched.slice(before + 1, before + 6).map((at, index) => at - (watched[before + index] ?? 0))).toEqual([
    1_000, 1_000, 1_000, 1_000, 1_000,
  ]);
  interval = 10;
  await live(2);
  const slowFrom = instants().length;
  await live(40);
  expect(instants().length - slowFrom).toBeLessThanOrEqual(5);
});

test("a sensor that fails is told as a fact, and that it works again as well", async () => {
  start();
  await live(12);
  broken = true;
  await live(20);
  broken = false;
  await live(20);
  const told = pushes.flatMap(({ facts = [] }) => facts.filter(({ name }) => name === "plugin_failures"));
  expect(told.map(({ value }) => value)).toEqual([
    [],
    [{ plugin: "fragile", message: "EIO", since: expect.any(Number) }],
    [],
  ]);
  expect(new Set(pushes.map(({ schema }) => schema)).size).toBe(1);
});

test("the processes using most are told once a minute, and with every sample while watched", async () => {
  start();
  const told = () => pushes.flatMap(({ facts = [] }) => facts.filter(({ name }) => name === "processes")).length;
  await live(65);
  expect(told()).toBe(1);
  // What has not changed is not told again, and on a quiet machine nothing has in the moment that a minute lasts here.
  work(20);
  await live(10);
  expect(told()).toBe(2);
  interval = 1;
  for (let second = 1; second <= 20; second += 1) {
    work(20 + 10 * second);
    await live(1);
  }
  expect(told()).toBeGreaterThan(8);
});
