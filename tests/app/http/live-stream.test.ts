import { afterEach, expect, test, vi } from "vitest";

import type { FeedChange, FeedStatus } from "#app/http/feed.server.ts";
import { filtersOf } from "#app/http/live-events.server.ts";
import {
  type LiveStream,
  liveStream,
  openStreams,
  SLOW_BYTES,
  STREAMS_PER_SESSION,
  type StreamedMachine,
} from "#app/http/live-stream.server.ts";
import type { LiveSample } from "#collector/protocol/feed.ts";

const WEB1: StreamedMachine = { sourceId: 1, project: "popgom", name: "web-1" };
const WEB2: StreamedMachine = { sourceId: 2, project: "popgom", name: "web-2" };

const opened: AbortController[] = [];
afterEach(() => {
  for (const closed of opened.splice(0)) closed.abort();
  expect(openStreams()).toBe(0);
});

function feedOf(...samples: LiveSample[]) {
  const newest = new Map(samples.map((sample) => [sample.sourceId, sample]));
  const listeners = new Set<(change: FeedChange) => void>();
  let status: FeedStatus = { up: true, listeningSince: 42 };
  const tell = (change: FeedChange) => {
    for (const listener of listeners) listener(change);
  };
  return {
    latest: (sourceId: number) => newest.get(sourceId),
    status: () => status,
    subscribe(listener: (change: FeedChange) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    listeners,
    push: (sample: LiveSample) => tell({ type: "sample", sample }),
    goDown(since: number) {
      status = { up: false, since };
      tell({ type: "status", status });
    },
  };
}

const sample = (sourceId: number, at: number, values: LiveSample["values"] = { cpu_used_ratio: 0.5 }): LiveSample => ({
  sourceId,
  at,
  receivedAt: at + 5,
  intervalSeconds: 10,
  values,
});

async function liveStreamOf(given: Partial<LiveStream> & Pick<LiveStream, "feed">) {
  const closed = new AbortController();
  opened.push(closed);
  const response = await liveStream({
    method: "GET",
    sessionId: "s1",
    closed: closed.signal,
    backlog: () => 0,
    machines: async () => [WEB1, WEB2],
    onRevocation: () => () => {},
    series: null,
    only: null,
    ...given,
  });
  return { closed, response };
}

async function read(given: Partial<LiveStream> & Pick<LiveStream, "feed">) {
  const { closed, response } = await liveStreamOf(given);
  const events: { name: string; data: Record<string, unknown> }[] = [];
  let ended = false;
  void (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
      for (const block of decoder.decode(chunk).split("\n\n")) {
        const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
        if (name && data) events.push({ name, data: JSON.parse(data) });
      }
    }
    ended = true;
  })();
  const samples = () => events.filter((e) => e.name === "sample").map((e) => `${e.data.machine}@${e.data.at}`);
  await settled();
  return { response, closed, events, samples, hasEnded: () => ended };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test("a stream begins with the state of the feed and the newest sample of each machine", async () => {
  const { events, response } = await read({ feed: feedOf(sample(1, 100), sample(3, 100)) });

  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(events).toEqual([
    { name: "state", data: { feed: "up", now: expect.any(Number), listeningSince: 42 } },
    {
      name: "sample",
      data: {
        project: "popgom",
        machine: "web-1",
        at: 100,
        receivedAt: 105,
        intervalSeconds: 10,
        values: { cpu_used_ratio: 0.5 },
      },
    },
  ]);
});

test("samples come in order and once, and never those of another source", async () => {
  const feed = feedOf();
  const { samples } = await read({ feed });

  for (let at = 1; at <= 50; at += 1) {
    feed.push(sample(1, at));
    feed.push(sample(9, at));
  }
  await settled();
  expect(samples()).toEqual(Array.from({ length: 50 }, (_, index) => `web-1@${index + 1}`));
});

test.each([
  ["a machine", "?machine=web-2", ["web-2"], ["cpu_used_ratio", 'filesystem_used_ratio{mount="/"}', "load_average_1m"]],
  [
    "a name, with all its labels",
    "?series=filesystem_used_ratio",
    ["web-1", "web-2"],
    ['filesystem_used_ratio{mount="/"}'],
  ],
  [
    "a key",
    `?series=${encodeURIComponent('filesystem_used_ratio{mount="/"}')}`,
    ["web-1", "web-2"],
    ['filesystem_used_ratio{mount="/"}'],
  ],
  [
    "several names",
    "?series=cpu_used_ratio,load_average_1m&machine=web-1",
    ["web-1"],
    ["cpu_used_ratio", "load_average_1m"],
  ],
])("a stream may be filtered by %s", async (_what, query, machines, series) => {
  const values = { cpu_used_ratio: 0.5, 'filesystem_used_ratio{mount="/"}': 0.2, load_average_1m: 1 };
  const { events } = await read({
    feed: feedOf(sample(1, 100, values), sample(2, 100, values)),
    ...filtersOf(new URL(`http://localhost/live${query}`)),
  });

  const told = events.filter((event) => event.name === "sample");
  expect(told.map((event) => event.data.machine)).toEqual(machines);
  for (const event of told) expect(Object.keys(event.data.values as object)).toEqual(series);
});

