import type { Calibration } from "./calibration.ts";
import { daysOf } from "./days.ts";
import { diskCurve } from "./disk.ts";
import {
  type Curve,
  FORECAST_DAYS,
  type Forecast,
  type ForecastAnswer,
  type ForecastDay,
  type History,
  type HistoryKind,
  LEAST_DAYS,
  REACH_DAYS,
} from "./history.ts";
import { loadCurve } from "./load.server.ts";
import { reachOf } from "./reach.ts";

export interface ForecastOptions {
  /** What must not be passed, where it is less than the capacity (0.85 of a ratio); the capacity by default. */
  readonly limit?: number | null;
  /** How alike series miss (see pooled): bands of a short history are drawn to it. */
  readonly alike?: Calibration;
}

/** A load is over its limit when it passed it on so many of the last seven days: one bad day is none. */
const DAYS_OVER = 4;
/** Part of the limit by which a level has to rise in thirteen months to tend to it. */
const LEAST_RISE = 0.02;

const NOWHERE = { early: null, likely: null, late: null };

/** What is to be expected of a resource in the 90 days after its history, and when it meets its limit. Deterministic. */
export function forecastOf(history: History, options: ForecastOptions = {}): Forecast {
  const { values, endsAt, measured } = daysOf(history);
  const { kind, capacity } = history;
  const told = { current: currentOf(values, kind), historyDays: values.length };
  if (measured < LEAST_DAYS) return { ...told, answer: "too_little_history", days: [], reach: NOWHERE };

  const curve = curveOf({ kind, values, perDay: 1, capacity }, REACH_DAYS, options.alike);
  const days = daysOfCurve(curve);
  const limit = Math.min(
    options.limit ?? history.limit ?? Number.POSITIVE_INFINITY,
    capacity ?? Number.POSITIVE_INFINITY,
  );
  if (!Number.isFinite(limit)) return { ...told, answer: "forecast", days, reach: NOWHERE };
  if (isOver(values, kind, limit)) {
    return { ...told, answer: "over", days, reach: { early: endsAt, likely: endsAt, late: endsAt } };
  }
  const reach = reachOf(curve, limit, endsAt);
  const answer: ForecastAnswer = reach.early === null && !rises(curve, limit) ? "not_filling" : "forecast";
  return { ...told, answer, days, reach };
}

/** A series without gaps: of a load any whole number of steps a day, of a disk one. */
export interface Series {
  readonly kind: HistoryKind;
  readonly values: Float64Array;
  readonly perDay: number;
  readonly capacity: number | null;
}

/** Its next steps, step 1 first. */
export function curveOf({ kind, values, perDay, capacity }: Series, steps: number, alike?: Calibration): Curve {
  if (values.length < 2) return standingStill(values[0] ?? 0, steps);
  return kind === "disk"
    ? diskCurve(values, steps, capacity, alike)
    : loadCurve(values, perDay, steps, capacity, alike);
}

function standingStill(value: number, steps: number): Curve {
  const line = new Float64Array(steps).fill(value);
  return { mean: line, lower80: line, upper80: line, lower95: line, upper95: line };
}

function currentOf(values: Float64Array, kind: History["kind"]): number | null {
  if (values.length === 0) return null;
  return kind === "disk" ? (values.at(-1) ?? null) : Math.max(...values.slice(-7));
}

function isOver(values: Float64Array, kind: History["kind"], limit: number): boolean {
  if (kind === "disk") return (values.at(-1) ?? 0) >= limit;
  return values.slice(-7).filter((value) => value >= limit).length >= DAYS_OVER;
}

function rises({ mean }: Curve, limit: number): boolean {
  const week = (from: number) => mean.slice(from, from + 7).reduce((sum, value) => sum + value, 0) / 7;
  return week(mean.length - 7) - week(0) > LEAST_RISE * limit;
}

function daysOfCurve(curve: Curve): ForecastDay[] {
  return Array.from({ length: FORECAST_DAYS }, (_, at): ForecastDay => {
    const { mean, lower80, upper80, lower95, upper95 } = curve;
    return [at + 1, mean[at] ?? 0, lower80[at] ?? 0, upper80[at] ?? 0, lower95[at] ?? 0, upper95[at] ?? 0];
  });
}
