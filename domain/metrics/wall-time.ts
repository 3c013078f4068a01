/** Wall clocks of a time zone and instants, both ways, with the two days when clocks change. Pure: the browser uses it too. */

const DAY_MS = 86_400_000;
const WALL = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?(\.\d{3})?)?$/;

/** Formatters cost 50 microseconds to make, and a chart's axis asks often. */
const readers = new Map<string, Intl.DateTimeFormat>();

/** What the zone's clock shows at an instant, to the millisecond: 2026-10-25T02:30:00.000. */
export function wallTime(at: number, timeZone: string): string {
  let reader = readers.get(timeZone);
  if (!reader) {
    // Only the Swedish locale prints ISO days.
    reader = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
    readers.set(timeZone, reader);
  }
  const milliseconds = ((at % 1_000) + 1_000) % 1_000;
  return `${reader.format(at).replace(" ", "T")}.${String(milliseconds).padStart(3, "0")}`;
}

/**
 * The instant at which the zone's clock shows a time: 2026-10-25, 2026-10-25T02:30, with seconds and milliseconds where
 * wanted. A time that comes twice is its first; one that is skipped is as much later. Undefined for what is no date.
 */
export function instantOf(wall: string, timeZone: string): number | undefined {
  const guess = readWall(wall);
  if (guess === undefined) return undefined;
  const first = guess - offsetMs(guess - DAY_MS, timeZone);
  const second = guess - offsetMs(guess + DAY_MS, timeZone);
  return [first, second].find((at) => wallMs(at, timeZone) === guess) ?? first;
}

/** The instant some calendar days later (earlier for a negative number), at the same time of the zone's clock. */
export function daysLater(at: number, days: number, timeZone: string): number {
  return moved(at, timeZone, (wall) => wall.setUTCDate(wall.getUTCDate() + days));
}

/** The same day and time some months later or earlier; where a month is too short, its last day. */
export function monthsLater(at: number, months: number, timeZone: string): number {
  return moved(at, timeZone, (wall) => {
    const day = wall.getUTCDate();
    wall.setUTCDate(1);
    wall.setUTCMonth(wall.getUTCMonth() + months);
    const last = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate();
    wall.setUTCDate(Math.min(day, last));
  });
}

function moved(at: number, timeZone: string, move: (wall: Date) => void): number {
  const wall = new Date(wallMs(at, timeZone));
  move(wall);
  return instantOf(wall.toISOString().slice(0, -1), timeZone) ?? at;
}

/** The digits of a wall clock as if they were UTC; undefined for a day or an hour that no calendar has. */
function readWall(wall: string): number | undefined {
  const match = WALL.exec(wall);
  if (!match) return undefined;
  const [, day, minutes = "00:00", seconds = ":00", milliseconds = ".000"] = match;
  const text = `${day}T${minutes}${seconds}${milliseconds}Z`;
  const read = Date.parse(text);
  return Number.isNaN(read) || new Date(read).toISOString() !== text ? undefined : read;
}

function wallMs(at: number, timeZone: string): number {
  return Date.parse(`${wallTime(at, timeZone)}Z`);
}

function offsetMs(at: number, timeZone: string): number {
  return wallMs(at, timeZone) - at;
}
