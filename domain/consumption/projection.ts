/** What a month's traffic will be at its end. Pure. */

import type { Stretch } from "#domain/availability/ledger.ts";
import { daysLater } from "#domain/metrics/wall-time.ts";

import { type BandwidthRule, knownShare, type Traffic, type Volume, volumeBy, volumeOf } from "./traffic.ts";

/** How many weeks back the rest of the month is looked for. */
export const WEEKS_BACK = 6;
/** Of a day, or the rest of one, so much must have been measured for it to stand for another. */
const KNOWN_ENOUGH = 0.9;

/** A day to come, or what is left of today, and what it may transfer. */
export interface Piece extends Stretch {
  readonly volume: Volume;
}

/** The rest of the month as one of the past weeks went. */
export type Scenario = readonly Piece[];

/** Bytes at the month's end by the contract's rule. */
export interface Projection {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  /** How many past weeks it rests on. */
  readonly weeks: number;
}

/**
 * The rest of [now, end), once for each of the last six weeks: every day as the same weekday went in that week, from the same
 * hour on. A day of which less than 90 % was measured takes the mean of the other weeks'. Weeks of which most is unknown are
 * left out; none remains where there is no history.
 */
export function scenariosOf(past: Traffic, now: number, end: number, timeZone: string): Scenario[] {
  const pieces = piecesOf(now, end, timeZone);
  if (pieces.length === 0) return [];
  const weeks = Array.from({ length: WEEKS_BACK }, (_one, index) =>
    pieces.map((piece, day) => wentLike(past, piece, Math.floor(day / 7) + index + 1, timeZone)),
  );
  const told = weeks.filter((week) => week.filter((rate) => rate !== null).length * 2 > pieces.length);
  const means = pieces.map((_piece, day) => meanOf(told.flatMap((week) => week[day] ?? [])));
  const usual = meanOf(means.flatMap((mean) => mean ?? [])) ?? NOTHING;
  return told.map((week) =>
    pieces.map((piece, day) => {
      const rate = week[day] ?? means[day] ?? usual;
      const length = piece.to - piece.from;
      return { ...piece, volume: { received: rate.received * length, sent: rate.sent * length } };
    }),
  );
}

/**
 * What was transferred so far and what the scenarios add: the least, the middle and the most of them. So the range is that
 * of whole weeks that did happen, not of days that were each at their worst.
 */
export function projectionOf(soFar: Volume, scenarios: readonly Scenario[], rule: BandwidthRule): Projection | null {
  const ends = inOrder(soFar, scenarios, rule).map(({ end }) => end);
  const [low, likely, high] = [ends[0], ends[Math.floor(ends.length / 2)], ends.at(-1)];
  if (low === undefined || likely === undefined || high === undefined) return null;
  return { low, likely, high, weeks: ends.length };
}

/** The scenario in the middle: what is drawn of the days to come. */
export function likelyScenario(soFar: Volume, scenarios: readonly Scenario[], rule: BandwidthRule): Scenario {
  return inOrder(soFar, scenarios, rule)[Math.floor(scenarios.length / 2)]?.scenario ?? [];
}

/** When a volume will be passed, epoch milliseconds: by the heaviest, the middle and the lightest of the weeks; null for not this month. */
export interface Passing {
  readonly early: number | null;
  readonly likely: number | null;
  readonly late: number | null;
}

/** The instants at which `limit` bytes are passed, each day's volume spread evenly over it. */
export function passingOf(
  soFar: Volume,
  scenarios: readonly Scenario[],
  rule: BandwidthRule,
  limit: number,
): Passing | null {
  const ordered = inOrder(soFar, scenarios, rule);
  const [light, middle, heavy] = [ordered[0], ordered[Math.floor(ordered.length / 2)], ordered.at(-1)];
  if (!light || !middle || !heavy) return null;
  const passed = ({ scenario }: { scenario: Scenario }) => passedAt(soFar, scenario, rule, limit);
  return { early: passed(heavy), likely: passed(middle), late: passed(light) };
}

const NOTHING: Volume = { received: 0, sent: 0 };

function inOrder(soFar: Volume, scenarios: readonly Scenario[], rule: BandwidthRule) {
  return scenarios
    .map((scenario) => ({
      scenario,
      end: volumeBy(
        rule,
        scenario.reduce((sum, { volume }) => plus(sum, volume), soFar),
      ),
    }))
    .sort((one, other) => one.end - other.end);
}

function passedAt(soFar: Volume, scenario: Scenario, rule: BandwidthRule, limit: number): number | null {
  let sum = soFar;
  for (const { from, to, volume } of scenario) {
    const before = volumeBy(rule, sum);
    sum = plus(sum, volume);
    const after = volumeBy(rule, sum);
    if (after > limit) return from + (to - from) * Math.max(0, (limit - before) / (after - before));
  }
  return null;
}

/** The rest of today, and the days after it, on the zone's clocks. */
function piecesOf(now: number, end: number, timeZone: string): Stretch[] {
  const pieces: Stretch[] = [];
  const midnights: number[] = [];
  for (let day = 1; ; day += 1) {
    const midnight = daysLater(end, -day, timeZone);
    if (midnight <= now) break;
    midnights.unshift(midnight);
  }
  const edges = [now, ...midnights, end];
  for (let index = 1; index < edges.length; index += 1) {
    const [from, to] = [edges[index - 1] ?? end, edges[index] ?? end];
    if (to > from) pieces.push({ from, to });
  }
  return pieces;
}

/** Bytes a millisecond in the same hours so many weeks before; a day of 23 or 25 hours so stands for one of 24. */
function wentLike(past: Traffic, { from, to }: Stretch, weeks: number, timeZone: string): Volume | null {
  const begin = daysLater(from, -7 * weeks, timeZone);
  const then = { from: Math.floor(begin / past.stepMs) * past.stepMs, to: daysLater(to, -7 * weeks, timeZone) };
  const known = knownShare(past, then);
  if (known < KNOWN_ENOUGH) return null;
  const { received, sent } = volumeOf(past, then);
  const length = known * Math.ceil((then.to - then.from) / past.stepMs) * past.stepMs;
  return { received: received / length, sent: sent / length };
}

function meanOf(rates: readonly Volume[]): Volume | null {
  if (rates.length === 0) return null;
  const sum = rates.reduce(plus, NOTHING);
  return { received: sum.received / rates.length, sent: sum.sent / rates.length };
}

function plus(one: Volume, other: Volume): Volume {
  return { received: one.received + other.received, sent: one.sent + other.sent };
}
