import { createHash } from "node:crypto";

import type { LiveSample } from "#collector/protocol/feed.ts";

import { isOutage } from "#db/client.server.ts";
import { DatabaseAway, type DatabaseWatch } from "./database-watch.server.ts";
import type { Listening } from "./event-news.server.ts";
import type { FeedStatus, LiveFeed } from "./feed.server.ts";
import { LISTENING, notificationEvent, sampleEvent, stateEvent, ticketEvent } from "./live-events.server.ts";
import type { TicketNews } from "./ticket-news.server.ts";

/** A machine that a stream may tell of, by the names under which pages know it. */
export interface StreamedMachine {
  readonly sourceId: number | null;
  readonly project: string;
  readonly name: string;
}

export interface LiveStream {
  readonly method: string;
  readonly feed: Pick<LiveFeed, "latest" | "status" | "subscribe">;
  /** Nothing is committed while it is away, so nothing arrives: the stream says that the feed is down. */
  readonly database?: Pick<DatabaseWatch, "awaySince" | "subscribe">;
  /** Streams are counted by it: at most `STREAMS_PER_SESSION` at once. */
  readonly sessionId: string;
  /** Aborted when the response is closed. */
  readonly closed: AbortSignal;
  /** Bytes that the socket has not taken yet. */
  readonly backlog: () => number;
  /** What the reader may see now, asked at the start and at each check of rights; null ends the stream. */
  readonly machines: () => Promise<readonly StreamedMachine[] | null>;
  /** What is new in tickets; without it the stream tells nothing of them. */
  readonly tickets?: {
    /** Calls back for each news of any project. */
    readonly onNews: (listener: (news: TicketNews) => void) => Listening;
    /** Slug of the news' project where the reader may hear it, asked anew for each; null where they may not. */
    readonly hears: (news: TicketNews) => Promise<string | null>;
  };
  /** Calls back when the reader's rights may have shrunk; returns what ends the subscription. */
  readonly onRevocation: (recheck: () => void) => () => void;
  /** The reader's own notices; without it the stream tells nothing of them. */
  readonly notices?: {
    readonly onNews: (changed: () => void) => Listening;
    /** How many are unread now; null where the reader may not be told any more. */
    readonly unread: () => Promise<number | null>;
  };
  /** Names or keys of series; null for all. A name takes all its labels. */
  readonly series: readonly string[] | null;
  /** Names of machines; null for all. */
  readonly only: readonly string[] | null;
  readonly intervals?: Partial<StreamIntervals>;
}

interface StreamIntervals {
  readonly recheckMs: number;
  readonly heartbeatMs: number;
  /** How often a slow socket is looked at again. */
  readonly drainMs: number;
}

export const STREAMS_PER_SESSION = 6;
/** Past this a socket is slow, and each machine keeps only its newest sample. */
export const SLOW_BYTES = 64_000;

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};
const INTERVALS: StreamIntervals = { recheckMs: 5_000, heartbeatMs: 15_000, drainMs: 250 };
const open = new Map<string, number>();

/**
 * Answers with `text/event-stream`. `event: sample` tells one machine's values, the newest of each at the start;
 * `event: state` tells whether the feed is up and what the server's clock says, at the start, at each change and
 * every 15 s, which is the heartbeat too. Samples of one machine come in order and once. `event: ticket` tells that a thread
 * has an entry which the reader may read, `event: tickets` that from now on this is told, `event: notification` how
 * many of the reader's own notices are unread.
 */
export async function liveStream(stream: LiveStream): Promise<Response> {
  if ((open.get(stream.sessionId) ?? 0) >= STREAMS_PER_SESSION) {
    return new Response("Too Many Requests", { status: 429, headers: { "retry-after": "5" } });
  }
  open.set(stream.sessionId, (open.get(stream.sessionId) ?? 0) + 1);
  const release = once(() => {
    const left = (open.get(stream.sessionId) ?? 1) - 1;
    if (left > 0) open.set(stream.sessionId, left);
    else open.delete(stream.sessionId);
  });

  const machines = await stream.machines().catch((error: unknown) => {
    release();
    throw error;
  });
  if (!machines || stream.closed.aborted) {
    release();
    return new Response("Not Found", { status: 404 });
  }
  if (stream.method === "HEAD") {
    release();
    return new Response(null, { headers: HEADERS });
  }
  return new Response(bodyOf(stream, machines, release), { headers: HEADERS });
}

/** How many streams are open, of one session or of all. */
export function openStreams(sessionId?: string): number {
  if (sessionId !== undefined) return open.get(sessionId) ?? 0;
  return [...open.values()].reduce((sum, count) => sum + count, 0);
}

