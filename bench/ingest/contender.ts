import type { Snapshot } from "#collector/protocol/push.ts";

import type { Load } from "./load.ts";

/** A system that keeps measures. */
export interface Contender<Encoded = Buffer> {
  readonly name: string;
  /** Starts it in a fresh directory on a private port; undefined, after saying so, where it is not installed. */
  start(directory: string, load: Load): Promise<RunningContender<Encoded> | undefined>;
}

export interface RunningContender<Encoded = Buffer> {
  /** The server's processes, the database's among them. */
  readonly pids: readonly number[];
  /** What is sent for a machine: encoded apart from the sending, so that encoding counts for nobody. */
  encode(machine: number, snapshots: readonly Snapshot[]): Encoded;
  /** Sends it on one connection of the machine's own; kept when the server acknowledged, broken when it refused. */
  send(machine: number, encoded: Encoded): Promise<void>;
  /** Brings to the disk in its last form what still waits in memory. */
  flush(): Promise<void>;
  /** Bytes that the samples take on disk, after `flush`. */
  bytesOnDisk(): Promise<number>;
  /** Keeps an older month of a machine, [from, to), of the one series that is asked of; absent where old samples are refused. */
  loadMonth?(machine: number, month: { readonly from: number; readonly to: number }): Promise<void>;
  readonly ask: Questions;
  stop(): Promise<void>;
}

export type Point = readonly [at: number, value: number];

/** The queries, each answered over HTTP where the contender has it. Instants are epoch milliseconds; `to` is excluded. */
export interface Questions {
  /** Every value of one series. */
  raw(machine: number, series: number, from: number, to: number): Promise<Point[]>;
  /** Every value of all series of a machine, in the load's order. */
  everySeries(machine: number, from: number, to: number): Promise<Point[][]>;
  /** The mean of each hour of one series, dated with its beginning; both ends are whole hours. */
  hourly(machine: number, series: number, from: number, to: number): Promise<Point[]>;
  /** The machines with the greatest newest value, greatest first. */
  top(series: number, limit: number): Promise<{ machine: number; value: number }[]>;
}
