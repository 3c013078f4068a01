import type { Segment, Stretch } from "./ledger.ts";

/** What is worth a row in the month's list: what is not up, and what only staff's word made up. Oldest first. */
export function stoppagesOf(segments: readonly Segment[]): Segment[] {
  return segments.filter(({ verdict, observed }) => verdict !== "up" || observed !== "up");
}

/** The segments within a stretch, cut at its ends: a day of the month. */
export function within(segments: readonly Segment[], { from, to }: Stretch): Segment[] {
  return segments
    .filter((one) => one.to > from && one.from < to)
    .map((one) => ({ ...one, from: Math.max(one.from, from), to: Math.min(one.to, to) }));
}
