/** What crosses from the server to a page of measures. Pure: both sides use it. */

import type { Granted, Resource } from "./resources.ts";

/** What machines may be ranked by on a page. */
export const WEIGHTS = ["cpu", "memory", "disk", "sent"] as const;
export type Weight = (typeof WEIGHTS)[number];

/** A curve as it crosses to the page. CPU in cores, memory and disk in bytes, received and sent in bytes a second. */
export interface SentCurve {
  readonly resource: Resource;
  readonly stepMs: number;
  readonly points: readonly (readonly [at: number, min: number, average: number, max: number, count: number])[];
}

/** As much of a group as figures are made of. */
export interface Measured {
  readonly curves: readonly SentCurve[];
  readonly granted: Granted;
  /** Null where the machines have not told: CPU is then shown in cores. */
  readonly ghzPerCore: number | null;
}

/** A part of a group, as a row of a table: a few points a curve are enough. */
export interface MeasuredPart extends Measured {
  readonly to: string;
  readonly name: string;
  /** Its client, where parts are of several. */
  readonly note?: string;
  readonly machineCount: number;
}
