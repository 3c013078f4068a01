/** What a thread shows of a kept window: the curves that tell the most. Pure: the browser draws it. */

import type { KeptHappening, KeptMeasure, KeptSeries, KeptWindow } from "./kept-window.ts";
import { departureOf } from "./signature.ts";

/** A curve with the name of its machine, null for the shop. */
export interface ShownCurve extends Omit<KeptSeries, "machine" | "usual"> {
  readonly machine: string | null;
  readonly usual: KeptSeries["usual"];
}

export interface ShownWindow extends Omit<KeptWindow, "series" | "happenings"> {
  readonly curves: readonly ShownCurve[];
  /** How many curves are kept beside those. */
  readonly others: number;
  readonly happenings: readonly KeptHappening[];
  readonly otherHappenings: number;
}

/** What is shown of a quiet window: what customers notice, before what machines do. */
const QUIET_ORDER: readonly KeptMeasure[] = [
  ...(["latency", "cpu", "orders", "memory", "disk"] as const),
  ...(["received", "sent", "busy", "errors"] as const),
];
/** Where visitors wait the most for something: it is looked at first. */
const PAGES = ["search", "checkout", "basket", "product", "centre", "home"];

/** The curves that left their usual range the furthest, then those that tell the most; and the first happenings. */
export function frontOf(
  kept: KeptWindow,
  { curves: most, happenings: mostHappenings }: { readonly curves: number; readonly happenings: number },
): ShownWindow {
  const ordered = kept.series
    .map((series) => ({ series, strength: Math.abs(departureOf(series, kept.about)?.strength ?? 0) }))
    .sort((one, other) => other.strength - one.strength || rank(one.series) - rank(other.series))
    .map(({ series }) => series);
  const curves = oneOfEach(ordered).slice(0, most);
  const showsOrders = curves.some(({ measure }) => measure === "orders");
  const { series: _, happenings, ...rest } = kept;
  return {
    ...rest,
    expectedOrders: showsOrders ? kept.expectedOrders : [],
    curves: curves.map((curve) => shownCurve(curve, kept)),
    others: kept.series.length - curves.length,
    happenings: happenings.slice(0, mostHappenings),
    otherHappenings: Math.max(0, happenings.length - mostHappenings) + kept.leftOut.happenings,
  };
}

/** All of a kept window, in the order in which it was kept. */
export function wholeOf({ series, ...kept }: KeptWindow): ShownWindow {
  const curves = series.map((curve) => shownCurve(curve, { ...kept, series }));
  return { ...kept, curves, others: kept.leftOut.series, otherHappenings: kept.leftOut.happenings };
}

function shownCurve({ machine, ...curve }: KeptSeries, { machines }: KeptWindow): ShownCurve {
  return { ...curve, machine: machine === null ? null : (machines[machine]?.name ?? null) };
}

/** The second of two curves of one measure waits: twins that both suffer say the same. */
function oneOfEach(ordered: readonly KeptSeries[]): KeptSeries[] {
  const seen = new Set<KeptMeasure>();
  const isFirst = ({ measure }: KeptSeries) => !seen.has(measure) && seen.add(measure) !== undefined;
  const firsts = ordered.filter(isFirst);
  return [...firsts, ...ordered.filter((series) => !firsts.includes(series))];
}

function rank({ measure, of, machine }: KeptSeries): number {
  const page = measure === "latency" ? PAGES.indexOf(of ?? "") / 10 : 0;
  return QUIET_ORDER.indexOf(measure) + page + (machine ?? 0) / 1_000;
}
