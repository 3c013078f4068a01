import { stepEnd, stepStart } from "#domain/metrics/day-steps.ts";

/** A stretch of time, epoch milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Nothing is looked at through a smaller window: the finest chart has a point a second. */
const SHORTEST_MS = 60_000;
/** A pointer that moves less than this share of the chart has clicked. */
const SHORTEST_DRAG = 0.01;

/** What lies between two ends of a drag, in order and inside the window. */
export function stretchBetween(one: number, other: number, within: Stretch): Stretch {
  const inside = (at: number) => Math.min(within.to, Math.max(within.from, at));
  const [from, to] = one < other ? [one, other] : [other, one];
  return { from: inside(from), to: inside(to) };
}

export function isDrag(stretch: Stretch, within: Stretch): boolean {
  return stretch.to - stretch.from > (within.to - within.from) * SHORTEST_DRAG;
}

/**
 * The window that a selection opens: on whole steps, outwards, so that what was selected is seen whole; a minute at
 * least, around the middle of the selection.
 */
export function zoomed(selection: Stretch, stepMs: number, timeZone: string): Stretch {
  const from = stepStart(selection.from, stepMs, timeZone);
  const last = stepStart(selection.to, stepMs, timeZone);
  const to = last === selection.to ? last : stepEnd(last, stepMs, timeZone);
  if (to - from >= SHORTEST_MS) return { from, to };
  const middle = Math.round((from + to) / 2 / 1000) * 1000;
  return { from: middle - SHORTEST_MS / 2, to: middle + SHORTEST_MS / 2 };
}

/** Twice as much time around the same middle, moved back where it would reach past `now`. */
export function widened({ from, to }: Stretch, now: number): Stretch {
  const half = (to - from) / 2;
  const end = Math.min(to + half, Math.max(now, to));
  return { from: end - half * 4, to: end };
}

/** The window before this one, or after it and not past `now`, of the same length. */
export function shifted({ from, to }: Stretch, direction: -1 | 1, now: number): Stretch {
  const by = direction === -1 ? from - to : Math.min(to - from, Math.max(0, now - to));
  return { from: from + by, to: to + by };
}
