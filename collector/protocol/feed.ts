/**
 * The internal feed: `GET /internal/feed` of the collector, for the extranet, NDJSON, one JSON object a line.
 * Authorised by `Authorization: Bearer <secret>`, the secret being the file `internal.secret` of the data directory.
 * First `hello`, then one `source` line per known source (the full state), then `ready`, then changes.
 * After a reconnection the reader replaces its whole state at `ready`.
 */
import type { FactName } from "./push.ts";

export type FeedLine =
  | { readonly type: "hello"; readonly epoch: string; readonly startedAt: number }
  | ({ readonly type: "source" } & LiveSample)
  | { readonly type: "ready"; readonly sequence: number }
  | ({ readonly type: "sample"; readonly sequence: number } & LiveSample)
  | {
      readonly type: "fact";
      readonly sequence: number;
      readonly sourceId: number;
      readonly fact: FactName;
      readonly at: number;
    }
  | { readonly type: "heartbeat"; readonly at: number };

/** The newest snapshot of a source. Values by series key; a series without a value now is null. */
export interface LiveSample {
  readonly sourceId: number;
  /** Epoch milliseconds of the agent's clock. */
  readonly at: number;
  /** Epoch milliseconds of the collector's clock: last-seen and silence are counted on this one. */
  readonly receivedAt: number;
  readonly intervalSeconds: number;
  readonly values: Readonly<Record<string, number | null>>;
}

/** `POST /internal/watch {sourceId}`: a 30 s lease on 1 s samples, renewed by a visible machine page. Answers 204. */
export interface WatchBody {
  readonly sourceId: number;
}

export const WATCH_LEASE_MS = 30_000;
