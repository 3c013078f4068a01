import { wallTime } from "#domain/metrics/wall-time.ts";

const DAY_MS = 86_400_000;

/** A stretch in which the zone's clock runs on without a jump. Epoch milliseconds, [from, to). */
export interface SteadySpan {
  readonly from: number;
  readonly to: number;
  /** What the zone's clock is ahead of UTC by, in milliseconds. */
  readonly offsetMs: number;
}

interface Change {
  readonly at: number;
  /** From then on. */
  readonly offsetMs: number;
}

/** Asking Intl costs microseconds a time, and a list of tickets asks for the same years again and again. */
const yearsKnown = new Map<string, readonly Change[]>();

/** Cuts a stretch of time where the zone's clocks jump. */
export function steadySpans(timeZone: string, from: number, to: number): SteadySpan[] {
  const spans: SteadySpan[] = [];
  if (to <= from) return spans;
  const lastYear = new Date(to).getUTCFullYear();
  let at = from;
  let offsetMs: number | undefined;
  for (let year = new Date(from).getUTCFullYear(); year <= lastYear; year += 1) {
    for (const change of changesOf(timeZone, year)) {
      if (change.at > at && change.at < to && offsetMs !== undefined && change.offsetMs !== offsetMs) {
        spans.push({ from: at, to: change.at, offsetMs });
        at = change.at;
      }
      if (change.at < to) offsetMs = change.offsetMs;
    }
  }
  spans.push({ from: at, to, offsetMs: offsetMs ?? offsetAt(at, timeZone) });
  return spans;
}

/** The offset with which a year (UTC) begins, then each jump in it. No zone jumps twice within a day. */
function changesOf(timeZone: string, year: number): readonly Change[] {
  const key = `${timeZone} ${year}`;
  const known = yearsKnown.get(key);
  if (known) return known;
  const end = Date.UTC(year + 1, 0, 1);
  let at = Date.UTC(year, 0, 1);
  const changes: Change[] = [{ at, offsetMs: offsetAt(at, timeZone) }];
  for (let before = changes[0]?.offsetMs; at < end; at += DAY_MS) {
    const next = Math.min(at + DAY_MS, end);
    const after = offsetAt(next, timeZone);
    if (after === before) continue;
    changes.push({ at: jumpWithin(at, next, timeZone), offsetMs: after });
    before = after;
  }
  yearsKnown.set(key, changes);
  return changes;
}

/** Halves until the millisecond from which the later offset holds is left. */
function jumpWithin(from: number, to: number, timeZone: string): number {
  const before = offsetAt(from, timeZone);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, timeZone) === before) low = middle;
    else high = middle;
  }
  return high;
}

function offsetAt(at: number, timeZone: string): number {
  return Date.parse(`${wallTime(at, timeZone)}Z`) - at;
}
