import { DAY_MS, type History, type HistoryKind } from "./history.ts";

/** What is left of a history: whole days, one value each, none missing. */
export interface Days {
  readonly values: Float64Array;
  /** When the day after the last one begins. */
  readonly endsAt: number;
  /** How many of them were measured. */
  readonly measured: number;
}

/**
 * Cuts a history at its resize and folds it to days: a load's day is its highest step, a disk's its last. A day of which
 * nothing was measured takes its value from the same day of another week, or from the days beside it.
 */
export function daysOf(history: History): Days {
  const { values, endsAt } = folded(history);
  const first = values.findIndex(Number.isFinite);
  if (first < 0) return { values: new Float64Array(), endsAt, measured: 0 };
  const last = values.findLastIndex(Number.isFinite);
  const kept = values.slice(first, last + 1);
  const measured = kept.filter(Number.isFinite).length;
  return {
    values: filled(kept, history.kind === "load" ? 7 : 0),
    endsAt: endsAt - (values.length - 1 - last) * DAY_MS,
    measured,
  };
}

function folded({ kind, stepMs, points, firstAt, resizedAt }: History): { values: Float64Array; endsAt: number } {
  const perDay = Math.max(1, Math.round(DAY_MS / stepMs));
  const cut = resizedAt == null ? 0 : Math.ceil((resizedAt - firstAt) / stepMs);
  const from = Math.min(points.length, Math.max(0, cut));
  const days = Math.floor((points.length - from) / perDay);
  const values = new Float64Array(days);
  // Counted from the end, so that the last day is a whole one.
  const start = points.length - days * perDay;
  for (let day = 0; day < days; day++) {
    values[day] = valueOfDay(kind, points.slice(start + day * perDay, start + (day + 1) * perDay));
  }
  return { values, endsAt: firstAt + points.length * stepMs };
}

function valueOfDay(kind: HistoryKind, steps: Float64Array | readonly number[]): number {
  let value = Number.NaN;
  for (const step of steps) {
    if (!Number.isFinite(step)) continue;
    value = kind === "disk" || Number.isNaN(value) ? step : Math.max(value, step);
  }
  return value;
}

/** Nothing missing any more: a gap is filled from a season before or after it, else along the line between its ends. */
export function filled(values: Float64Array, season: number): Float64Array {
  const full = Float64Array.from(values);
  for (let at = 0; at < full.length; at++) {
    if (Number.isFinite(full[at])) continue;
    const alike = season > 0 ? [at - season, at + season].map((other) => full[other]).find(isMeasured) : undefined;
    full[at] = alike ?? between(full, at);
  }
  return full;
}

function isMeasured(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}

/** The value before is measured or filled already: gaps are filled from the left. */
function between(values: Float64Array, at: number): number {
  const before = at > 0 ? values[at - 1] : undefined;
  let next = at + 1;
  while (next < values.length && !Number.isFinite(values[next])) next++;
  const after = values[next];
  if (before === undefined) return after ?? Number.NaN;
  if (after === undefined) return before;
  return before + (after - before) / (next - at + 1);
}
