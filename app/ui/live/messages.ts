import type { LiveStatus, StreamSample } from "#domain/machines/live.ts";

/** What passes between the pages of a browser and the worker that holds their streams. */

export interface TicketNews {
  readonly project: string;
  readonly number: number;
  readonly entryId: number;
}

export type LiveMessage =
  | { readonly type: "sample"; readonly sample: StreamSample }
  /** A thread has a new entry. */
  | { readonly type: "ticket"; readonly ticket: TicketNews }
  /** The stream has begun to tell of tickets, at first or again: what was written before it may not have told. */
  | { readonly type: "listening" }
  /** How many of one's own notices are unread. */
  | { readonly type: "notification"; readonly unread: number }
  /** `offsetMs` is what must be added to the browser's clock to have the server's; null when this says nothing of it. */
  | { readonly type: "status"; readonly status: LiveStatus; readonly offsetMs: number | null };

/** What a tab tells the worker that holds the streams of its session. */
export type TabMessage =
  | { readonly type: "open"; readonly url: string }
  | { readonly type: "close"; readonly url: string }
  /** A tab that goes away without a word is found out by its missing pings. One that only slept says by them what it reads. */
  | { readonly type: "ping"; readonly urls: readonly string[] }
  | { readonly type: "bye" };

export const PING_MS = 20_000;
/** Browsers let the timers of hidden tabs run once a minute only. */
export const TAB_GONE_MS = 150_000;
