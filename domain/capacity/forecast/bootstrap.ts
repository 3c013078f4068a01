/*
 * What a disk may gain or lose besides its growth, by a block bootstrap: paths are drawn from the changes of the past, two
 * weeks at a time, so that what comes in bursts stays in bursts. With a seed of its own: the same for the same history.
 */

const BLOCK = 14;
const PATHS = 120;
const SEED = 20_261_122;
/** Days ahead for which paths are measured; between them lie lines. */
const KNOTS = [1, 2, 4, 7, 14, 21, 30, 45, 60, 90, 130, 180, 260, 396] as const;

/** Half the 80 % band at each knot, below and above the mean. */
export interface Spread {
  readonly below: Float64Array;
  readonly above: Float64Array;
}

/** Of paths drawn from each of the windows alike, around a growth of `perDay`, as far as the knot after `days`. */
export function spreadOf(windows: readonly Float64Array[], perDay: number, days: number): Spread {
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

/** At so many days ahead, from what is known at the knots. */
export function knotted(halves: Float64Array, days: number): number {
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
