/** How long what there is lasts, worst first. Pure: the browser uses it too. */

import { dayAfter } from "./daily.ts";
import type { ForecastAnswer, ForecastDay } from "./forecast/history.ts";
import type { NamedResource, ResourceKey, ResourceUnit, Subject } from "./resource.ts";

export const STANCES = ["conservative", "expected"] as const;
/** Whether dates are taken from the upper edge of the 80 % band, or from its middle. */
export type Stance = (typeof STANCES)[number];

/** What was said of a resource on a day. Days are of UTC, "2026-11-22"; values in the resource's unit. */
export interface KeptForecast extends NamedResource {
  readonly id: number;
  readonly subject: Subject;
  readonly subjectId: number;
  /** "db-1", "web-1, web-2", "Boutique". */
  readonly subjectName: string;
  readonly resource: ResourceKey;
  readonly unit: ResourceUnit;
  readonly madeOn: string;
  /** Epoch milliseconds. */
  readonly madeAt: number;
  readonly answer: ForecastAnswer;
  readonly current: number | null;
  readonly limit: number | null;
  readonly early: string | null;
  readonly likely: string | null;
  readonly late: string | null;
  readonly historyDays: number;
  readonly days: readonly ForecastDay[];
}

export interface CapacitySettings {
  readonly stance: Stance;
  /** How long an action takes from its agreement, where nothing else is said. */
  readonly leadDays: number;
  /** Whether machines that share a work are reckoned with one of them gone. */
  readonly countsPairs: boolean;
  readonly version: number;
}

export const DEFAULT_SETTINGS: CapacitySettings = {
  stance: "conservative",
  leadDays: 14,
  countsPairs: true,
  version: 0,
};

/** All but its days. */
export type ForecastFacts = Omit<KeptForecast, "days">;

export interface Remaining extends ForecastFacts {
  readonly limit: number;
  /** The date of the project's stance: the early one, or the likely one; null where nothing is short in 13 months. */
  readonly shortOn: string | null;
  /** By when an action must be agreed to; may have passed. */
  readonly actBy: string | null;
}

/**
 * What has a limit, worst first: what is over it, then by the date on which it may be short, then what has the least room.
 * With pairs counted, a machine's own CPU and bandwidth are left to the row of its pair, which is short sooner.
 */
export function remainingRows(
  forecasts: readonly ForecastFacts[],
  { stance, leadDays, countsPairs }: CapacitySettings,
  pairMembers: ReadonlyMap<number, readonly number[]> = new Map(),
): Remaining[] {
  const inPair = new Set(
    forecasts.flatMap(({ subject, subjectId, resource }) =>
      subject === "pair" ? (pairMembers.get(subjectId) ?? []).map((id) => `${id} ${resource}`) : [],
    ),
  );
  const isShown = ({ subject, subjectId, resource }: ForecastFacts) =>
    countsPairs ? !(subject === "machine" && inPair.has(`${subjectId} ${resource}`)) : subject !== "pair";
  return forecasts
    .filter(isShown)
    .flatMap(({ limit, ...forecast }): Remaining[] => {
      if (limit === null) return [];
      const shortOn = stance === "conservative" ? forecast.early : forecast.likely;
      return [{ ...forecast, limit, shortOn, actBy: shortOn && dayAfter(shortOn, -leadDays) }];
    })
    .sort(byUrgency);
}

function byUrgency(one: Remaining, other: Remaining): number {
  return (
    rankOf(one) - rankOf(other) ||
    compareDays(one.shortOn, other.shortOn) ||
    compareDays(one.likely, other.likely) ||
    shareOf(other) - shareOf(one) ||
    one.subjectName.localeCompare(other.subjectName, "en", { numeric: true })
  );
}

const RANKS: Readonly<Record<ForecastAnswer, number>> = { over: 0, forecast: 1, not_filling: 1, too_little_history: 2 };

function rankOf({ answer }: Remaining): number {
  return RANKS[answer];
}

function compareDays(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null) return 1;
  if (other === null) return -1;
  return one < other ? -1 : 1;
}

/** Share of the limit in use at its peak; 0 where nothing was measured. */
export function shareOf({ current, limit }: Pick<Remaining, "current" | "limit">): number {
  return current === null || limit <= 0 ? 0 : current / limit;
}
