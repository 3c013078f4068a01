import type { Segment, Stretch } from "#domain/availability/ledger.ts";
import { within } from "#domain/availability/outages.ts";
import type { Verdict } from "#domain/availability/verdict.ts";
import { daysLater, instantOf, wallTime } from "#domain/metrics/wall-time.ts";

/** What a status page looks back on. */
export const STATUS_DAYS = 90;

/** In the order of their weight. To whoever waits at the door, work that nobody approved is an interruption like another. */
export const STATUS_VERDICTS = ["down", "degraded", "maintenance", "unmonitored", "up"] as const;
export type StatusVerdict = (typeof STATUS_VERDICTS)[number];

export interface StatusDay {
  /** Midnight of the project's zone, epoch milliseconds. */
  readonly at: number;
  readonly verdict: StatusVerdict;
  /** How long it was in that verdict, milliseconds, as far as the day is over. */
  readonly lastedMs: number;
}

export function statusVerdict(verdict: Verdict): StatusVerdict {
  return verdict === "unapproved_maintenance" ? "down" : verdict;
}

/** From midnight 89 days ago to now, on the zone's clocks. */
export function statusStretch(now: number, timeZone: string): Stretch {
  const today = instantOf(wallTime(now, timeZone).slice(0, 10), timeZone) ?? now;
  return { from: daysLater(today, 1 - STATUS_DAYS, timeZone), to: now };
}

/** The days of the stretch, oldest first, each with the worst that it saw. Less than half a day unseen says nothing of it. */
export function statusDays(segments: readonly Segment[], { from, to }: Stretch, timeZone: string): StatusDay[] {
  return Array.from({ length: STATUS_DAYS }, (_, index) => {
    const at = daysLater(from, index, timeZone);
    const until = Math.min(to, daysLater(from, index + 1, timeZone));
    const lasted: Record<StatusVerdict, number> = { down: 0, degraded: 0, maintenance: 0, unmonitored: 0, up: 0 };
    for (const one of within(segments, { from: at, to: until }))
      lasted[statusVerdict(one.verdict)] += one.to - one.from;
    const seen = until - at - lasted.unmonitored;
    const verdict =
      STATUS_VERDICTS.find((one) => lasted[one] > 0 && (one !== "unmonitored" || seen < lasted[one])) ?? "unmonitored";
    return { at, verdict, lastedMs: lasted[verdict] };
  });
}

/** The verdict of the present, and since when it holds; undefined for an empty ledger. */
export function standingOf(segments: readonly Segment[]): { verdict: StatusVerdict; since: number } | undefined {
  const last = segments.at(-1);
  if (!last) return undefined;
  const verdict = statusVerdict(last.verdict);
  const other = segments.findLastIndex((one) => statusVerdict(one.verdict) !== verdict);
  return { verdict, since: segments[other + 1]?.from ?? last.from };
}

/** How often the service was interrupted, and for how long in all, in milliseconds. */
export function interruptionsOf(segments: readonly Segment[]): { count: number; lastedMs: number } {
  let [count, lastedMs, before]: [number, number, StatusVerdict] = [0, 0, "up"];
  for (const { verdict, from, to } of segments) {
    const told = statusVerdict(verdict);
    if (told === "down") {
      lastedMs += to - from;
      if (before !== "down") count += 1;
    }
    before = told;
  }
  return { count, lastedMs };
}
