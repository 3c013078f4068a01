import type { IncomingMessage, ServerResponse } from "node:http";
import type { Writable } from "node:stream";

import type { Collector } from "../collector.ts";
import { type Answer, STREAMED } from "../http/answers.ts";
import { type Hub, lineOf } from "./hub.ts";
import type { LiveMap } from "./live-map.ts";
import { refusalOfStranger } from "./secret.ts";

const HEARTBEAT_MS = 15_000;
/** A reader that takes nothing for this long is gone. */
const STALLED_MS = 45_000;

/** `GET /internal/feed`: everything that is live, as collector/protocol/feed.ts says. */
export function feed(
  collector: Collector,
  request: IncomingMessage,
  response: ServerResponse,
): Answer | typeof STREAMED {
  const stranger = refusalOfStranger(request, collector.internalSecret);
  if (stranger) return stranger;

  response.writeHead(200, {
    "content-type": "application/x-ndjson",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
  });
  response.socket?.setNoDelay(true);
  // server.ts takes this from every socket; a feed's lines come in pieces that must go out together.
  if (response.socket) Reflect.deleteProperty(response.socket, "_writev");
  const close = streamFeed(collector, response, () => response.destroy());
  collector.feeds.add(response);
  response.on("close", () => {
    collector.feeds.delete(response);
    close();
  });
  return STREAMED;
}

/** Writes the feed into a stream until the returned function is called. `drop` ends a reader that stalls. */
export function streamFeed(
  {
    epoch,
    startedAt,
    live,
    hub,
    now,
  }: { epoch: string; startedAt: number; live: LiveMap; hub: Hub; now: () => number },
  stream: Writable,
  drop: () => void,
): () => void {
  const reader = new FeedReader(stream, now);
  reader.write(lineOf({ type: "hello", epoch, startedAt }));
  for (const sample of live.newest()) reader.write(sample.line('"type":"source"'));
  reader.write(lineOf({ type: "ready", sequence: hub.sequence }));

  // A commit publishes many samples in one turn: they go out together.
  let turn: [subject: string, line: string][] = [];
  const unlisten = hub.listen((subject, line) => {
    if (turn.push([subject, line]) > 1) return;
    setImmediate(() => {
      reader.offerAll(turn);
      turn = [];
    });
  });
  const heartbeat = setInterval(() => {
    if (now() - reader.slowSince > STALLED_MS) drop();
    else reader.offer("heartbeat", lineOf({ type: "heartbeat", at: now() }));
  }, HEARTBEAT_MS);
  stream.on("drain", () => reader.drained());
  return () => {
    unlisten();
    clearInterval(heartbeat);
  };
}

/**
 * Writes lines to one reader. When its socket is full, only the newest line of each subject is kept for it, so that
 * a slow reader costs a bounded memory, sees the present when it comes round, and never old values late.
 */
export class FeedReader {
  private readonly pending = new Map<string, string>();
  /** Epoch milliseconds; infinite while the reader keeps up. */
  slowSince = Number.POSITIVE_INFINITY;

  constructor(
    private readonly stream: Writable,
    private readonly now = Date.now,
  ) {}

  /** Writes whatever the reader's speed: for the state with which a feed begins. */
  write(line: string): void {
    if (!this.stream.write(line) && !this.isSlow) this.slowSince = this.now();
  }

  offer(subject: string, line: string): void {
    if (!this.isSlow) {
      this.write(line);
      return;
    }
    // Deleted first: the newest of a subject goes behind what was published before it, so numbers keep rising.
    this.pending.delete(subject);
    this.pending.set(subject, line);
  }

  offerAll(changes: readonly (readonly [subject: string, line: string])[]): void {
    if (this.isSlow) for (const [subject, line] of changes) this.offer(subject, line);
    else this.write(changes.map(([, line]) => line).join(""));
  }

  drained(): void {
    this.slowSince = Number.POSITIVE_INFINITY;
    for (const [subject, line] of this.pending) {
      if (this.isSlow) return;
      this.pending.delete(subject);
      this.write(line);
    }
  }

  private get isSlow(): boolean {
    return this.slowSince !== Number.POSITIVE_INFINITY;
  }
}
