import type { LiveSample } from "#collector/protocol/feed.ts";
import { stepMsOf } from "#db/metrics/aggregate.ts";
import type { GroupScope, GroupSeries } from "#db/metrics/groups.ts";
import { groupSourceId } from "#db/metrics/groups.ts";
import type { MetricStore, RangeQuery, SeriesRange, SeriesSteps } from "#db/metrics/store.ts";

import { type Combine, type CombinedPoint, combined, fineStepMs } from "./combine.ts";
import { DaySteps, isOfDays } from "./day-steps.ts";
import { quantiles, type RankBy, type RankedSource, ranked } from "./rank.ts";
import { metricStore } from "./store.server.ts";

/** [from, to) in epoch milliseconds, in at most `maxPoints` round steps (one more where the window cuts a step). */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly maxPoints: number;
  /** IANA name: steps of days begin at the midnights of this zone. Without it they are days of UTC. */
  readonly timeZone?: string;
}

export interface SeriesQuestion extends Stretch {
  readonly sources: readonly number[];
  /** Series keys, or names: a name stands for all its labels. */
  readonly names: readonly string[];
}

export interface CombinedSeries {
  /** As it was asked for: a name, or a key. */
  readonly name: string;
  readonly stepMs: number;
  readonly points: readonly CombinedPoint[];
}

/**
 * Series of each source with minimum, average, maximum and count per step, in the units of the catalogue; counters are
 * increase per second. A step without a value has no point: a gap is a gap. Ordered by source, key and time.
 */
export function seriesOf(
  { sources, names, ...stretch }: SeriesQuestion,
  store: MetricStore = metricStore(),
): Promise<SeriesRange[]> {
  return inSteps({ sourceIds: sources, series: names }, stretch, store);
}

/** As `seriesOf`, for those who only pass the numbers on. */
export function stepsOf(
  { sources, names, from, to, maxPoints }: SeriesQuestion,
  store: MetricStore = metricStore(),
): Promise<SeriesSteps[]> {
  return store.steps({ sourceIds: sources, series: names, from, to, maxPoints });
}

/** The newest stored snapshot of each source; those without one in 24 hours are absent. */
export function latestOf(sourceIds: readonly number[], store: MetricStore = metricStore()): Promise<LiveSample[]> {
  return store.latest(sourceIds);
}

/** Any question that the store answers: what tiles ask, who know their step. */
export function rangeOf(query: RangeQuery): Promise<SeriesRange[]> {
  return metricStore().range(query);
}

/** As `rangeOf`, for those who count in every step of a month. */
export function rangeStepsOf(query: RangeQuery): Promise<SeriesSteps[]> {
  return metricStore().steps(query);
}

/**
 * One series per name over all sources: the sum of their series, the mean, or the greatest. A name takes all its labels
 * but the loopback interface, as the tiles do; a key is taken as it is. What minimum and maximum mean: combine.ts.
 */
export async function combinedSeries(
  { combine, ...question }: SeriesQuestion & { readonly combine: Combine },
  store: MetricStore = metricStore(),
): Promise<CombinedSeries[]> {
  const { sources, names, ...stretch } = question;
  const { from, to } = stretch;
  const stepMs = stepMsOf(from, to, stretch.maxPoints);
  const days = dayStepsOf(stretch);
  const fineMs = fineStepMs(from, to, stepMs);
  const ranges = await inSteps({ sourceIds: sources, series: names, stepMs: fineMs }, stretch, store);
  return names.map((name) => {
    const series = ranges.filter(({ key }) => key === name || isCounted(key, name));
    const coarsest = Math.max(stepMs, ...series.map((one) => one.stepMs));
    return { name, stepMs: coarsest, points: combined(series, combine, coarsest, days) };
  });
}

/** The sources with the greatest mean or highest value of a series in [from, to), the greatest first. */
export async function topSources(
  question: {
    readonly sources: readonly number[];
    readonly name: string;
    readonly from: number;
    readonly to: number;
    readonly by: RankBy;
    readonly limit: number;
  },
  store: MetricStore = metricStore(),
): Promise<RankedSource[]> {
  const { sources, name, from, to, by, limit } = question;
  return ranked(await store.range({ sourceIds: sources, series: [name], from, to, maxPoints: 1 }), by, limit);
}

/** Sums over the machines of applications, projects, or of everything, each for itself, in steps of 5 minutes and more. */
export function groupSeries(
  scopes: readonly GroupScope[],
  names: readonly GroupSeries[],
  stretch: Stretch,
  store: MetricStore = metricStore(),
): Promise<SeriesRange[]> {
  return inSteps({ sourceIds: scopes.map(groupSourceId), series: names }, stretch, store);
}

/** The days of a stretch by the calendar of its zone; undefined where its steps are shorter, or of UTC. */
export function dayStepsOf({ from, to, maxPoints, timeZone }: Stretch): DaySteps | undefined {
  const stepMs = stepMsOf(from, to, maxPoints);
  return timeZone !== undefined && isOfDays(stepMs) ? new DaySteps({ from, to }, stepMs, timeZone) : undefined;
}

const PERCENTILE_STEP_MS = 300_000;

/**
 * Quantiles (ratios from 0 to 1) of the averages over 5 minutes, by series: what traffic is billed by. Of a window whose
 * 5 minutes are no longer kept, of the averages over an hour. `buckets` says of how many.
 */
export async function percentiles(
  question: {
    readonly sourceId: number;
    readonly name: string;
    readonly from: number;
    readonly to: number;
    readonly ratios: readonly number[];
  },
  store: MetricStore = metricStore(),
): Promise<{ key: string; values: number[]; buckets: number }[]> {
  const { sourceId, name, from, to, ratios } = question;
  const ranges = await store.range({
    sourceIds: [sourceId],
    series: [name],
    from,
    to,
    maxPoints: (to - from) / PERCENTILE_STEP_MS,
    stepMs: PERCENTILE_STEP_MS,
  });
  return ranges.map(({ key, points }) => ({
    key,
    values: quantiles(
      points.map(({ average }) => average),
      ratios,
    ),
    buckets: points.length,
  }));
}

/** Keys that these sources sent lately, in the order of the alphabet. */
export async function seriesNames(
  sourceIds: readonly number[],
  store: MetricStore = metricStore(),
  now = Date.now(),
): Promise<string[]> {
  const samples = await store.latest(sourceIds, now);
  return [...new Set(samples.flatMap(({ values }) => Object.keys(values)))].sort();
}

/** Steps of days are gathered from hours, which the store reads for a day of UTC too. A shorter `stepMs` stays. */
async function inSteps(
  asked: Pick<RangeQuery, "sourceIds" | "series" | "stepMs">,
  { from, to, maxPoints, timeZone }: Stretch,
  store: MetricStore,
): Promise<SeriesRange[]> {
  const query = { ...asked, from, to, maxPoints };
  const days = dayStepsOf({ from, to, maxPoints, timeZone });
  if (!days || (asked.stepMs !== undefined && !isOfDays(asked.stepMs))) return store.range(query);
  const hours = await store.range({ ...query, stepMs: days.fineMs });
  return hours.map((range) => ({ ...range, stepMs: days.stepMs, points: days.gathered(range.points, range.kind) }));
}

function isCounted(key: string, name: string): boolean {
  return key.startsWith(`${name}{`) && !key.includes('interface="lo"');
}
