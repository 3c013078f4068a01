/** What a live stream tells a page. The server's side is app/http/live-stream.server.ts. */

export interface StreamSample {
  readonly project: string;
  readonly machine: string;
  /** Epoch milliseconds of the agent's clock. */
  readonly at: number;
  /** Epoch milliseconds of the server's clock: ages count from it. */
  readonly receivedAt: number;
  readonly intervalSeconds: number;
  readonly values: Readonly<Record<string, number | null>>;
}

/**
 * `connecting` until the first word of the server; `up`; `down`: the server itself hears no machine; `lost`: the
 * browser does not reach the server; `refused`: signed out or no longer allowed, and nothing will come any more.
 */
export type LiveStatus =
  | { readonly feed: "connecting" | "refused" }
  /** Since when the server listens to machines: it knows of no silence before. */
  | { readonly feed: "up"; readonly listeningSince: number }
  | { readonly feed: "down" | "lost"; readonly since: number };

export type LiveMessage =
  | { readonly type: "sample"; readonly sample: StreamSample }
  /** `offsetMs` is what must be added to the browser's clock to have the server's; null when this says nothing of it. */
  | { readonly type: "status"; readonly status: LiveStatus; readonly offsetMs: number | null };

/** What a tab tells the worker that holds the streams of its session. */
export type TabMessage =
  | { readonly type: "open"; readonly url: string }
  | { readonly type: "close"; readonly url: string }
  /** A tab that goes away without a word is found out by its missing pings. */
  | { readonly type: "ping" }
  | { readonly type: "bye" };

/** One name for one machine of one project. */
export function liveKey(of: { readonly project: string; readonly machine: string }): string {
  return `${of.project}/${of.machine}`;
}

export const PING_MS = 20_000;
/** Browsers let the timers of hidden tabs run once a minute only. */
export const TAB_GONE_MS = 150_000;
