import type { Format } from "#app/ui/format.ts";

import type { Stretch } from "./zoom.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One instant of a chart, as fine as its steps are: 14:32:07, 14:32, 24 nov., 14:00 or mar. 24 nov. 2026. */
export function instantText(at: number, frame: Stretch & { readonly stepMs: number }, format: Format): string {
  if (frame.stepMs >= DAY) return format.fullDay(at);
  const clock = frame.stepMs < MINUTE ? format.clockWithSeconds(at) : format.clock(at);
  return isOneDay(frame, format) ? clock : `${format.day(at)}, ${clock}`;
}

/** The window in a heading. Its day once where it has only one; its years where this is not the year of both ends. */
export function windowText({ from, to }: Stretch, now: number, format: Format): string {
  const year = format.wallClock(now).year;
  const isThisYear = [from, to].every((at) => format.wallClock(at).year === year);
  const day = isThisYear ? format.weekdayAndDay : format.fullDay;
  if (isLong({ from, to })) return `${format.fullDay(from)} → ${format.fullDay(to)}`;
  const end = isOneDay({ from, to }, format) ? format.clock(to) : `${day(to)}, ${format.clock(to)}`;
  return `${day(from)}, ${format.clock(from)} → ${end}`;
}

/** "One point a minute" is said otherwise than "one point every 10 s". Keys of the namespace `charts`. */
export const STEP_TEXTS: Readonly<Record<number, string>> = {
  1000: "step.second",
  [MINUTE]: "step.minute",
  [HOUR]: "step.hour",
  [DAY]: "step.day",
};

/** The city of a zone's name; the zones that have none keep their own. */
export function zoneCity(timeZone: string): string {
  return (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
}

/** As a date-time field of a form wants it, on the wall clock of the zone: 2026-11-24T14:32. */
export function fieldValue(at: number, format: Format): string {
  const { year, month, day, hour, minute } = format.wallClock(at);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** A stretch inside a window, its two ends as short as they are clear: the clock alone on the day of the window's end. */
export function stretchTexts(stretch: Stretch, window: Stretch, format: Format): { from: string; to: string } {
  if (isLong(window)) return { from: format.fullDay(stretch.from), to: format.fullDay(stretch.to) };
  return { from: format.moment(stretch.from, window.to), to: format.moment(stretch.to, stretch.from) };
}

/** Of many weeks the days are enough, and their years are needed. */
function isLong({ from, to }: Stretch): boolean {
  return to - from > 45 * DAY;
}

function isOneDay({ from, to }: Stretch, format: Format): boolean {
  return format.fullDay(from) === format.fullDay(to);
}
