/** What the page says first, and the project's home repeats. Pure: words are the page's. */

import { dayAfter } from "./daily.ts";
import type { Remaining } from "./remaining.ts";

/** Half a year: what is further away is told in the calendar only. */
const HORIZON_DAYS = 183;

/** What is short while everything runs. */
export type ShortSentence =
  /** No forecast was made yet. */
  | { readonly kind: "untold" }
  /** There are measures, of less than two weeks. */
  | { readonly kind: "learning" }
  | { readonly kind: "over"; readonly count: number; readonly first: Remaining }
  | { readonly kind: "short"; readonly count: number; readonly first: Remaining; readonly until: string }
  | { readonly kind: "none"; readonly until: string };

export type CapacitySentence = ShortSentence & {
  /** What would not be carried with one machine gone, now or within the half year; null where all would be. */
  readonly pairs: { readonly count: number; readonly first: Remaining } | null;
};

/** `rows` worst first; `today` is a day, "2026-11-22". */
export function capacitySentenceOf(rows: readonly Remaining[], today: string): CapacitySentence {
  const until = dayAfter(today, HORIZON_DAYS);
  const isShort = ({ answer, shortOn }: Remaining) => answer === "over" || (shortOn !== null && shortOn <= until);
  const pairs = rows.filter((row) => row.subject === "pair" && isShort(row));
  const [first] = pairs;
  return { ...shortOf(rows, isShort, until), pairs: first ? { count: pairs.length, first } : null };
}

function shortOf(all: readonly Remaining[], isShort: (row: Remaining) => boolean, until: string): ShortSentence {
  const rows = all.filter(({ subject }) => subject !== "pair");
  const short = rows.filter(isShort);
  const [first] = short;
  if (first) {
    const over = short.filter(({ answer }) => answer === "over").length;
    return over > 0 ? { kind: "over", count: over, first } : { kind: "short", count: short.length, first, until };
  }
  if (rows.length === 0) return { kind: "untold" };
  return rows.every(({ answer }) => answer === "too_little_history") ? { kind: "learning" } : { kind: "none", until };
}
