import { wallClock } from "#app/ui/format/calendar.ts";
import type { Format } from "#app/ui/format.ts";

export interface Tick {
  readonly at: number;
  readonly isMajor: boolean;
  /** Only major ticks have one. */
  readonly label: string | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps of a graduation: up to this span, a tick each `minor`, a label each `major`. */
const GRADUATIONS = [
  { span: 15 * MINUTE, minor: MINUTE, major: 5 * MINUTE },
  { span: 90 * MINUTE, minor: 5 * MINUTE, major: 15 * MINUTE },
  { span: 3 * HOUR, minor: 15 * MINUTE, major: 30 * MINUTE },
  { span: 9 * HOUR, minor: 15 * MINUTE, major: HOUR },
  { span: 54 * HOUR, minor: HOUR, major: 3 * HOUR },
] as const;

/** The graduation of a stretch of time, by the wall clock of the format's zone: a day of change has 23 or 25 hours. */
export function ticksOf(from: number, to: number, format: Format): Tick[] {
  const graduation = GRADUATIONS.find(({ span }) => to - from <= span);
  return graduation ? hourTicks(from, to, graduation, format) : dayTicks(from, to, format);
}

/** One step of the keyboard: what a minor tick is worth. */
export function tickStep(from: number, to: number): number {
  return GRADUATIONS.find(({ span }) => to - from <= span)?.minor ?? DAY;
}

function hourTicks(
  from: number,
  to: number,
  { minor, major }: { minor: number; major: number },
  format: Format,
): Tick[] {
  const ticks: Tick[] = [];
  for (let at = Math.ceil(from / minor) * minor; at <= to; at += minor) {
    const { hour, minute } = wallClock(at, format.timeZone);
    const isMajor = ((hour * 60 + minute) * MINUTE) % major === 0;
    const isMidnight = hour === 0 && minute === 0;
    ticks.push({ at, isMajor, label: isMajor ? (isMidnight ? format.weekday(at) : format.clock(at)) : null });
  }
  return ticks;
}

function dayTicks(from: number, to: number, format: Format): Tick[] {
  const days = (to - from) / DAY;
  const majorEach = days <= 9 ? 1 : days <= 45 ? 5 : days <= 120 ? 10 : 30;
  const ticks: Tick[] = [];
  for (let at = midnightAfter(from, format.timeZone); at <= to; at = midnightAfter(at + HOUR, format.timeZone)) {
    const { day } = wallClock(at, format.timeZone);
    // A tick for each day of a year would be a grey bar.
    if (majorEach === 30 && day !== 1 && day !== 15) continue;
    const isMajor = majorEach === 1 || day === 1 || (day % majorEach === 0 && day < 30);
    ticks.push({ at, isMajor, label: isMajor ? format.day(at) : null });
  }
  return ticks;
}

/** The first midnight at or after the instant. Steps by quarter hours, because zones change at any of them. */
function midnightAfter(from: number, timeZone: string): number {
  const quarter = 15 * MINUTE;
  let at = Math.ceil(from / quarter) * quarter;
  for (;;) {
    const { hour, minute } = wallClock(at, timeZone);
    if (hour === 0 && minute === 0) return at;
    // Far from midnight a jump to 22:00 is safe; the last two hours are walked, as a clock may change there.
    at += hour < 22 ? (22 - hour) * HOUR - minute * MINUTE : quarter;
  }
}