/** Names the browser's shared worker: one a session, and no way back to the session's id. */
export function streamKey(sessionId: string): string {
  return createHash("sha256").update(`live ${sessionId}`).digest("hex").slice(0, 16);
}

function bodyOf(stream: LiveStream, first: readonly StreamedMachine[], release: () => void) {
  const intervals = { ...INTERVALS, ...stream.intervals };
  const encoder = new TextEncoder();
  const cleanups: (() => void)[] = [release];
  let ended = false;
  const end = once(() => {
    ended = true;
    for (const cleanup of cleanups) cleanup();
  });

  return new ReadableStream<Uint8Array>({
    start(controller) {
      let seenMachines = first;
      let seen = bySource(first, stream.only);
      const waiting = new Map<number, LiveSample>();
      let stateWaits = false;

      const close = () => {
        if (ended) return;
        end();
        controller.close();
      };
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      const isSlow = () => stream.backlog() > SLOW_BYTES;
      const tellState = () => {
        if (isSlow()) stateWaits = true;
        else write(stateEvent(statusOf(stream)));
      };
      const tellSample = (sample: LiveSample) => {
        const machine = seen.get(sample.sourceId);
        if (!machine) return;
        if (isSlow()) waiting.set(sample.sourceId, sample);
        else write(sampleEvent(machine, sample, stream.series));
      };
      const drain = () => {
        if (isSlow()) return;
        if (stateWaits) write(stateEvent(statusOf(stream)));
        stateWaits = false;
        const samples = [...waiting.values()];
        waiting.clear();
        for (const sample of samples) tellSample(sample);
      };
      const recheck = async () => {
        const machines = await stream.machines().catch((error: unknown) => (isAway(error) ? seenMachines : null));
        // The reader may have gone meanwhile: a stream that has ended takes nothing more.
        if (ended) return;
        if (!machines) return close();
        seenMachines = machines;
        const before = seen;
        seen = bySource(machines, stream.only);
        for (const sourceId of seen.keys()) if (!before.has(sourceId)) tellNewest(sourceId);
      };
      const tellTicket = async (news: TicketNews) => {
        const project = await stream.tickets?.hears(news).catch(() => null);
        // Each costs a few bytes and comes seldom: a slow socket gets them too.
        if (project && !ended) write(ticketEvent({ ...news, project }));
      };
      const tellNotices = async () => {
        const unread = await stream.notices?.unread().catch(() => null);
        if (typeof unread === "number" && !ended) write(notificationEvent(unread));
      };
      const tellNewest = (sourceId: number) => {
        const newest = stream.feed.latest(sourceId);
        if (newest) tellSample(newest);
      };

      const timers = [
        setInterval(recheck, intervals.recheckMs),
        setInterval(tellState, intervals.heartbeatMs),
        setInterval(drain, intervals.drainMs),
      ];
      const news = stream.tickets?.onNews(tellTicket);
      void news?.ready.then(() => ended || write(LISTENING));
      const notices = stream.notices?.onNews(tellNotices);
      void notices?.ready.then(tellNotices);
      stream.closed.addEventListener("abort", close, { once: true });
      cleanups.push(
        () => timers.forEach(clearInterval),
        () => stream.closed.removeEventListener("abort", close),
        stream.onRevocation(recheck),
        () => news?.stop(),
        () => notices?.stop(),
        stream.database?.subscribe(tellState) ?? (() => undefined),
        stream.feed.subscribe((change) => {
          if (change.type === "status") tellState();
          if (change.type === "sample") {
            // A sample that waits for the socket is older than this one: it must not overtake it.
            waiting.delete(change.sample.sourceId);
            tellSample(change.sample);
          }
        }),
      );

      write("retry: 2000\n\n");
      tellState();
      for (const sourceId of seen.keys()) tellNewest(sourceId);
    },
    cancel: end,
  });
}

/** Rights cannot be read while the database is away, nor can anybody change them there: the stream goes on as it was. */
function isAway(error: unknown): boolean {
  return error instanceof DatabaseAway || isOutage(error);
}

function bySource(machines: readonly StreamedMachine[], only: readonly string[] | null): Map<number, StreamedMachine> {
  const wanted = machines.filter(({ name }) => !only || only.includes(name));
  return new Map(wanted.flatMap((machine) => (machine.sourceId === null ? [] : [[machine.sourceId, machine]])));
}

function statusOf({ feed, database }: LiveStream): FeedStatus {
  const since = database?.awaySince ?? null;
  return since === null ? feed.status() : { up: false, since };
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}
