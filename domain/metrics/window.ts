/** The stretch of time that a page of charts shows, as its address says it. Pure: the browser uses it too. */

import { daysLater, instantOf, monthsLater, wallTime } from "./wall-time.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Ranges that end now, as the address names them. Days and months are the calendar's, in the project's time zone. */
export const RANGES = ["live", "1h", "6h", "24h", "7d", "30d", "12m"] as const;
export type RangeName = (typeof RANGES)[number];

/** [from, to) in epoch milliseconds. */
export interface TimeWindow {
  /** "dates" for a window of its own bounds. */
  readonly range: RangeName | "dates";
  readonly from: number;
  readonly to: number;
}

export type WindowRefusal =
  | "unknownRange"
  | "notADate"
  | "startMissing"
  | "endsBeforeItStarts"
  | "startsInTheFuture"
  | "tooLong";

/** A refused address comes with the window to show instead. */
export type ReadWindow = TimeWindow | { readonly refused: WindowRefusal; readonly instead: TimeWindow };

interface Clock {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Of the project; IANA name. */
  readonly timeZone: string;
}

/** As long as the hourly roll-ups are kept: five years, and a leap day. */
const LONGEST_MS = 1_827 * DAY;

/** Lengths that no calendar changes. */
const FIXED = { live: 10 * MINUTE, "1h": HOUR, "6h": 6 * HOUR, "24h": DAY } as const;

/**
 * Reads `?range=6h`, or `?from=…&to=…`. Bounds are days (2026-10-25; `to` is then shown whole) or times of the project's
 * clock (2026-10-25T14:30, seconds and an offset such as +02:00 or Z where wanted); without `to` the window ends now.
 * Without any of them it is `usual`.
 */
export function windowOf(query: URLSearchParams, { now, timeZone }: Clock, usual: RangeName = "24h"): ReadWindow {
  const instead = rangeWindow(usual, { now, timeZone });
  const [range, start, end] = ["range", "from", "to"].map((name) => query.get(name)?.trim() || null);
  if (!start && !end) {
    if (!range) return instead;
    return isRange(range) ? rangeWindow(range, { now, timeZone }) : { refused: "unknownRange", instead };
  }

  if (!start) return { refused: "startMissing", instead };
  const from = boundOf(start, timeZone);
  const to = end ? boundOf(end, timeZone, { isEnd: true }) : now;
  if (from === undefined || to === undefined) return { refused: "notADate", instead };
  if (to <= from) return { refused: from >= now && !end ? "startsInTheFuture" : "endsBeforeItStarts", instead };
  if (from >= now) return { refused: "startsInTheFuture", instead };
  if (to - from > LONGEST_MS) return { refused: "tooLong", instead };
  return { range: "dates", from, to };
}

/** The range that ends now. */
export function rangeWindow(range: RangeName, { now, timeZone }: Clock): TimeWindow {
  return { range, from: startOf(range, now, timeZone), to: now };
}

/** The query that `windowOf` reads as this window: `range=6h`, `from=2026-10-01&to=2026-10-31`. */
export function windowQuery({ range, from, to }: TimeWindow, timeZone: string): string {
  if (range !== "dates") return `range=${range}`;
  const [start, end] = [wallTime(from, timeZone), wallTime(to, timeZone)];
  if (isMidnight(start) && isMidnight(end)) {
    return `from=${dayOf(start)}&to=${dayOf(wallTime(daysLater(to, -1, timeZone), timeZone))}`;
  }
  return `from=${boundText(from, timeZone)}&to=${boundText(to, timeZone)}`;
}

/**
 * The period before, to compare with: as long, and of the same calendar. Of whole months the months before, of days
 * (at whatever hour) as many days before by the project's clock, of anything else the same number of milliseconds.
 */
export function periodBefore({ range, from, to }: TimeWindow, timeZone: string): { from: number; to: number } {
  if (range !== "dates") return { from: startOf(range, from, timeZone), to: from };
  const [start, end] = [wallTime(from, timeZone), wallTime(to, timeZone)];
  if (start.slice(10) !== end.slice(10)) return { from: from - (to - from), to: from };
  if (isMonthStart(start) && isMonthStart(end))
    return { from: monthsLater(from, -months(start, end), timeZone), to: from };
  const days = Math.round((Date.parse(`${end}Z`) - Date.parse(`${start}Z`)) / DAY);
  return { from: daysLater(from, -days, timeZone), to: from };
}

/** How many points a chart of the window is drawn from: every second while live, else steps that a reader can name. */
export function maxPointsOf({ range, from, to }: TimeWindow): number {
  return range === "live" ? (to - from) / SECOND : 400;
}

export type StepUnit = "second" | "minute" | "hour" | "day";

/** What an averaging step is called: 300,000 ms are 5 minutes. */
export function stepWords(stepMs: number): { value: number; unit: StepUnit } {
  const units = [
    ["day", DAY],
    ["hour", HOUR],
    ["minute", MINUTE],
  ] as const;
  for (const [unit, size] of units) if (stepMs % size === 0) return { value: stepMs / size, unit };
  return { value: stepMs / SECOND, unit: "second" };
}

function isRange(text: string): text is RangeName {
  return (RANGES as readonly string[]).includes(text);
}

function startOf(range: RangeName, end: number, timeZone: string): number {
  if (range === "7d") return daysLater(end, -7, timeZone);
  if (range === "30d") return daysLater(end, -30, timeZone);
  return range === "12m" ? monthsLater(end, -12, timeZone) : end - FIXED[range];
}

/** A day as an end is the start of the next: it is shown whole. */
function boundOf(text: string, timeZone: string, { isEnd = false } = {}): number | undefined {
  // A plus sign that nobody escaped arrives as a space.
  const [, wall = text, offset] = /^(.+T.+?)(Z|[+ -]\d\d:\d\d)$/.exec(text) ?? [];
  const at = instantOf(wall, offset ? "UTC" : timeZone);
  if (at === undefined) return undefined;
  if (offset) return at - offsetMs(offset);
  return isEnd && !text.includes("T") ? daysLater(at, 1, timeZone) : at;
}

function offsetMs(offset: string): number {
  if (offset === "Z") return 0;
  const [hours = 0, minutes = 0] = offset.slice(1).split(":").map(Number);
  return (offset[0] === "-" ? -1 : 1) * (hours * HOUR + minutes * MINUTE);
}

/** The zone's clock alone where it names the instant, with its offset in the hour that comes twice. */
function boundText(at: number, timeZone: string): string {
  const wall = wallTime(at, timeZone);
  const brief = wall.replace(/\.000$/, "").replace(/(T\d\d:\d\d):00$/, "$1");
  if (instantOf(wall, timeZone) === at) return brief;
  const minutes = (Date.parse(`${wall}Z`) - at) / MINUTE;
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const sign = minutes < 0 ? "-" : "%2B";
  return `${brief}${sign}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}

function isMidnight(wall: string): boolean {
  return wall.endsWith("T00:00:00.000");
}

function isMonthStart(wall: string): boolean {
  return wall.endsWith("-01T00:00:00.000");
}

function dayOf(wall: string): string {
  return wall.slice(0, 10);
}

function months(start: string, end: string): number {
  const count = (wall: string) => Number(wall.slice(0, 4)) * 12 + Number(wall.slice(5, 7));
  return count(end) - count(start);
}
