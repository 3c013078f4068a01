import { bounded } from "./bounds.ts";
import { type Calibration, calibrationOf, halfWidth, LEADS, leadOf, settled } from "./calibration.ts";
import type { Curve } from "./history.ts";

/** Days of which the growth is looked at: what a disk did lately and what it did all year are both half the truth. */
const WINDOWS = [30, 90, 180, 365] as const;
/** A day's change is a step or a clean-up, not growth, when it is so many times the greatest of nearly all others. */
const STEP = 8;
const BLOCK = 14;
const PATHS = 120;
const SEED = 20_261_122;
/** Days ahead for which paths are measured; between them lie lines. */
const KNOTS = [1, 2, 4, 7, 14, 21, 30, 45, 60, 90, 130, 180, 260, 396] as const;
const ORIGINS = 24;

/** By how much bands of the bootstrap alone are too narrow, over many public series of disks. */
export const DISKS: Calibration = LEADS.map((days) => ({
  within80: 1 + 0.35 * Math.log2(1 + days / 10),
  within95: 2 + 0.7 * Math.log2(1 + days / 10),
  worth: 3,
}));

interface Growth {
  readonly perDay: number;
  /** From how many days it is known. */
  readonly known: number;
  /** Half the 80 % band at each knot, below and above the mean. */
  readonly below: Float64Array;
  readonly above: Float64Array;
}

/** The next days of a disk: it goes on from its last value by its growth. */
export function diskCurve(
  values: Float64Array,
  days: number,
  capacity: number | null,
  kind: Calibration = DISKS,
): Curve {
  const last = values.at(-1) ?? 0;
  const growth = growthOf(values, days);
  const calibration = settled(diskCalibration(values), kind);
  const at = (side: 0 | 1 | -1, band: "within80" | "within95" = "within80") =>
    Float64Array.from({ length: days }, (_, step) => {
      const ahead = step + 1;
      const half = side === 0 ? 0 : halfOf(growth, side, ahead);
      return last + growth.perDay * ahead + side * half * halfWidth(calibration, ahead, band);
    });
  const edges = { lower80: at(-1), upper80: at(1), lower95: at(-1, "within95"), upper95: at(1, "within95") };
  return bounded({ mean: at(0), ...edges }, values, capacity);
}

export function diskCalibration(values: Float64Array): Calibration {
  const misses: number[][] = LEADS.map(() => []);
  const first = Math.max(14, Math.min(60, values.length >> 1));
  const days = values.length - first;
  const stride = Math.max(7, Math.ceil(days / ORIGINS));
  for (let origin = values.length - 1; origin >= first; origin -= stride) {
    const ahead = Math.min(180, values.length - origin);
    const growth = growthOf(values.subarray(0, origin), ahead);
    const last = values[origin - 1] ?? 0;
    for (let step = 1; step <= ahead; step++) {
      const miss = (values[origin + step - 1] ?? 0) - last - growth.perDay * step;
      const half = halfOf(growth, miss < 0 ? -1 : 1, step);
      if (half > 0) misses[leadOf(step)]?.push(Math.abs(miss) / half);
    }
  }
  return calibrationOf(misses, Math.max(0, days));
}

function growthOf(values: Float64Array, days: number): Growth {
  const changes = withoutSteps(values);
  const windows = WINDOWS.map((most) => changes.subarray(-most));
  const slopes = windows.map((window) => window.reduce((sum, change) => sum + change, 0) / window.length);
  const perDay = slopes.reduce((sum, slope) => sum + slope, 0) / slopes.length;
  return { perDay, known: changes.length, ...spreadOf(windows, perDay, days) };
}

/** Changes from day to day, steps and clean-ups replaced by the middle one. One or two days in a hundred may be one. */
function withoutSteps(values: Float64Array): Float64Array {
  const changes = Float64Array.from(
    { length: values.length - 1 },
    (_, at) => (values[at + 1] ?? 0) - (values[at] ?? 0),
  );
  const sizes = changes.map(Math.abs).sort();
  const rare = Math.max(2, Math.ceil(changes.length / 100));
  const most = STEP * (sizes[sizes.length - 1 - rare] ?? 0);
  if (!(most > 0) || (sizes.at(-1) ?? 0) <= most) return changes;
  const middle = Float64Array.from(changes).sort()[changes.length >> 1] ?? 0;
  return changes.map((change) => (Math.abs(change) > most ? middle : change));
}

/** Paths drawn from the windows in blocks of two weeks, so that what comes in bursts stays in bursts. Always the same. */
function spreadOf(windows: readonly Float64Array[], perDay: number, days: number) {
  const random = seeded(SEED);
  const knots = KNOTS.filter((_, at) => at === 0 || (KNOTS[at - 1] ?? 0) < days);
  const ends = knots.map(() => new Float64Array(PATHS));
  for (let path = 0; path < PATHS; path++) {
    const window = windows[path % windows.length] ?? new Float64Array();
    let sum = 0;
    let at = 0;
    let knot = 0;
    for (let day = 0; knot < knots.length; day++) {
      if (day % BLOCK === 0) at = Math.floor(random() * window.length);
      sum += (window[at % window.length] ?? 0) - perDay;
      at++;
      if (day + 1 === knots[knot]) (ends[knot++] as Float64Array)[path] = sum;
    }
  }
  const edges = ends.map((end) => end.sort());
  return {
    below: Float64Array.from(edges, (end) => Math.max(0, -(end[Math.floor(PATHS * 0.1)] ?? 0))),
    above: Float64Array.from(edges, (end) => Math.max(0, end[Math.ceil(PATHS * 0.9) - 1] ?? 0)),
  };
}

/** Half a band so many days ahead. The growth itself is known no better than its days are many: the further, the worse. */
function halfOf(growth: Growth, side: 1 | -1, days: number): number {
  return knotted(side < 0 ? growth.below : growth.above, days) * Math.sqrt(1 + days / growth.known);
}

function knotted(halves: Float64Array, days: number): number {
  const next = KNOTS.findIndex((knot) => knot >= days);
  if (next <= 0) return halves[Math.max(0, next)] ?? 0;
  const [before, after] = [KNOTS[next - 1] ?? 1, KNOTS[next] ?? 1];
  const from = halves[next - 1] ?? 0;
  return from + ((days - before) / (after - before)) * ((halves[next] ?? from) - from);
}

/** Mulberry32: the same numbers everywhere for a seed, from 0 to 1. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
