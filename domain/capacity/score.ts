/** What was said against what happened. Pure: the browser uses it too. */

import type { NamedResource, ResourceKey, ResourceUnit, Subject } from "./resource.ts";

/** Days after which a forecast is held against what was measured. */
export const SCORED_STEPS = [30, 60, 90] as const;
export type ScoredStep = (typeof SCORED_STEPS)[number];

/** One forecast of one day, and that day's measured peak. Values in the resource's unit, days of UTC. */
export interface ScoreRow extends NamedResource {
  readonly forecastId: number;
  readonly subject: Subject;
  readonly subjectId: number;
  readonly subjectName: string;
  readonly resource: ResourceKey;
  readonly unit: ResourceUnit;
  readonly madeOn: string;
  /** It was computed days after the one it is made on, out of what was known then: as in the demo's past. */
  readonly isAfterwards: boolean;
  readonly step: ScoredStep;
  /** The day that was forecast. */
  readonly on: string;
  readonly mean: number;
  readonly lower80: number;
  readonly upper80: number;
  /** Null where too little was measured that day: it counts neither way. */
  readonly measured: number | null;
  readonly isInside: boolean | null;
}

export interface Score {
  /** Forecasts whose day was measured. */
  readonly count: number;
  /** Of them inside the band of 8 chances in 10. */
  readonly inside: number;
  /** Mean error as a share of what was measured; null where nothing was, or nothing was used. */
  readonly error: number | null;
}

/** A file system that never moved has a band without width: what is off by less than this share of a value is not off. */
const NOTHING = 0.002;

/** Whether a value was in the band, its edges included; null where it is not known. */
export function isInside(measured: number | null, band: { readonly lower80: number; readonly upper80: number }) {
  if (measured === null) return null;
  const nothing = NOTHING * Math.abs(measured);
  return measured >= band.lower80 - nothing && measured <= band.upper80 + nothing;
}

/** Coverage and error of some forecasts: the sum of the errors over the sum of what was measured. */
export function scoreOf(rows: readonly ScoreRow[]): Score {
  const measured = rows.flatMap(({ measured: value, mean, isInside: inside }) =>
    value === null ? [] : [{ value, off: Math.abs(mean - value), inside: inside === true }],
  );
  const sum = (of: (one: (typeof measured)[number]) => number) => measured.reduce((total, one) => total + of(one), 0);
  const used = sum(({ value }) => Math.abs(value));
  return {
    count: measured.length,
    inside: measured.filter(({ inside }) => inside).length,
    error: used > 0 ? sum(({ off }) => off) / used : null,
  };
}

/** Scores by whatever rows have in common, in the order in which it is met. */
export function scoresBy<Key>(rows: readonly ScoreRow[], keyOf: (row: ScoreRow) => Key): Map<Key, Score> {
  const groups = new Map<Key, ScoreRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return new Map([...groups].map(([key, group]) => [key, scoreOf(group)]));
}
