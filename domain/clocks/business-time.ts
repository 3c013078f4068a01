import { type BusinessCalendar, openOn } from "./calendar.ts";
import { steadySpans } from "./offsets.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** How far ahead an instant is looked for: a calendar that is closed that long never opens. */
const HORIZON_MS = 1_200 * DAY_MS;

/** Business seconds between two instants (epoch milliseconds), to the millisecond; 0 where `to` is not after `from`. */
export function businessSeconds(calendar: BusinessCalendar, from: number, to: number): number {
  let total = 0;
  for (const open of openStretches(calendar, from, to)) total += open.to - open.from;
  return total / 1_000;
}

/**
 * The first instant at which so many business seconds have passed since `from`: `from` itself for none. Null where the
 * calendar does not open that long within three years. For showing only: a calendar that changes moves it.
 */
export function instantAfter(calendar: BusinessCalendar, from: number, seconds: number): number | null {
  if (seconds <= 0) return from;
  let left = Math.round(seconds * 1_000);
  for (const open of openStretches(calendar, from, from + HORIZON_MS)) {
    const length = open.to - open.from;
    if (length >= left) return open.from + left;
    left -= length;
  }
  return null;
}

/** When the clocks run again: `at` itself while they run. Null for a calendar that never opens. */
export function opensAt(calendar: BusinessCalendar, at: number): number | null {
  for (const open of openStretches(calendar, at, at + HORIZON_MS)) return open.from;
  return null;
}

/** The open stretches within a stretch of time, oldest first. Hours that touch at midnight are two. */
function* openStretches(calendar: BusinessCalendar, from: number, to: number): Generator<{ from: number; to: number }> {
  for (const span of steadySpans(calendar.timeZone, from, to)) {
    // Within a span the clock is UTC moved by a constant: its days have 24 hours, cut off where the span ends.
    const first = Math.floor((span.from + span.offsetMs) / DAY_MS);
    for (let day = first; day * DAY_MS - span.offsetMs < span.to; day += 1) {
      const midnight = day * DAY_MS - span.offsetMs;
      for (const range of openOn(calendar, day)) {
        const opens = Math.max(span.from, midnight + range.from * MINUTE_MS);
        const closes = Math.min(span.to, midnight + range.to * MINUTE_MS);
        if (closes > opens) yield { from: opens, to: closes };
      }
    }
  }
}
