/**
 * What in a kept window was unlike its usual, by how much and in which order, and how much two windows are alike. After
 * Bodik and others, "Fingerprinting the Datacenter" (EuroSys 2010): a crisis is known again by which measures leave their
 * usual quantiles, and which way. Pure.
 */

import type { KeptMeasure, KeptPoint, KeptSeries, KeptWindow } from "./kept-window.ts";
import { type UsualRange, usualRange } from "./usual-range.ts";

/** One measure that left its usual range. */
export interface Departure {
  readonly measure: KeptMeasure;
  /** Slug of the machine's role; null for the shop. Twins are alike: of web-1 and web-2 the one that left further counts. */
  readonly role: string | null;
  readonly machine: string | null;
  /** The mount of a disk, the class of a page. */
  readonly of: string | null;
  /** From -MOST to MOST; below 0 where it fell. */
  readonly strength: number;
  /** When it left, in milliseconds after the first that did. */
  readonly afterMs: number;
}

export interface Signature {
  /** Epoch milliseconds: when the first measure left its usual range. */
  readonly at: number;
  /** In the order in which they left; the strongest MOST_DEPARTURES of them. */
  readonly departures: readonly Departure[];
}

/** Between the tenth and the ninth tenth of normal values lie so many standard deviations. */
const TENTHS = 2.5631;
/** So many standard deviations are unlike the usual: the customary three, on averages of a step. */
const UNUSUAL = 3;
/** For so many steps in a row: one alone is noise. */
const STEPS = 2;
const MOST = 4;
const MOST_DEPARTURES = 24;

/** Less than this is no change of interest, however quiet the series usually is. In the units of kept series. */
const SMALLEST: Readonly<Record<KeptMeasure, number>> = {
  ...{ cpu: 0.05, memory: 0.02, disk: 0.01, busy: 0.05 },
  ...{ received: 50_000, sent: 50_000, orders: 0.2, latency: 50, errors: 0.2 },
};
/** And less than this share of what is usual. */
const SMALLEST_SHARE = 0.1;

/** Null where nothing left its usual range. */
export function signatureOf({ series, machines, about }: KeptWindow): Signature | null {
  const left = new Map<string, Omit<Departure, "afterMs"> & { at: number }>();
  for (const one of series) {
    const found = departureOf(one, about);
    if (!found) continue;
    const machine = one.machine === null ? null : (machines[one.machine] ?? null);
    const { measure, of } = one;
    const departure = { measure, of, role: machine?.role ?? null, machine: machine?.name ?? null, ...found };
    const twin = left.get(keyOf(departure));
    const at = Math.min(departure.at, twin?.at ?? departure.at);
    const stronger = twin && Math.abs(twin.strength) >= Math.abs(departure.strength) ? twin : departure;
    left.set(keyOf(departure), { ...stronger, at });
  }
  if (left.size === 0) return null;
  const first = Math.min(...[...left.values()].map(({ at }) => at));
  const departures = [...left.values()]
    .sort((one, other) => Math.abs(other.strength) - Math.abs(one.strength))
    .slice(0, MOST_DEPARTURES)
    .map(({ at, ...departure }) => ({ ...departure, afterMs: at - first }))
    .sort((one, other) => one.afterMs - other.afterMs || Math.abs(other.strength) - Math.abs(one.strength));
  return { at: first, departures };
}

/** How far a curve is from its usual, at its longest stretch away from it; undefined where it is where it always is. */
export function departureOf(series: KeptSeries, about: number): { strength: number; at: number } | undefined {
  const usual = series.usual ?? usualRange(valuesBefore(series.points, about));
  if (!usual) return undefined;
  const away = longestAway(series, usual);
  if (!away) return undefined;
  const mean = away.reduce((sum, one) => sum + one.deviations, 0) / away.length;
  const size = Math.min(MOST, 1 + Math.log2(Math.abs(mean) / UNUSUAL));
  return { strength: Math.sign(mean) * Number(size.toFixed(2)), at: away[0]?.at ?? about };
}

interface Away {
  readonly at: number;
  readonly deviations: number;
}

