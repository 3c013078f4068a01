import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FactBox } from "#agent/fact-box.ts";
import { MemoryQueue } from "#agent/queue.ts";
import { type Schema, schemaOf } from "#agent/sample.ts";
import { Sender } from "#agent/send.ts";
import { askedMs, verdictOf } from "#agent/verdict.ts";
import type { PushBody } from "#collector/protocol/push.ts";
import { countedTransport } from "./counted-transport.ts";
import { ManualClock } from "./manual-clock.ts";
import { SCHEMA, sampleAt } from "./samples.ts";

type Reply = { status: number; body?: unknown; headers?: Record<string, string> } | "hang" | "cut";
const stored = (accepted: number, interval = 10) => ({ accepted, refused: [], interval_seconds: interval });

let server: Server;
let pushes: PushBody[];
let heads: IncomingMessage[];
let replies: ((push: PushBody) => Reply)[];
let clock: ManualClock;
let queue: MemoryQueue;
let facts: FactBox;
let intervals: number[];
let lines: string[];
let sender: Sender;
let transport: ReturnType<typeof countedTransport>;

beforeEach(async () => {
  [pushes, heads, replies, intervals, lines] = [[], [], [], [], []];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const push = JSON.parse(
      `${request.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes}`,
    ) as PushBody;
    pushes.push(push);
    heads.push(request);
    const reply = replies.shift()?.(push) ?? { status: 200, body: stored(push.snapshots.length) };
    if (reply === "hang") return;
    if (reply === "cut") return request.socket.destroy();
    response.writeHead(reply.status, reply.headers).end(JSON.stringify(reply.body ?? { error: "x", message: "y" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  clock = new ManualClock();
  queue = new MemoryQueue(1_000);
  facts = new FactBox();
  transport = countedTransport(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), "secret", 1_500);
  sender = new Sender({
    queue,
    facts,
    post: transport.post,
    clock,
    onInterval: (seconds) => intervals.push(seconds),
    log: (line) => lines.push(line),
    random: () => 0.5,
  });
});
afterEach(async () => {
  transport.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const answer = (...list: Reply[]) => replies.push(...list.map((reply) => () => reply));
function put(count: number, from = 1, schema: Schema = SCHEMA) {
  for (let at = from; at < from + count; at += 1) queue.append(sampleAt(at, schema));
}

/** Sends until the sender rests. */
async function send() {
  sender.wake();
  await rest();
}

async function rest() {
  await transport.quiet();
}

test("a push carries the token, and declares its schema once", async () => {
  put(1);
  await send();
  put(1, 2);
  await send();
  expect(heads[0]?.headers.authorization).toBe("Bearer secret");
  expect(heads[0]?.url).toBe("/v1/push");
  expect(pushes[0]).toMatchObject({ schema: SCHEMA.hash, series: SCHEMA.series, snapshots: [[1, 0.5, 0.5]] });
  expect(pushes[1]).not.toHaveProperty("series");
  expect(queue.size).toBe(0);
});

test("one connection is kept for all pushes, and a large batch is packed", async () => {
  put(1);
  await send();
  put(500, 2, schemaOf(Array.from({ length: 40 }, (_one, core) => `cpu_core_used_ratio{core="${core}"}`)));
  await send();
  expect(heads[1]?.headers["content-encoding"]).toBe("gzip");
  expect(pushes[1]?.snapshots).toHaveLength(500);
  expect(heads[1]?.socket).toBe(heads[0]?.socket);
});

test.each([400, 422])("status %i is final for the batch, and the next one goes", async (status) => {
  answer({ status });
  put(3);
  await send();
  expect(queue.size).toBe(0);
  expect(lines.join()).toContain(`3 samples given up: status ${status}`);
  put(1, 10);
  await send();
  expect(pushes).toHaveLength(2);
});

test("status 413 halves the batch until it fits; a single sample that is too large is given up", async () => {
  replies.push(
    ...Array.from({ length: 12 }, () => (push: PushBody): Reply => {
      const isTooLarge = push.snapshots.length > 2 || push.snapshots.some(([at]) => at === 5);
      return isTooLarge ? { status: 413 } : { status: 200, body: stored(push.snapshots.length) };
    }),
  );
  put(8);
  await send();
  expect(pushes.map(({ snapshots }) => snapshots.length).slice(0, 3)).toEqual([8, 4, 2]);
  expect(queue.size).toBe(0);
  expect(lines.join()).toContain("a sample given up");
});

test.each([401, 403])("status %i keeps the samples and tries again every five minutes", async (status) => {
  answer({ status }, { status });
  put(1);
  await send();
  for (let tick = 2; tick <= 30; tick += 1) {
    await clock.advance(10_000);
    put(1, tick);
    sender.wake();
  }
  await rest();
  expect(pushes).toHaveLength(1);
  await clock.advance(10_000);
  await rest();
  expect(pushes).toHaveLength(2);
  await clock.advance(300_000);
  await rest();
  expect(pushes).toHaveLength(3);
  expect(queue.size).toBe(0);
});

test("status 409 declares the schema and sends the same batch at once", async () => {
  put(1);
  await send();
  answer({ status: 409, body: { error: "unknown_schema", message: "" } });
  put(2, 2);
  await send();
  expect(pushes).toHaveLength(3);
  expect(pushes[1]).not.toHaveProperty("series");
  expect(pushes[2]).toMatchObject({ series: SCHEMA.series, snapshots: pushes[1]?.snapshots });
  expect(queue.size).toBe(0);
});

test("a collector that never learns a schema is not asked without end", async () => {
  answer(...Array.from({ length: 50 }, () => ({ status: 409 })));
  put(1);
  await send();
  expect(pushes).toHaveLength(1);
  expect(queue.size).toBe(1);
  await clock.advance(10_000);
  await rest();
  expect(pushes).toHaveLength(2);
});

test.each([429, 500, 502, 503])("status %i is sent again, not before Retry-After", async (status) => {
  answer({ status, headers: { "retry-after": "20" } });
  put(1);
  await send();
  await clock.advance(19_900);
  put(1, 2);
  await send();
  expect(pushes).toHaveLength(1);
  await clock.advance(1_200);
  await rest();
  expect(pushes.map(({ snapshots }) => snapshots.length)).toEqual([1, 2]);
  expect(queue.size).toBe(0);
});

test.each([
  ["breaks off", "cut"],
  ["does not answer", "hang"],
  ["is a stranger that says 200", { status: 200, body: { welcome: "please sign in to the wireless network" } }],
  ["is a proxy without a collector", { status: 404 }],
] as const)("a collector that %s loses no sample", async (_how, reply) => {
  answer(reply, reply);
  put(1);
  await send();
  expect(queue.size).toBe(1);
  await clock.advance(1_000);
  await rest();
  expect(queue.size).toBe(1);
  await clock.advance(2_000);
  await rest();
  expect(queue.size).toBe(0);
});

test("a connection that the collector closed while it was idle costs nothing", async () => {
  put(1);
  await send();
  answer("cut");
  put(1, 2);
  await send();
  expect(pushes).toHaveLength(3);
  expect(lines).toEqual([]);
  expect(queue.size).toBe(0);
});

test("samples that are refused one by one are not sent again", async () => {
  answer({ status: 200, body: { ...stored(1), refused: [{ index: 1, reason: "clock_skew_past" }] } });
  put(2);
  await send();
  expect(queue.size).toBe(0);
  expect(lines.join()).toContain("clock_skew_past");
});

test("the collector's interval is followed, and left when nobody can watch any more", async () => {
  answer({ status: 200, body: stored(1, 1) }, ...Array.from({ length: 20 }, () => ({ status: 503 })));
  put(1);
  await send();
  expect(intervals).toEqual([1]);
  for (let second = 2; second < 45; second += 1) {
    put(1, second);
    sender.wake();
    await rest();
    await clock.advance(1_000);
  }
  expect(intervals).toEqual([1, 10]);
});

test("facts go with a push, once, and again only when they change", async () => {
  facts.put("plugin_failures", 1, []);
  put(1);
  await send();
  facts.put("plugin_failures", 2, []);
  put(1, 2);
  await send();
  facts.put("plugin_failures", 3, [{ plugin: "disks", message: "x", since: 3 }]);
  answer({ status: 503 });
  put(1, 3);
  await send();
  await clock.advance(5_000);
  await rest();
  expect(pushes.map((push) => push.facts?.map(({ at }) => at))).toEqual([[1], undefined, [3], [3]]);
});

test("the waits grow to half a minute at most and are spread by chance", () => {
  const wait = (failures: number, random: number) => {
    const verdict = verdictOf(new Error("x"), { failures, random, now: 0 });
    return verdict.kind === "later" ? verdict.afterMs : Number.NaN;
  };
  expect([0, 1, 2, 3].map((failures) => wait(failures, 0.5))).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect([wait(20, 0), wait(20, 1)]).toEqual([10_000, 30_000]);
});

test.each([
  [undefined, 0],
  ["20", 20_000],
  ["Thu, 01 Jan 1970 00:00:30 GMT", 30_000],
  ["soon", 0],
  ["-5", 0],
  ["99999999", 3_600_000],
])("Retry-After %j asks for %i ms", (text, expected) => expect(askedMs(text, 0)).toBe(expected));