test("a slow socket gets only the newest sample of each machine, once it takes bytes again", async () => {
  let backlog = 0;
  const feed = feedOf();
  const { samples } = await read({ feed, backlog: () => backlog, intervals: { drainMs: 10 } });

  feed.push(sample(1, 1));
  await settled();
  backlog = SLOW_BYTES + 1;
  for (let at = 2; at <= 500; at += 1) feed.push(sample(1, at));
  feed.push(sample(2, 7));
  await settled();
  expect(samples()).toEqual(["web-1@1"]);

  backlog = 0;
  await vi.waitFor(() => expect(samples()).toEqual(["web-1@1", "web-1@500", "web-2@7"]));
});

test("a sample that waited is never told after a newer one", async () => {
  let backlog = SLOW_BYTES + 1;
  const feed = feedOf();
  const { samples } = await read({ feed, backlog: () => backlog, intervals: { drainMs: 20 } });

  feed.push(sample(1, 1));
  backlog = 0;
  feed.push(sample(1, 2));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(samples()).toEqual(["web-1@2"]);
});

test("the loss of the feed is told in the stream", async () => {
  const feed = feedOf();
  const { events } = await read({ feed });

  feed.goDown(1_234);
  await settled();
  expect(events.at(-1)).toEqual({ name: "state", data: { feed: "down", since: 1_234, now: expect.any(Number) } });
});

test("silence is broken by a heartbeat", async () => {
  const { events } = await read({ feed: feedOf(), intervals: { heartbeatMs: 10 } });

  await vi.waitFor(() => expect(events.length).toBeGreaterThan(2));
});

test("the seventh stream of a session is refused, another session's is not, and a closed one makes room", async () => {
  const feed = feedOf();
  const six = [];
  for (let nth = 0; nth < STREAMS_PER_SESSION; nth += 1) six.push(await read({ feed }));

  const seventh = await read({ feed });
  expect(seventh.response.status).toBe(429);
  expect(seventh.response.headers.get("retry-after")).toBe("5");
  expect((await read({ feed, sessionId: "s2" })).response.status).toBe(200);

  six[0]?.closed.abort();
  expect((await read({ feed })).response.status).toBe(200);
});

test("rights that went away end the stream at the next check", async () => {
  let allowed = true;
  const feed = feedOf();
  const { hasEnded } = await read({
    feed,
    machines: async () => (allowed ? [WEB1] : null),
    intervals: { recheckMs: 10 },
  });
  expect(hasEnded()).toBe(false);

  allowed = false;
  await vi.waitFor(() => expect(hasEnded()).toBe(true));
  expect(feed.listeners.size).toBe(0);
});

test("a revocation is heeded at once, and nothing is told after it", async () => {
  let allowed = true;
  let revoke = () => {};
  const feed = feedOf();
  const { hasEnded, samples } = await read({
    feed,
    machines: async () => (allowed ? [WEB1] : null),
    onRevocation(recheck) {
      revoke = recheck;
      return () => {};
    },
  });

  allowed = false;
  revoke();
  await settled();
  feed.push(sample(1, 1));
  await settled();
  expect(hasEnded()).toBe(true);
  expect(samples()).toEqual([]);
});

test("a machine that is added appears without a new stream", async () => {
  let machines = [WEB1];
  const { samples } = await read({
    feed: feedOf(sample(1, 1), sample(2, 2)),
    machines: async () => machines,
    intervals: { recheckMs: 10 },
  });
  expect(samples()).toEqual(["web-1@1"]);

  machines = [WEB1, WEB2];
  await vi.waitFor(() => expect(samples()).toEqual(["web-1@1", "web-2@2"]));
});

test("a reader that goes away leaves nothing behind", async () => {
  const feed = feedOf();
  const { closed, hasEnded } = await read({ feed });
  expect(openStreams("s1")).toBe(1);

  closed.abort();
  await settled();
  expect(hasEnded()).toBe(true);
  expect(feed.listeners.size).toBe(0);
  expect(openStreams("s1")).toBe(0);
});

test("a reader that goes away while its rights are asked is told nothing more", async () => {
  const faults: unknown[] = [];
  const note = (fault: unknown) => faults.push(fault);
  process.on("unhandledRejection", note);
  try {
    for (const answer of [null, [WEB1, WEB2]]) {
      let asked = 0;
      let answered = (_machines: readonly StreamedMachine[] | null) => {};
      const { response } = await liveStreamOf({
        feed: feedOf(sample(1, 1), sample(2, 2)),
        machines() {
          asked += 1;
          if (asked === 1) return Promise.resolve([WEB1]);
          return new Promise((resolve) => {
            answered = resolve;
          });
        },
        intervals: { recheckMs: 10 },
      });
      await vi.waitFor(() => expect(asked).toBeGreaterThan(1));

      await response.body?.cancel();
      answered(answer);
      await settled();
    }
  } finally {
    process.off("unhandledRejection", note);
  }
  expect(faults).toEqual([]);
});