function longestAway({ points, measure, stepMs }: KeptSeries, usual: UsualRange): Away[] | undefined {
  const deviation = Math.max(
    (usual.high - usual.low) / TENTHS,
    (SMALLEST_SHARE * Math.abs(usual.middle)) / UNUSUAL,
    SMALLEST[measure] / UNUSUAL,
  );
  const runs: Away[][] = [];
  let run: Away[] = [];
  for (const { at, average } of points) {
    const deviations = (average - usual.middle) / deviation;
    const last = run.at(-1);
    const goesOn = last && at - last.at <= 2 * stepMs && Math.sign(last.deviations) === Math.sign(deviations);
    if (Math.abs(deviations) < UNUSUAL) continue;
    if (!goesOn) {
      run = [];
      runs.push(run);
    }
    run.push({ at, deviations });
  }
  const longest = runs.sort((one, other) => other.length - one.length)[0];
  return longest && longest.length >= STEPS ? longest : undefined;
}

function valuesBefore(points: readonly KeptPoint[], about: number): number[] {
  return points.filter(({ at }) => at < about).map(({ average }) => average);
}

/** Two windows that are at least so much alike are shown as alike; tuned on the made-up and simulated ones of the tests. */
export const ALIKE = 0.75;

export interface Likeness {
  /** From 0 to 1. */
  readonly score: number;
  /** What both have in common, the strongest first. */
  readonly common: readonly Departure[];
}

/**
 * The cosine of the angle between two signatures (Salton, Wong and Yang, "A Vector Space Model for Automatic Indexing",
 * 1975), lessened where what they share left in another order, or far less strongly.
 */
export function likeness(one: Signature, other: Signature): Likeness {
  const theirs = new Map(other.departures.map((departure) => [keyOf(departure), departure]));
  const common = one.departures.flatMap((departure) => {
    const twin = theirs.get(keyOf(departure));
    return twin && Math.sign(twin.strength) === Math.sign(departure.strength) ? [[departure, twin] as const] : [];
  });
  if (common.length === 0) return { score: 0, common: [] };
  const product = one.departures.reduce(
    (sum, departure) => sum + departure.strength * (theirs.get(keyOf(departure))?.strength ?? 0),
    0,
  );
  const [length, theirLength] = [lengthOf(one), lengthOf(other)];
  const cosine = Math.max(0, product / (length * theirLength));
  const size = Math.min(length, theirLength) / Math.max(length, theirLength);
  const score = cosine * (0.7 + 0.3 * sameOrder(common)) * (0.6 + 0.4 * size) * (isTelling(common) ? 1 : TOO_LITTLE);
  const strongest = common.map(([departure]) => departure).sort((a, b) => Math.abs(b.strength) - Math.abs(a.strength));
  return { score: Number(score.toFixed(3)), common: strongest };
}

/** One measure alone leaves its usual for many causes: below ALIKE however well it agrees. */
const TOO_LITTLE = 0.7;

/** Two measures at least, or the same one of the same machine: its disk that fills once more. */
function isTelling(common: readonly (readonly [Departure, Departure])[]): boolean {
  return common.length > 1 || common.some(([one, twin]) => one.machine !== null && one.machine === twin.machine);
}

/** What leaves within this time left together: steps are no finer. */
const TOGETHER_MS = 120_000;

/** The share of pairs that left in the same order in both (as Kendall's tau counts them); 1 where there is none to tell. */
function sameOrder(common: readonly (readonly [Departure, Departure])[]): number {
  let [pairs, same] = [0, 0];
  common.forEach(([one, twin], index) => {
    for (const [other, otherTwin] of common.slice(index + 1)) {
      const [here, there] = [other.afterMs - one.afterMs, otherTwin.afterMs - twin.afterMs];
      if (Math.abs(here) < TOGETHER_MS || Math.abs(there) < TOGETHER_MS) continue;
      pairs += 1;
      if (Math.sign(here) === Math.sign(there)) same += 1;
    }
  });
  return pairs === 0 ? 1 : same / pairs;
}

function lengthOf({ departures }: Signature): number {
  return Math.hypot(...departures.map(({ strength }) => strength));
}

function keyOf({ measure, role, of }: Pick<Departure, "measure" | "role" | "of">): string {
  return `${measure} ${role ?? ""} ${of ?? ""}`;
}
