import { gunzipSync, gzipSync } from "node:zlib";

import { KEPT_LIMITS, type KeptPoint, type KeptSeries, type KeptWindow, thinned } from "./kept-window.ts";

/** Of the shape below. A window of another version is not guessed at. */
const VERSION = 1;
/** What 300 kB of gzip may become; ours become a tenth of it. */
const MOST_BYTES = 32_000_000;
/** Two of a picture that is halved again and again: then curves are left out. */
const FEWEST_POINTS = 25;

/** Five figures are more than a chart shows. */
const FIGURES = 5;

/** Columns, because neighbouring numbers are alike: `places` counts steps from `start`. */
interface PackedSeries extends Omit<KeptSeries, "points"> {
  readonly start: number;
  readonly places: readonly number[];
  readonly min: readonly number[];
  readonly average: readonly number[];
  readonly max: readonly number[];
  readonly count: readonly number[];
}

interface Packed extends Omit<KeptWindow, "series"> {
  readonly version: number;
  readonly series: readonly PackedSeries[];
}

/**
 * A window as it is stored: gzipped JSON of at most KEPT_LIMITS.bytes. What is larger loses every second point, as often as
 * there are points to lose, then its last curves; `leftOut` says how many.
 */
export function encodeWindow(kept: KeptWindow): Buffer {
  let fitting = kept;
  for (;;) {
    const bytes = gzipSync(JSON.stringify(packed(fitting)));
    if (bytes.length <= KEPT_LIMITS.bytes) return bytes;
    fitting = smaller(fitting);
  }
}

/** The window that was stored; null where it cannot be read: damaged, or of another version. */
export function decodeWindow(bytes: Buffer): KeptWindow | null {
  try {
    const { version, series, ...kept } = JSON.parse(
      gunzipSync(bytes, { maxOutputLength: MOST_BYTES }).toString(),
    ) as Packed;
    return version === VERSION ? { ...kept, series: series.map(unpacked) } : null;
  } catch {
    return null;
  }
}

function smaller(kept: KeptWindow): KeptWindow {
  const longest = Math.max(0, ...kept.series.map(({ points }) => points.length));
  if (longest > FEWEST_POINTS) return thinned(kept);
  const { series, happenings } = kept.leftOut;
  if (kept.series.length > 0) {
    const less = Math.ceil(kept.series.length / 4);
    return { ...kept, series: kept.series.slice(0, -less), leftOut: { series: series + less, happenings } };
  }
  if (kept.happenings.length === 0) throw new Error("A kept window without curves and happenings is too large.");
  const less = Math.ceil(kept.happenings.length / 4);
  return { ...kept, happenings: kept.happenings.slice(0, -less), leftOut: { series, happenings: happenings + less } };
}

function packed({ series, ...kept }: KeptWindow): Packed {
  return { version: VERSION, ...kept, series: series.map(packedSeries) };
}

function packedSeries({ points, ...series }: KeptSeries): PackedSeries {
  const start = points[0]?.at ?? 0;
  const column = (of: "min" | "average" | "max") => points.map((point) => Number(point[of].toPrecision(FIGURES)));
  return {
    ...{ ...series, start },
    places: points.map(({ at }) => (at - start) / series.stepMs),
    ...{ min: column("min"), average: column("average"), max: column("max") },
    count: points.map(({ count }) => count),
  };
}

function unpacked({ start, places, min, average, max, count, ...series }: PackedSeries): KeptSeries {
  const points = places.map(
    (place, index): KeptPoint => ({
      at: start + place * series.stepMs,
      min: min[index] ?? 0,
      average: average[index] ?? 0,
      max: max[index] ?? 0,
      count: count[index] ?? 0,
    }),
  );
  return { ...series, points };
}
