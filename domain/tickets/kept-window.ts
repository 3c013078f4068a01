/** A stretch of time as it was: what a ticket keeps of it for ever. Pure: the browser draws it. */

import type { IncidentImpact } from "#domain/incidents/incident.ts";
import type { Finding } from "#domain/machines/state.ts";
import type { MarkKind } from "#domain/marks/mark.ts";

import type { UsualRange } from "./usual-range.ts";

/** What is measured of a machine, then of a shop, in the order in which it is shown. */
export const MACHINE_MEASURES = ["cpu", "memory", "disk", "busy", "received", "sent"] as const;
export const SHOP_MEASURES = ["orders", "latency", "errors"] as const;
export type KeptMeasure = (typeof MACHINE_MEASURES)[number] | (typeof SHOP_MEASURES)[number];

/** A point as it is drawn: lowest, average and highest of a step, which begins at `at` in epoch milliseconds. */
export interface KeptPoint {
  readonly at: number;
  readonly min: number;
  readonly average: number;
  readonly max: number;
  /** Samples that went into it. */
  readonly count: number;
}

/**
 * One curve. CPU, memory, disk and busy are ratios from 0 to 1; received and sent bytes a second; orders and errors are a
 * minute's; latency is milliseconds. A step without a value is left out: a gap stays a gap.
 */
export interface KeptSeries {
  readonly measure: KeptMeasure;
  /** Place in `machines`; null for the shop. */
  readonly machine: number | null;
  /** The mount of a disk, the class of a page; null where there is one only. */
  readonly of: string | null;
  readonly stepMs: number;
  readonly points: readonly KeptPoint[];
  /** What it was on the days before, at these hours; null where too little is known. */
  readonly usual: UsualRange | null;
}

export interface KeptMachine {
  readonly name: string;
  /** Slug of its role. */
  readonly role: string;
}

interface Happened {
  /** Epoch milliseconds. */
  readonly from: number;
  /** Null for an instant, and for what had no end yet. */
  readonly to: number | null;
}

/** What happened in the window. Only what every reader of the project may see: no notes, no addresses of checks. */
export type KeptHappening = Happened &
  (
    | { readonly kind: "incident"; readonly id: number; readonly title: string; readonly impact: IncidentImpact }
    | { readonly kind: "intervention"; readonly id: number | null; readonly title: string }
    | { readonly kind: "mark"; readonly mark: MarkKind; readonly title: string; readonly author: string }
    | {
        readonly kind: "machine";
        readonly machine: string;
        readonly state: "crit" | "warn" | "mute";
        readonly finding: Finding | null;
        readonly times: number;
      }
    | { readonly kind: "dropped"; readonly machine: string; readonly samples: number }
  );

/** What was to be expected of a shop's orders a minute, in the step that begins at `at`. */
export interface KeptBand {
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

/** [from, to), and the instant that it is about, in epoch milliseconds. */
export interface KeptWindow {
  readonly from: number;
  readonly to: number;
  readonly about: number;
  readonly frozenAt: number;
  readonly machines: readonly KeptMachine[];
  readonly series: readonly KeptSeries[];
  readonly expectedOrders: readonly KeptBand[];
  readonly happenings: readonly KeptHappening[];
  /** What was too much to be kept: curves, and happenings. */
  readonly leftOut: { readonly series: number; readonly happenings: number };
}

/** The most that is kept: beyond it a window would be larger than all the messages of its ticket. */
export const KEPT_LIMITS = {
  machines: 12,
  /** Of one machine. */
  disks: 4,
  /** Of one curve. */
  points: 200,
  happenings: 60,
  /** As it is stored. */
  bytes: 300_000,
  /** A longer window says little of one moment. */
  lengthMs: 14 * 24 * 3_600_000,
  /** A shorter one shows nothing. */
  shortestMs: 5 * 60_000,
} as const;

export type KeptWindowRefusal = "endsBeforeItStarts" | "startsInTheFuture" | "tooLong";

/** Null where a window can be kept, else why not. Instants in epoch milliseconds. */
export function windowRefusal({ from, to }: Pick<KeptWindow, "from" | "to">, now: number): KeptWindowRefusal | null {
  if (to <= from) return "endsBeforeItStarts";
  if (from >= now) return "startsInTheFuture";
  return to - from > KEPT_LIMITS.lengthMs ? "tooLong" : null;
}

/** Half as many points in each curve, their extremes and their weights kept: what is done to a window that is too large. */
export function thinned(kept: KeptWindow): KeptWindow {
  return { ...kept, series: kept.series.map((one) => ({ ...one, stepMs: one.stepMs * 2, points: pairs(one) })) };
}

function pairs({ points, stepMs }: KeptSeries): KeptPoint[] {
  const found: KeptPoint[] = [];
  for (const point of points) {
    const at = Math.floor(point.at / (stepMs * 2)) * stepMs * 2;
    const last = found.at(-1);
    if (last?.at === at) found[found.length - 1] = merged(last, point);
    else found.push({ ...point, at });
  }
  return found;
}

function merged(one: KeptPoint, other: KeptPoint): KeptPoint {
  const count = one.count + other.count;
  const average = count === 0 ? one.average : (one.average * one.count + other.average * other.count) / count;
  return { at: one.at, min: Math.min(one.min, other.min), average, max: Math.max(one.max, other.max), count };
}
