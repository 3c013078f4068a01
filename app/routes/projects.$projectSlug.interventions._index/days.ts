import { daysLater, instantOf, monthsLater, wallTime } from "#domain/metrics/wall-time.ts";

export const VIEWS = ["month", "week", "list"] as const;
export type View = (typeof VIEWS)[number];

/** A day of the calendar, epoch milliseconds on the project's clock. */
export interface Day {
  readonly from: number;
  readonly to: number;
  /** Of the month before or after. */
  readonly isOut: boolean;
}

export interface Span {
  readonly view: View;
  readonly from: number;
  readonly to: number;
  readonly days: readonly Day[];
  /** The same view earlier and later, as the address names it: YYYY-MM-DD. */
  readonly before: string;
  readonly after: string;
}

/** What a view shows around a day. Weeks begin on Monday. A day that is none is today. */
export function spanOf(view: View, asked: string | null, now: number, timeZone: string): Span {
  const anchor = (/^\d{4}-\d\d-\d\d$/.test(asked ?? "") && instantOf(asked ?? "", timeZone)) || now;
  const midnight = startOf(wallTime(anchor, timeZone).slice(0, 10), timeZone);
  if (view === "week") {
    const from = monday(midnight, timeZone);
    return { view, ...stretch(from, daysLater(from, 7, timeZone), null, timeZone), ...around(from, timeZone, "week") };
  }
  const first = startOf(`${wallTime(midnight, timeZone).slice(0, 7)}-01`, timeZone);
  const next = monthsLater(first, 1, timeZone);
  if (view === "list") {
    const [from, to] = [monthsLater(first, -1, timeZone), monthsLater(first, 3, timeZone)];
    return { view, from, to, days: [], ...around(first, timeZone, "list") };
  }
  const from = monday(first, timeZone);
  const last = monday(next - 1, timeZone);
  const to = daysLater(last, 7, timeZone);
  return { view, ...stretch(from, to, { from: first, to: next }, timeZone), ...around(first, timeZone, "month") };
}

function stretch(from: number, to: number, within: { from: number; to: number } | null, timeZone: string) {
  const days: Day[] = [];
  for (let day = from; day < to; day = daysLater(day, 1, timeZone)) {
    const isOut = within !== null && (day < within.from || day >= within.to);
    days.push({ from: day, to: daysLater(day, 1, timeZone), isOut });
  }
  return { from, to, days };
}

function around(at: number, timeZone: string, view: View) {
  const moved = (by: -1 | 1) => {
    if (view === "week") return daysLater(at, by * 7, timeZone);
    return monthsLater(at, view === "list" ? by * 4 : by, timeZone);
  };
  const dayOf = (instant: number) => wallTime(instant, timeZone).slice(0, 10);
  return { before: dayOf(moved(-1)), after: dayOf(moved(1)) };
}

function monday(at: number, timeZone: string): number {
  const weekday = new Date(`${wallTime(at, timeZone).slice(0, 10)}T12:00:00Z`).getUTCDay();
  const midnight = startOf(wallTime(at, timeZone).slice(0, 10), timeZone);
  return daysLater(midnight, -((weekday + 6) % 7), timeZone);
}

function startOf(day: string, timeZone: string): number {
  return instantOf(day, timeZone) ?? Number.NaN;
}
