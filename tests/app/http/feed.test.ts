import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";

import { type FeedChange, LiveFeed } from "#app/http/feed.server.ts";
import type { FeedLine, LiveSample } from "#collector/protocol/feed.ts";

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

const sample = (sourceId: number, at: number, cpu = 0.5): LiveSample => ({
  sourceId,
  at,
  receivedAt: at + 5,
  intervalSeconds: 10,
  values: { cpu_used_ratio: cpu },
});
const hello: FeedLine = { type: "hello", epoch: "e", startedAt: 42 };
const source = (of: LiveSample): FeedLine => ({ type: "source", ...of });
const changed = (sequence: number, of: LiveSample): FeedLine => ({ type: "sample", sequence, ...of });

/** A collector that says what the test wants on the feed, one script a connection. */
async function collector(handle: (request: IncomingMessage, response: ServerResponse, nth: number) => void) {
  let connections = 0;
  const server: Server = createServer((request, response) => handle(request, response, ++connections));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  opened.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const feed = new LiveFeed({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secret: async () => "s3cret",
    firstDelayMs: 10,
    longestDelayMs: 40,
    idleMs: 200,
  });
  const changes: FeedChange[] = [];
  feed.subscribe((change) => changes.push(change));
  opened.unshift(() => feed.close());
  return { feed, changes, connections: () => connections };
}

const say = (response: ServerResponse, ...lines: FeedLine[]) => {
  for (const line of lines) response.write(`${JSON.stringify(line)}\n`);
};

const ats = (changes: FeedChange[]) => changes.flatMap((c) => (c.type === "sample" ? [c.sample.at] : []));

test("each sample is told once and in order, also when a line arrives in pieces", async () => {
  const { feed, changes } = await collector((request, response) => {
    expect(request.headers.authorization).toBe("Bearer s3cret");
    say(response, hello, source(sample(1, 100)), { type: "ready", sequence: 0 });
    const text = `${JSON.stringify(changed(1, sample(1, 200)))}\n${JSON.stringify(changed(2, sample(1, 300)))}\n`;
    response.write(text.slice(0, 40));
    setTimeout(() => response.write(text.slice(40)), 20);
  });

  await vi.waitFor(() => expect(ats(changes)).toEqual([100, 200, 300]));
  expect(feed.latest(1)).toEqual(sample(1, 300));
  expect(feed.status()).toEqual({ up: true, listeningSince: 42 });
});

test("after a loss it says so, comes back, and tells only what is new", async () => {
  const { feed, changes, connections } = await collector((_request, response, nth) => {
    if (nth === 1) {
      say(response, hello, source(sample(1, 100)), source(sample(2, 100)), { type: "ready", sequence: 0 });
      setTimeout(() => response.destroy(), 20);
    } else {
      say(response, hello, source(sample(1, 100)), source(sample(2, 150)), { type: "ready", sequence: 0 });
    }
  });

  await vi.waitFor(() => expect(connections()).toBe(2));
  await vi.waitFor(() => expect(feed.latest(2)?.at).toBe(150));
  expect(changes.map((change) => (change.type === "status" ? change.status.up : ats([change])[0]))).toEqual([
    true,
    100,
    100,
    false,
    true,
    150,
  ]);
});

test("a source that the collector no longer knows is gone after a reconnection", async () => {
  const { feed, changes } = await collector((_request, response, nth) => {
    say(response, hello, ...(nth === 1 ? [source(sample(1, 100))] : []), { type: "ready", sequence: 0 });
    if (nth === 1) setTimeout(() => response.end(), 20);
  });

  await vi.waitFor(() => expect(ats(changes)).toEqual([100]));
  await vi.waitFor(() => expect(feed.latest(1)).toBeUndefined());
});

test("a connection on which nothing arrives is given up", async () => {
  const { connections } = await collector((_request, response) => {
    say(response, hello, { type: "ready", sequence: 0 });
  });

  await vi.waitFor(() => expect(connections()).toBeGreaterThan(1), { timeout: 2_000 });
});

test("watching asks the collector for that source", async () => {
  const bodies: string[] = [];
  const { feed } = await collector((request, response) => {
    if (request.url !== "/internal/watch") return say(response, hello, { type: "ready", sequence: 0 });
    request.on("data", (chunk) => bodies.push(String(chunk)));
    request.on("end", () => response.writeHead(204).end());
  });

  expect(await feed.watch(7)).toBe(true);
  expect(bodies.join("")).toBe('{"sourceId":7}');
});

test("watching says no when the collector is away", async () => {
  const feed = new LiveFeed({ url: "http://127.0.0.1:1", secret: async () => "s" });
  opened.push(() => feed.close());

  expect(await feed.watch(7)).toBe(false);
  expect(feed.status().up).toBe(false);
});
