import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { FeedReader } from "#collector/live/feed.ts";
import { Watches } from "#collector/live/watch.ts";
import type { FeedLine } from "#collector/protocol/feed.ts";

import { type CollectorTest, pushBody, SECRET, send, withCollector } from "./support.ts";

describe("the feed", () => {
  test("begins with hello, then every source as it is, then says that it is ready", () =>
    withCollector(async (collector) => {
      const { web1 } = collector.world;
      const now = Date.now();
      await push(collector, now);
      const reader = await openFeed(collector);
      expect(await reader.next()).toEqual({
        type: "hello",
        epoch: collector.collector.epoch,
        startedAt: collector.collector.startedAt,
      });
      expect(await reader.next()).toMatchObject({
        type: "source",
        sourceId: web1.sourceId,
        at: now,
        intervalSeconds: 10,
      });
      expect(await reader.next()).toMatchObject({ type: "ready", sequence: expect.any(Number) });
      reader.close();
    }));

  test("brings every snapshot once and in order, numbered without a gap", () =>
    withCollector(async (collector) => {
      const reader = await openFeed(collector);
      await reader.until("ready");
      const now = Date.now();
      const sent: number[] = [];
      for (let round = 0; round < 30; round += 1) {
        const body = pushBody([
          [now + 2 * round, round, 1, 1],
          [now + 2 * round + 1, round, 1, 1],
        ]);
        sent.push(now + 2 * round, now + 2 * round + 1);
        // Half of them are sent twice, as after a lost answer.
        for (let time = 0; time <= round % 2; time += 1) await send(collector.url, "/v1/push", { ...collector, body });
      }
      const lines = await reader.take(sent.length);
      expect(lines.map((line) => line.type === "sample" && line.at)).toEqual(sent);
      const first = lines[0]?.type === "sample" ? lines[0].sequence : 0;
      expect(lines.map((line) => line.type === "sample" && line.sequence)).toEqual(
        sent.map((_at, index) => first + index),
      );
      reader.close();
    }));

  test("after a reconnection begins anew with what is true now", () =>
    withCollector(async (collector) => {
      const first = await openFeed(collector);
      await first.until("ready");
      first.close();
      const now = Date.now();
      await push(collector, now);
      const second = await openFeed(collector);
      expect((await second.until("ready")).filter(({ type }) => type === "source")).toMatchObject([{ at: now }]);
      second.close();
    }));

  test("does not bring what a spool sends late, and tells facts", () =>
    withCollector(async (collector) => {
      const reader = await openFeed(collector);
      await reader.until("ready");
      const now = Date.now();
      await push(collector, now);
      await push(collector, now - 60_000);
      const facts = [{ name: "samples_dropped", at: now, value: { count: 1, from: 1, to: 2 } }];
      await send(collector.url, "/v1/push", { ...collector, body: { ...pushBody([]), facts } });
      const lines = await reader.take(2);
      expect(lines.map(({ type }) => type)).toEqual(["sample", "fact"]);
      expect(lines[1]).toMatchObject({ sourceId: collector.world.web1.sourceId, fact: "samples_dropped", at: now });
      reader.close();
    }));

  test("ends when the collector stops", () =>
    withCollector(async (collector) => {
      const reader = await openFeed(collector);
      await reader.until("ready");
      const ended = once(reader.response, "close");
      await Promise.all([collector.stop(), ended]);
    }));

  test.each([
    ["nobody", undefined],
    ["a machine", "token"],
    ["who guesses", "x".repeat(SECRET.length)],
  ])("is not for %s", (_who, secret) =>
    withCollector(async (collector) => {
      const token = secret === "token" ? collector.token : secret;
      for (const [method, path] of [
        ["GET", "/internal/feed"],
        ["POST", "/internal/watch"],
      ] as const) {
        expect((await send(collector.url, path, { method, token })).status).toBe(401);
      }
    }));
});

describe("a slow reader", () => {
  test("gets the newest of each source when it comes round, in order, and costs a bounded memory", () => {
    const { stream, written, drain } = slowStream();
    const reader = new FeedReader(stream);
    reader.offer("sample 1", "1a");
    for (let count = 0; count < 10_000; count += 1) reader.offer(`sample ${1 + (count % 2)}`, `line ${count}`);
    reader.offer("sample 1", "1z");
    expect(written()).toEqual(["1a"]);

    drain();
    reader.drained();
    drain();
    reader.drained();
    expect(written()).toEqual(["1a", "line 9999", "1z"]);
    reader.offer("sample 3", "3a");
    expect(written()).toEqual(["1a", "line 9999", "1z"]);
  });
});

describe("a watch", () => {
  test("brings its machine to one second for 30 s, and no other", () => {
    let ahead = 0;
    return withCollector(
      async (collector) => {
        const { web1, web2 } = collector.world;
        const interval = async () => (await push(collector, Date.now() + ahead)).body.interval_seconds;
        const watch = (body: unknown) => send(collector.url, "/internal/watch", { token: SECRET, body });

        expect((await watch({ sourceId: web2.sourceId })).status).toBe(204);
        expect(await interval()).toBe(10);
        expect((await watch({ sourceId: web1.sourceId })).status).toBe(204);
        expect(await interval()).toBe(1);
        ahead = 30_001;
        expect(await interval()).toBe(10);
        expect((await watch({ sourceId: "1" })).body).toMatchObject({ error: "malformed", path: "$.sourceId" });
      },
      { now: () => Date.now() + ahead },
    );
  });

  test("is refused beyond 200 machines, until one of them is let go", () => {
    const watches = new Watches();
    for (let source = 1; source <= 200; source += 1) expect(watches.watch(source, 1_000)).toBe(true);
    expect(watches.watch(201, 1_000)).toBe(false);
    expect(watches.watch(200, 2_000)).toBe(true);
    expect(watches.watch(201, 31_500)).toBe(true);
  });
});

function push(collector: CollectorTest, at: number) {
  return send(collector.url, "/v1/push", { token: collector.token, body: pushBody([[at, 0.5, 0.5, 0.5]]) });
}

async function openFeed({ url }: { url: string }) {
  const asked: ClientRequest = request(new URL("/internal/feed", url), {
    agent: false,
    headers: { authorization: `Bearer ${SECRET}` },
  });
  asked.end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  const lines = createInterface({ input: response })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value) as FeedLine;
  const take = async (count: number) => {
    const taken: FeedLine[] = [];
    while (taken.length < count) taken.push(await next());
    return taken;
  };
  const until = async (type: FeedLine["type"]) => {
    const taken: FeedLine[] = [];
    do taken.push(await next());
    while (taken.at(-1)?.type !== type);
    return taken;
  };
  return { response, next, take, until, close: () => asked.destroy() };
}

/** A stream that says "full" after each write, until it is drained. */
function slowStream() {
  const lines: string[] = [];
  let done: (() => void) | undefined;
  const stream = new Writable({
    decodeStrings: false,
    highWaterMark: 1,
    write(line, _encoding, callback) {
      lines.push(String(line));
      done = callback;
    },
  });
  return { stream, written: () => [...lines], drain: () => done?.() };
}
