import { daysOf } from "./days.ts";
import {
  type Curve,
  FORECAST_DAYS,
  type Forecast,
  type ForecastDay,
  type History,
  LEAST_DAYS,
  REACH_DAYS,
} from "./history.ts";
import { reachOf } from "./reach.ts";

export interface ForecastOptions {
  /** What must not be passed, where it is less than the capacity (0.85 of a ratio); the capacity by default. */
  readonly limit?: number | null;
}

const NOWHERE = { early: null, likely: null, late: null };

/** What is to be expected of a resource in the 90 days after its history, and when it meets its limit. Deterministic. */
export function forecastOf(history: History, options: ForecastOptions = {}): Forecast {
  const { values, endsAt, measured } = daysOf(history);
  const limit = options.limit ?? history.capacity;
  const current = currentOf(values, history.kind);
  const told = { current, historyDays: values.length };
  if (measured < LEAST_DAYS) return { ...told, answer: "too_little_history", days: [], reach: NOWHERE };

  const curve = curveOf(values, history);
  const days = daysOfCurve(curve);
  if (limit === null) return { ...told, answer: "forecast", days, reach: NOWHERE };
  if (current !== null && current >= limit) {
    return { ...told, answer: "over", days, reach: { early: endsAt, likely: endsAt, late: endsAt } };
  }
  const reach = reachOf(curve, limit, endsAt);
  return { ...told, answer: reach.early === null ? "not_filling" : "forecast", days, reach };
}

function currentOf(values: Float64Array, kind: History["kind"]): number | null {
  if (values.length === 0) return null;
  return kind === "disk" ? (values.at(-1) ?? null) : Math.max(...values.slice(-7));
}

/** The line of the last 60 days, with the quantiles of what was seen around it. */
function curveOf(values: Float64Array, { kind, capacity }: History): Curve {
  const recent = values.slice(-60);
  const n = recent.length;
  const middle = (n - 1) / 2;
  const mean = recent.reduce((sum, value) => sum + value, 0) / n;
  let over = 0;
  let under = 0;
  recent.forEach((value, at) => {
    over += (at - middle) * (value - mean);
    under += (at - middle) ** 2;
  });
  const slope = kind === "disk" ? over / under : 0;
  const spread = Math.sqrt(recent.reduce((sum, value, at) => sum + (value - mean - slope * (at - middle)) ** 2, 0) / n);
  const last = kind === "disk" ? (values.at(-1) ?? 0) : mean;
  const bounded = (value: number) => Math.max(0, capacity === null ? value : Math.min(value, capacity));
  const edge = (widths: number) =>
    Float64Array.from({ length: REACH_DAYS }, (_, at) => {
      const widening = kind === "disk" ? Math.sqrt(1 + at / 7) : 1;
      const weekly = kind === "load" ? (values[values.length - 7 + (at % 7)] ?? last) : last;
      return bounded((kind === "load" ? (weekly + last) / 2 : last + slope * (at + 1)) + widths * spread * widening);
    });
  return { mean: edge(0), lower80: edge(-1.28), upper80: edge(1.28), lower95: edge(-1.96), upper95: edge(1.96) };
}

function daysOfCurve(curve: Curve): ForecastDay[] {
  return Array.from({ length: FORECAST_DAYS }, (_, at): ForecastDay => {
    const { mean, lower80, upper80, lower95, upper95 } = curve;
    return [at + 1, mean[at] ?? 0, lower80[at] ?? 0, upper80[at] ?? 0, lower95[at] ?? 0, upper95[at] ?? 0];
  });
}
