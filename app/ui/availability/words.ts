import type { Format } from "#app/ui/format.ts";
import type { State } from "#app/ui/state-mark.tsx";
import type { Verdict } from "#domain/availability/verdict.ts";

/** The mark of each verdict. */
export const MARK_OF: Readonly<Record<Verdict, State>> = {
  up: "ok",
  degraded: "warn",
  down: "crit",
  maintenance: "plan",
  unapproved_maintenance: "crit",
  unmonitored: "mute",
};

/** A ratio in percent with two decimals, never rounded up: 99.798 is not 99.80 where 99.8 was promised. */
export function flooredPercent(format: Format, ratio: number): string {
  return format.number(Math.floor(ratio * 10_000 + 1e-7) / 100, 2);
}

/** The same for narrow places, where a whole hundred needs no decimals. */
export function briefPercent(format: Format, ratio: number | null): string {
  if (ratio === null) return "–";
  return ratio === 1 ? format.number(100) : flooredPercent(format, ratio);
}

/** « 20:41 → 21:04 », with the day of its end where that is another. `to` is the excluded end. */
export function spanText(format: Format, from: number, to: number): string {
  return `${format.clock(from)} → ${format.moment(to, from)}`;
}

/** What is left of a budget, with its sign. */
export function signedDuration(format: Format, ms: number): string {
  return `${ms < 0 ? "−" : ""}${format.exactDuration(Math.abs(ms) / 1_000)}`;
}
