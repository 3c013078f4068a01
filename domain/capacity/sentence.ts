/** What the page says first, and the project's home repeats. Pure: words are the page's. */

import { dayAfter } from "./daily.ts";
import type { Remaining } from "./remaining.ts";

/** Half a year: what is further away is told in the calendar only. */
const HORIZON_DAYS = 183;

export type CapacitySentence =
  /** No forecast was made yet. */
  | { readonly kind: "untold" }
  /** There are measures, of less than two weeks. */
  | { readonly kind: "learning" }
  | { readonly kind: "over"; readonly count: number; readonly first: Remaining; readonly short: number }
  | { readonly kind: "short"; readonly count: number; readonly first: Remaining; readonly until: string }
  | { readonly kind: "none"; readonly until: string };

/** `rows` worst first; `today` is a day, "2026-11-22". */
export function capacitySentenceOf(rows: readonly Remaining[], today: string): CapacitySentence {
  const [first] = rows;
  if (!first) return { kind: "untold" };
  const until = dayAfter(today, HORIZON_DAYS);
  const over = rows.filter(({ answer }) => answer === "over");
  const short = rows.filter(({ answer, shortOn }) => answer !== "over" && shortOn !== null && shortOn <= until);
  if (over.length > 0) return { kind: "over", count: over.length, first, short: short.length };
  const [soonest] = short;
  if (soonest) return { kind: "short", count: short.length, first: soonest, until };
  return rows.every(({ answer }) => answer === "too_little_history") ? { kind: "learning" } : { kind: "none", until };
}
