import { type MetricKind, parseSeriesKey } from "#collector/protocol/metrics.ts";
import { MAX_AGE_MS, MAX_AHEAD_MS, MAX_SERIES_KEY_LENGTH } from "#collector/protocol/push.ts";

import { Refusals } from "./refusals.ts";

/** A value of one series at one instant, whichever door it came through. */
export interface Point {
  readonly key: string;
  readonly kind: MetricKind;
  /** Epoch milliseconds of the sender's clock. */
  readonly at: number;
  readonly value: number;
}

/** Of one request: two bytes on the wire must not become a megabyte of work. */
export const MAX_POINTS = 50_000;
export const MAX_INSTANTS = 2_000;
/** To say what is wrong with a point takes ten times as long as to read one. */
const MAX_MALFORMED = 2_000;
/** Parts of a protobuf message: series, labels and samples each are one; of Prometheus some 8,000 series. */
export const MAX_PARTS = 100_000;

/** Thrown where a request holds more than MAX_POINTS, MAX_INSTANTS or MAX_MALFORMED. */
export class TooManyPoints extends Error {}

/** Gathers the points of a request; what cannot be kept is refused by name and place, the rest stays. */
export class Points {
  readonly kept: Point[] = [];
  readonly refused = new Refusals();
  private readonly instants = new Set<number>();
  private lookedAt = 0;
  private malformed = 0;

  constructor(private readonly now: number) {}

  /** A NaN is no value: a series that ended (staleness), or a quantile of nothing. */
  add(series: { readonly key: string; readonly kind: MetricKind; readonly path: string }, at: number, value: number) {
    this.looked(1);
    if (Number.isNaN(value)) return;
    const reason = reasonAgainst(at, value, this.now);
    if (reason) {
      this.refused.add(series.key, reason, series.path);
      return;
    }
    this.instants.add(at);
    if (this.instants.size > MAX_INSTANTS) throw new TooManyPoints();
    this.kept.push({ key: series.key, kind: series.kind, at, value });
  }

  /** Refuses points before their value was read. They count like the others: they were looked at all the same. */
  refuse(series: string, reason: string, path: string, count = 1): void {
    this.looked(count);
    this.refused.add(series, reason, path, count);
  }

  refuseMalformed(series: string, path: string): void {
    this.malformed += 1;
    if (this.malformed > MAX_MALFORMED) throw new TooManyPoints();
    this.refuse(series, "malformed", path);
  }

  private looked(points: number): void {
    this.lookedAt += points;
    if (this.lookedAt > MAX_POINTS) throw new TooManyPoints();
  }
}

function reasonAgainst(at: number, value: number, now: number): string | undefined {
  if (!Number.isSafeInteger(at)) return "malformed";
  if (at < now - MAX_AGE_MS) return "clock_skew_past";
  if (at > now + MAX_AHEAD_MS) return "clock_skew_future";
  return Number.isFinite(value) ? undefined : "not_a_finite_number";
}

/** Whether a key may be stored: well formed, not too long, and without half of a character. */
export function isSeriesKey(key: string): boolean {
  return key.length <= MAX_SERIES_KEY_LENGTH && !/\p{Surrogate}/u.test(key) && parseSeriesKey(key) !== undefined;
}
