import type { LiveSample } from "#collector/protocol/feed.ts";
import type { DeclaredSeries, Snapshot } from "#collector/protocol/push.ts";

import type { Steps } from "./steps.ts";

/**
 * Where samples live. One interface for whatever stands behind it; tests/db/metrics/store-contract.ts says what every
 * implementation must do. Instants are epoch milliseconds; errors of the database are thrown as they come.
 */
export interface MetricStore {
  /**
   * Stores a schema, once, and returns it committed. Of series declared twice, badly formed, or beyond MAX_SERIES
   * only the kept ones are in `series`; `refusedSeries` names the others.
   */
  declareSchema(series: readonly DeclaredSeries[], now?: number): Promise<StoredSchema>;

  /** The schema of this name when it is in memory; where undefined, ask `schemaByHash`. */
  knownSchema(hash: string): StoredSchema | undefined;

  /** The schema of this name (schemaHash of the push protocol), or undefined when nobody declared it. */
  schemaByHash(hash: string): Promise<StoredSchema | undefined>;

  /**
   * Writes snapshots and the time their sources were seen, in one commit: when the promise is kept they are durable,
   * when it is broken none of them is. Idempotent by (source, at); of two that differ the greater packed bytes win,
   * so that the order of arrival does not matter. Snapshots must have the number of values that the schema declares.
   */
  append(batch: readonly SourceBatch[], receivedAt?: number): Promise<void>;

  /**
   * Minimum, average, maximum and count per step, for steps in which there was a value; the others are absent, so
   * that a gap stays a gap. `from` is included, `to` is not. Ordered by source, key and time.
   */
  range(query: RangeQuery): Promise<SeriesRange[]>;

  /** As `range`, for those who only pass the numbers on. */
  steps(query: RangeQuery): Promise<SeriesSteps[]>;

  /** Snapshots as they were sent, ordered by source and time. */
  snapshots(query: { sourceIds: readonly number[]; from: number; to: number }): Promise<StoredSnapshot[]>;

  /** The newest snapshot of each source of the 24 hours before `now`; sources without one are absent. */
  latest(sourceIds: readonly number[], now?: number): Promise<LiveSample[]>;

  /**
   * Merges the snapshots of windows that have ended into chunks and roll-ups. Safe to call at any time, by several at
   * once, and again after a failure: nothing acknowledged is lost, and the order of arrival leaves no trace.
   */
  seal(now?: number): Promise<Sealed>;

  /** Makes room for the days ahead and drops what is past retention. Safe to call at any time, by several at once. */
  upkeep(now?: number): Promise<void>;
}

/** Ten minutes of one source. */
export interface ChangedWindow {
  readonly sourceId: number;
  /** Where they begin. */
  readonly t0: number;
}

export interface Sealed {
  /** Windows whose roll-ups were computed, in order of time. */
  readonly windows: readonly { readonly t0: number; readonly sourceIds: readonly number[] }[];
}

export interface StoredSchema {
  readonly id: number;
  /** Lower-case hexadecimal SHA-256 of the declared series' text. */
  readonly hash: string;
  /** The kept series, in order. */
  readonly series: readonly DeclaredSeries[];
  /** Positions of the kept series among the declared values; null when all are kept. */
  readonly positions: readonly number[] | null;
  /** How many values a snapshot of this schema has. */
  readonly declared: number;
}

export interface SourceBatch {
  readonly sourceId: number;
  readonly schema: StoredSchema;
  /** May be empty: the source is seen all the same. */
  readonly snapshots: readonly Snapshot[];
}

export interface RangeQuery {
  readonly sourceIds: readonly number[];
  /** Series keys, or names: a name stands for all its labels. */
  readonly series: readonly string[];
  readonly from: number;
  readonly to: number;
  /** The step is the shortest round one that gives no more points; a window cut across steps has one more. */
  readonly maxPoints: number;
  /** A step of the caller's choice, instead of the one that `maxPoints` gives; a whole number of seconds. */
  readonly stepMs?: number;
}

interface AnsweredSeries {
  readonly sourceId: number;
  readonly key: string;
  /** Absent of a gauge. The points of a counter are its increase per second. */
  readonly kind?: "counter";
  /** As asked for, or longer where the store keeps no finer steps of so long ago. */
  readonly stepMs: number;
}

export interface SeriesSteps extends AnsweredSeries {
  readonly steps: Steps;
}

export interface SeriesRange extends AnsweredSeries {
  readonly points: readonly RangePoint[];
}

export interface RangePoint {
  /** Start of the step. */
  readonly at: number;
  readonly min: number;
  readonly average: number;
  readonly max: number;
  readonly count: number;
}

export interface StoredSnapshot {
  readonly sourceId: number;
  readonly at: number;
  readonly schema: StoredSchema;
  /** One value per kept series. */
  readonly values: readonly (number | null)[];
}

export const DAY_MS = 24 * 3_600_000;
