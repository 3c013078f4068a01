/** What a forecast is made from and what it says. Instants are epoch milliseconds in UTC; values are in the resource's unit. */

/** `load` goes up and down with its users (cpu, memory, requests, bandwidth); `disk` fills (filesystems, databases). */
export type HistoryKind = "load" | "disk";

export interface History {
  readonly kind: HistoryKind;
  /** An hour, a day, or another step of which a whole number make a day. */
  readonly stepMs: number;
  /** Oldest first, without holes between the steps: NaN where nothing was measured. */
  readonly points: Float64Array | readonly number[];
  /** When the first point begins. */
  readonly firstAt: number;
  /** What it can never pass (bytes of the filesystem, 1 of a ratio); null where nothing bounds it. */
  readonly capacity: number | null;
  /** What it may not pass, where that is less than it could be used (a contract, a machine that may be gone); the capacity by default. */
  readonly limit?: number | null;
  /** When the resource was last resized: what was measured before is left out. */
  readonly resizedAt?: number | null;
  /** Histories of one word are alike ("cpu"): short ones learn from the others how wide bands have to be. Its kind by default. */
  readonly alike?: string;
}

/** `over`: at its limit already; `not_filling`: nothing tends to it; `too_little_history`: under two weeks. */
export type ForecastAnswer = "forecast" | "not_filling" | "over" | "too_little_history";

/** A day of a forecast: step 1 is the day after the last one measured. As db/schema/capacity.ts keeps it. */
export type ForecastDay = readonly [
  step: number,
  mean: number,
  lower80: number,
  upper80: number,
  lower95: number,
  upper95: number,
];

/** When the limit is met: the first, the middle and the last date of 8 chances in 10; null beyond 13 months. */
export interface Reach {
  readonly early: number | null;
  readonly likely: number | null;
  readonly late: number | null;
}

export interface Forecast {
  readonly answer: ForecastAnswer;
  /** Steps 1 to 90; empty with too little history only. A load measured more often than daily is told by its days' peaks. */
  readonly days: readonly ForecastDay[];
  /** Of a disk the last value, of a load the highest day of the last seven; null where nothing was measured. */
  readonly current: number | null;
  readonly reach: Reach;
  /** Whole days that the forecast was made from, after a resize. */
  readonly historyDays: number;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
/** Under it there is no second week to compare the first with. */
export const LEAST_DAYS = 14;
export const FORECAST_DAYS = 90;
/** Thirteen months: as far as a date is told. */
export const REACH_DAYS = 396;

/** Values of one step each, step 1 first, for the same length in all five. */
export interface Curve {
  readonly mean: Float64Array;
  readonly lower80: Float64Array;
  readonly upper80: Float64Array;
  readonly lower95: Float64Array;
  readonly upper95: Float64Array;
}
