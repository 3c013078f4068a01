import { bounded } from "./bounds.ts";
import { type Calibration, calibrationOf, FURTHEST_LEAD, halfWidth, LEADS, leadOf, settled } from "./calibration.ts";
import { cleanedUp, expectedAt, type Growth, growthOf, halfOf, smoothed, wayBack } from "./growth.ts";
import type { Curve } from "./history.ts";

const ORIGINS = 24;
/** Going back to the line is half believed from so many forecasts of the past. */
const FURTHEST = 180;
/** Of its size: no disk is foreseen more finely than that for a month, however regular it was. */
const FINEST = 0.005;
const RETURN_DOUBT = 3;
const STRAYED95 = 1.5;
/** From so much on it goes back all the way. */
const WHOLE = 0.75;

/** By how much bands of the bootstrap alone are too narrow, over many public series of disks. */
export const DISKS: Calibration = LEADS.map((days) => ({
  within80: 1 + 0.35 * Math.log2(1 + days / 10),
  within95: 2 + 0.7 * Math.log2(1 + days / 10),
  worth: 3,
}));

/** The next days of a disk: it goes on from its last value by its growth, and back to its line as far as it ever did. */
export function diskCurve(
  values: Float64Array,
  days: number,
  capacity: number | null,
  kind: Calibration = DISKS,
): Curve {
  const smooth = smoothed(values);
  const trials = trialsOf(smooth);
  const back = returnOf(trials, smooth);
  const growth = growthOf(smooth, days);
  const unit = unitOf([growth, ...trials.map((trial) => trial.growth)], back);
  const calibration = settled(calibrated(trials, smooth, { back, unit }), asFarAs(back, kind));
  const at = (side: 0 | 1 | -1, band: "within80" | "within95" = "within80") =>
    Float64Array.from({ length: days }, (_, step) => {
      const ahead = step + 1;
      const mean = expectedAt(growth, back, ahead);
      if (side === 0) return mean;
      const half = unit(growth, side, ahead) * halfWidth(calibration, Math.min(ahead, FURTHEST_LEAD), band);
      return mean + side * Math.max(half, FINEST * growth.last * Math.sqrt(ahead / 30));
    });
  const edges = { lower80: at(-1), upper80: at(1), lower95: at(-1, "within95"), upper95: at(1, "within95") };
  return bounded({ mean: at(0), ...edges }, values, capacity);
}

/** What goes back to its line misses no more from month to month: how far it strays is known, and that is the unit. */
function asFarAs(back: number, kind: Calibration): Calibration {
  return kind.map(({ within80, within95, worth }) => ({
    within80: within80 ** (1 - back),
    within95: STRAYED95 ** back * within95 ** (1 - back),
    worth,
  }));
}

/** What forecasts from days of its past would have missed, in half widths of the bootstrap's band. */
export function diskCalibration(values: Float64Array): Calibration {
  const smooth = smoothed(values);
  const trials = trialsOf(smooth);
  const back = returnOf(trials, smooth);
  return calibrated(trials, smooth, {
    back,
    unit: unitOf(
      trials.map(({ growth }) => growth),
      back,
    ),
  });
}

/** A forecast from a day of the past, with how many days of it are known. */
interface Trial {
  readonly origin: number;
  readonly ahead: number;
  readonly growth: Growth;
}

function trialsOf(values: Float64Array): Trial[] {
  const first = firstOrigin(values);
  const stride = Math.max(7, Math.ceil((values.length - first) / ORIGINS));
  const trials: Trial[] = [];
  for (let origin = values.length - 1; origin >= first; origin -= stride) {
    const ahead = Math.min(FURTHEST, values.length - origin);
    trials.push({ origin, ahead, growth: growthOf(values.subarray(0, origin), FURTHEST) });
  }
  return trials;
}

type Unit = (growth: Growth, side: 1 | -1, days: number) => number;

/**
 * Half the bootstrap's band, but no more than twice and no less than half of what it was on the mean of all origins: a disk
 * that grew by the clock until yesterday would else have misses without measure, and bands as well.
 */
function unitOf(growths: readonly Growth[], back: number): Unit {
  const means = new Map<number, number>();
  const meanAt = (side: 1 | -1, days: number) => {
    const at = Math.min(days, FURTHEST);
    const known = means.get(side * at);
    if (known !== undefined) return known;
    const mean = growths.reduce((sum, growth) => sum + halfOf(growth, back, side, at), 0) / growths.length;
    means.set(side * at, mean);
    return mean;
  };
  return (growth, side, days) => {
    const mean = meanAt(side, days);
    const half = halfOf(growth, back, side, days);
    // Beyond what was tried it widens as its own band does.
    const further = days > FURTHEST ? half / Math.max(Number.MIN_VALUE, halfOf(growth, back, side, FURTHEST)) : 1;
    return Math.min(2, Math.max(0.5, half / further / Math.max(Number.MIN_VALUE, mean))) * mean * further;
  };
}

function firstOrigin(values: Float64Array): number {
  return Math.max(14, Math.min(60, values.length >> 1));
}

/**
 * How far it goes back to the middle of its line: 0 for what only ever grows, up to 1 for what is cleaned up again and
 * again. The slope of its misses on how far it was from the line.
 */
function returnOf(trials: readonly Trial[], values: Float64Array): number {
  let [over, under] = [0, 0];
  for (const { origin, ahead, growth } of trials) {
    for (let step = 7; step <= ahead; step += 7) {
      const way = growth.away * wayBack(step);
      over += way * ((values[origin + step - 1] ?? 0) - expectedAt(growth, 0, step));
      under += way ** 2;
    }
  }
  const belief = trials.length / (trials.length + RETURN_DOUBT);
  const share = under > 0 ? belief * cleanedUp(values) * Math.min(1, Math.max(0, over / under)) : 0;
  // The last clean-up was some time ago: what was lost never quite comes to what was gained.
  return Math.min(1, share / WHOLE);
}

function calibrated(
  trials: readonly Trial[],
  values: Float64Array,
  { back, unit }: { back: number; unit: Unit },
): Calibration {
  const misses: number[][] = LEADS.map(() => []);
  for (const { origin, ahead, growth } of trials) {
    for (let step = 1; step <= ahead; step++) {
      const miss = (values[origin + step - 1] ?? 0) - expectedAt(growth, back, step);
      const half = unit(growth, miss < 0 ? -1 : 1, step);
      if (half > 0) misses[leadOf(step)]?.push(Math.abs(miss) / half);
    }
  }
  return calibrationOf(misses, trials.length, Math.max(0, values.length - firstOrigin(values)));
}
