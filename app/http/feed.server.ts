import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { FeedLine, LiveSample, WatchBody } from "#collector/protocol/feed.ts";
import type { FactName } from "#collector/protocol/push.ts";

/**
 * Whether samples arrive. `listeningSince` is the collector's start: before it nobody listened, which is not the
 * silence of a machine. `since` is when samples stopped. Epoch milliseconds.
 */
export type FeedStatus =
  | { readonly up: true; readonly listeningSince: number }
  | { readonly up: false; readonly since: number };

export type FeedChange =
  | { readonly type: "sample"; readonly sample: LiveSample }
  | { readonly type: "fact"; readonly sourceId: number; readonly fact: FactName; readonly at: number }
  | { readonly type: "status"; readonly status: FeedStatus };

export interface FeedOptions {
  /** Base address of the collector. */
  readonly url: string;
  /** Read again at each connection: the collector's first start makes it. */
  readonly secret: () => Promise<string>;
  readonly firstDelayMs?: number;
  readonly longestDelayMs?: number;
  /** A connection on which nothing arrives for this long, heartbeats included, is given up. */
  readonly idleMs?: number;
  readonly now?: () => number;
}

/**
 * The one connection of this process to the collector's feed. It keeps the newest sample of every source, tells
 * its subscribers of each change once, and comes back by itself with a backoff of 0.5 to 5 s.
 */
export class LiveFeed {
  readonly #options: Required<FeedOptions>;
  readonly #listeners = new Set<(change: FeedChange) => void>();
  readonly #closing = new AbortController();
  #samples = new Map<number, LiveSample>();
  #status: FeedStatus;
  #connections = 0;

  constructor(options: FeedOptions) {
    this.#options = { firstDelayMs: 500, longestDelayMs: 5_000, idleMs: 45_000, now: Date.now, ...options };
    this.#status = { up: false, since: this.#options.now() };
    void this.#run();
  }

  /** The newest sample of a source; undefined when the collector knows of none. */
  latest(sourceId: number): LiveSample | undefined {
    return this.#samples.get(sourceId);
  }

  status(): FeedStatus {
    return this.#status;
  }

  /** Connections opened so far, for the test that there is one. */
  connections(): number {
    return this.#connections;
  }

  /** Returns what ends the subscription. */
  subscribe(listener: (change: FeedChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Asks for samples every second for 30 s. False when the collector cannot be reached or knows no such source. */
  async watch(sourceId: number): Promise<boolean> {
    const body: WatchBody = { sourceId };
    try {
      const response = await fetch(new URL("/internal/watch", this.#options.url), {
        method: "POST",
        headers: { authorization: `Bearer ${await this.#options.secret()}`, "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(5_000),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }

  close(): void {
    this.#closing.abort();
    this.#listeners.clear();
  }

  async #run(): Promise<void> {
    const { firstDelayMs, longestDelayMs } = this.#options;
    let delay = firstDelayMs;
    while (!this.#closing.signal.aborted) {
      const wasReady = await this.#connect().catch(() => this.#status.up);
      this.#becomes({ up: false, since: this.#options.now() });
      if (wasReady) delay = firstDelayMs;
      await pause(delay * (0.75 + Math.random() / 4), this.#closing.signal);
      delay = Math.min(delay * 2, longestDelayMs);
    }
  }

  /** Reads one connection to its end; whether it became ready. */
  async #connect(): Promise<boolean> {
    const ended = new AbortController();
    const stop = () => ended.abort();
    this.#closing.signal.addEventListener("abort", stop, { once: true });
    let idle = setTimeout(stop, this.#options.idleMs);
    try {
      const response = await fetch(new URL("/internal/feed", this.#options.url), {
        headers: { authorization: `Bearer ${await this.#options.secret()}` },
        signal: ended.signal,
      });
      if (!response.ok || !response.body) return false;
      this.#connections += 1;

      // Sources known before the reconnection stay readable until `ready` says that the new picture is whole.
      let filling: Map<number, LiveSample> | undefined = new Map();
      let listeningSince = this.#options.now();
      for await (const line of linesOf(response.body)) {
        clearTimeout(idle);
        idle = setTimeout(stop, this.#options.idleMs);
        const change = JSON.parse(line) as FeedLine;
        if (change.type === "hello") listeningSince = change.startedAt;
        if (change.type === "source") filling?.set(change.sourceId, sampleOf(change));
        if (change.type === "ready" && filling) {
          this.#replace(filling, listeningSince);
          filling = undefined;
        }
        if (change.type === "sample") this.#take(sampleOf(change), filling);
        if (change.type === "fact") this.#tell({ type: "fact", ...pick(change) });
      }
      return this.#status.up;
    } finally {
      clearTimeout(idle);
      this.#closing.signal.removeEventListener("abort", stop);
      ended.abort();
    }
  }

  #take(sample: LiveSample, filling: Map<number, LiveSample> | undefined): void {
    if (filling) {
      filling.set(sample.sourceId, sample);
      return;
    }
    this.#samples.set(sample.sourceId, sample);
    this.#tell({ type: "sample", sample });
  }

  #replace(samples: Map<number, LiveSample>, listeningSince: number): void {
    const before = this.#samples;
    this.#samples = samples;
    this.#becomes({ up: true, listeningSince });
    for (const sample of samples.values()) {
      const known = before.get(sample.sourceId);
      if (known?.at !== sample.at || known.receivedAt !== sample.receivedAt) this.#tell({ type: "sample", sample });
    }
  }

  #becomes(status: FeedStatus): void {
    if (status.up === this.#status.up) return;
    this.#status = status;
    this.#tell({ type: "status", status });
  }

  #tell(change: FeedChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}

let feed: LiveFeed | undefined;

/** The feed of this process, connected at the first use. */
export function liveFeed(): LiveFeed {
  feed ??= new LiveFeed({
    url: process.env.TIMONERIE_COLLECTOR_URL ?? `http://127.0.0.1:${process.env.TIMONERIE_COLLECTOR_PORT ?? 4000}`,
    secret: async () => (await readFile(join(process.env.TIMONERIE_DATA ?? ".data", "internal.secret"), "utf8")).trim(),
  });
  return feed;
}

/** Ends the connection of this process; the next use opens another. */
export function closeLiveFeed(): void {
  feed?.close();
  feed = undefined;
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "") yield line;
  }
}

function sampleOf({ sourceId, at, receivedAt, intervalSeconds, values }: LiveSample): LiveSample {
  return { sourceId, at, receivedAt, intervalSeconds, values };
}

function pick({ sourceId, fact, at }: { sourceId: number; fact: FactName; at: number }) {
  return { sourceId, fact, at };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done, { once: true });
  });
}
