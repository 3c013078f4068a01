const DAY_MS = 86_400_000;

/** France and peninsular Spain keep the same time: one zone serves every centre. */
export const ZONE = "Europe/Paris";

const parts = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** The day on the centres' wall clock, "2026-11-22". */
export function dayOf(instant: Date): string {
  const { year, month, day } = onTheWall(instant);
  return `${year}-${month}-${day}`;
}

/** Minutes since midnight on the centres' wall clock. */
export function minuteOf(instant: Date): number {
  const { hour, minute } = onTheWall(instant);
  return Number(hour) * 60 + Number(minute);
}

/** The instant at which the centres' clocks show these minutes since midnight of that day. Shops are shut when clocks change. */
export function instantOf(day: string, minutes: number): Date {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  return new Date(asUtc - offsetMs(asUtc));
}

/** The day `days` later on the calendar. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
}

/** How far the wall clock is ahead of UTC, read at UTC's own figure and once more with the offset taken off. */
function offsetMs(asUtc: number): number {
  const ahead = (instant: number) => {
    const { year, month, day, hour, minute } = onTheWall(new Date(instant));
    return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`) - instant;
  };
  return ahead(asUtc - ahead(asUtc));
}

function onTheWall(instant: Date): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(instant).map(({ type, value }) => [type, value]));
}
