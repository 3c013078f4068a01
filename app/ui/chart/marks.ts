import type { Stretch } from "./zoom.ts";

/** Marks too near to each other for numbers of their own share one: "3–5". `share` is the place on the axis, 0 to 1. */
export interface MarkGroup {
  readonly first: number;
  readonly last: number;
  readonly share: number;
}

/** Numbers marks from 1 in order of time and groups those nearer than `nearest`, a share of the axis. Marks come sorted. */
export function markGroups(
  marks: readonly { readonly at: number }[],
  { from, to }: Stretch,
  nearest: number,
): MarkGroup[] {
  const groups: { first: number; last: number; shares: number[] }[] = [];
  for (const [index, { at }] of marks.entries()) {
    const share = Math.min(1, Math.max(0, (at - from) / (to - from)));
    const open = groups.at(-1);
    const edge = open?.shares.at(-1);
    if (open && edge !== undefined && share - edge < nearest) {
      open.last = index + 1;
      open.shares.push(share);
    } else {
      groups.push({ first: index + 1, last: index + 1, shares: [share] });
    }
  }
  return groups.map(({ first, last, shares }) => ({
    first,
    last,
    share: ((shares[0] ?? 0) + (shares.at(-1) ?? 0)) / 2,
  }));
}

interface Placed {
  readonly at: number;
  readonly until?: number | null;
  readonly isLasting?: boolean;
}

/** The marks that touch the window, in order of time: what began before it and still lasts stands at its edge. */
export function marksWithin<Mark extends Placed>(marks: readonly Mark[], { from, to }: Stretch): Mark[] {
  return marks
    .filter(({ at, until, isLasting }) => at <= to && (isLasting || (until ?? at) >= from))
    .sort((a, b) => a.at - b.at);
}
