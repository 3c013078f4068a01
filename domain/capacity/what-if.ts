/**
 * What a change would do to the time remaining: a kept forecast, moved by plain rules that the page states in words.
 * Nothing is forecast anew, so that two people with the same link see the same dates. Pure: the browser uses it too.
 */

import { dayAfter } from "./daily.ts";
import type { KeptForecast } from "./remaining.ts";
import { isFilling } from "./resource.ts";
import { changedPath, type Path, pathOf } from "./what-if-path.ts";

export interface ExpectedLoad {
  /** First and last day, "2026-12-04". */
  readonly startsOn: string;
  readonly endsOn: string;
  /** 1.3: 30 % more orders. */
  readonly multiplier: number;
}

export interface Change {
  /** 1.3: 30 % more visitors and orders from tomorrow on. */
  readonly growth: number;
  readonly event: ExpectedLoad | null;
  /** Another limit of one resource, in its unit. */
  readonly resize: { readonly key: string; readonly limit: number } | null;
  /** Machines more (or fewer) beside these, which share their work. */
  readonly machines: { readonly ids: readonly number[]; readonly more: number } | null;
}

export const NO_CHANGE: Change = { growth: 1, event: null, resize: null, machines: null };

export interface Dates {
  readonly early: string | null;
  readonly likely: string | null;
  readonly late: string | null;
}

export interface WhatIf {
  readonly key: string;
  readonly before: Dates;
  readonly after: Dates;
  /** The limit that the change leaves. */
  readonly limit: number;
  /** On the worst day of the event, in the resource's unit: the middle, and the upper edge of 8 chances in 10; null without one. */
  readonly peak: { readonly mean: number; readonly high: number } | null;
  /** Days won (below 0: lost) of the likely date; null where one of the two is not known. */
  readonly movedDays: number | null;
}

/** One name for one resource in an address: "machine:12:filesystem:/var". */
export function keyOf(of: Pick<KeptForecast, "subject" | "subjectId" | "resource">): string {
  return `${of.subject}:${of.subjectId}:${of.resource}`;
}

/**
 * The dates of one resource after the change. Load is multiplied (but for what it takes without a visitor, `idle`, where
 * a model of the shop's orders knows it); what fills grows faster by as much; machines that share a work each carry
 * less. Null where the forecast says nothing, or nothing limits it. With no change, the dates are those that were kept.
 */
export function whatIf(kept: KeptForecast, change: Change, idle = 0): WhatIf | null {
  if (kept.limit === null || kept.days.length === 0) return null;
  const key = keyOf(kept);
  const before: Dates = { early: kept.early, likely: kept.likely, late: kept.late };
  const { limit, share } = afterMachines(kept, kept.limit, change);
  const next = change.resize?.key === key ? change.resize.limit : limit;
  const factor = { growth: change.growth, event: change.event, share, idle, fills: fills(kept), madeOn: kept.madeOn };
  const edge = (column: 1 | 2 | 3, metOn: string | null) => changedPath(pathOf(kept, column, metOn), factor);
  const [mean, low, high] = [edge(1, kept.likely), edge(2, kept.late), edge(3, kept.early)];
  const isSame = next === kept.limit && share === 1 && change.growth === 1 && change.event === null;
  const met = (path: Path) => metOn(path, next, kept.madeOn);
  const after = isSame ? before : { early: met(high), likely: met(mean), late: met(low) };
  const peak = change.event && { mean: peakIn(mean, change.event, kept), high: peakIn(high, change.event, kept) };
  return { key, before, after, limit: next, peak, movedDays: daysFrom(before.likely, after.likely) };
}

/** What the shop's visitors move; what only fills is moved in its growth. */
function fills({ kind }: KeptForecast): boolean {
  return isFilling(kind) || kind === "memory";
}

/** Of a pair one is reckoned gone, so that each machine more is room more; a machine alone passes on a part of its load. */
function afterMachines(
  { subject, subjectId, kind }: KeptForecast,
  limit: number,
  { machines }: Change,
): { limit: number; share: number } {
  if (!machines?.ids.includes(subjectId) || isFilling(kind)) return { limit, share: 1 };
  const count = machines.ids.length;
  if (subject === "machine") return { limit, share: kind === "memory" ? 1 : count / (count + machines.more) };
  if (subject !== "pair" || count < 2) return { limit, share: 1 };
  return { limit: (limit * Math.max(0, count - 1 + machines.more)) / (count - 1), share: 1 };
}

/** The first day on which a path is at the limit; rounding is no room. */
function metOn(path: Path, limit: number, madeOn: string): string | null {
  const step = path.findIndex((value) => value >= limit * (1 - 1e-9));
  return step < 0 ? null : dayAfter(madeOn, step + 1);
}

function peakIn(path: Path, { startsOn, endsOn }: ExpectedLoad, { madeOn }: KeptForecast): number {
  const [from, to] = [daysFrom(madeOn, startsOn) ?? 1, daysFrom(madeOn, endsOn) ?? 1];
  return Math.max(0, ...path.slice(Math.max(0, from - 1), Math.max(0, to)));
}

function daysFrom(one: string | null, other: string | null): number | null {
  if (one === null || other === null) return null;
  return Math.round((Date.parse(other) - Date.parse(one)) / 86_400_000);
}
