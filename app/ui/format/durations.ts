import type { Locale } from "#app/ui/locale.ts";

import { moment } from "./calendar.ts";
import { HABITS, UNIT_SPACE } from "./words.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Two units at most, the second only where it says something: 4 s, 31 min, 2 h 20 min, 3 j. */
export function duration(locale: Locale, seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < MINUTE) return `${whole}${UNIT_SPACE}s`;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)}${UNIT_SPACE}min`;
  const dayUnit = HABITS[locale].day;
  if (whole < DAY) return pair(Math.floor(whole / HOUR), "h", Math.floor((whole % HOUR) / MINUTE), "min");
  const days = Math.floor(whole / DAY);
  return days < 3 ? pair(days, dayUnit, Math.floor((whole % DAY) / HOUR), "h") : `${days}${UNIT_SPACE}${dayUnit}`;
}

/** Business time, of which no day has 24 hours: as `duration`, but never in days: 33 h. */
export function hours(locale: Locale, seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < DAY
    ? duration(locale, whole)
    : pair(Math.floor(whole / HOUR), "h", Math.floor((whole % HOUR) / MINUTE), "min");
}

/** What a contract counts: as `duration`, but of minutes the seconds too: 4 min 32 s. */
export function exactDuration(locale: Locale, seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < MINUTE || whole >= HOUR) return duration(locale, whole);
  return pair(Math.floor(whole / MINUTE), "min", whole % MINUTE, "s");
}

/** How long ago: seconds under a minute, minutes under an hour, then the clock. Never less than a second: words for it would be wider. */
export function age(locale: Locale, at: number, now: number, timeZone: string): string {
  const seconds = Math.max(1, Math.floor((now - at) / 1000));
  if (seconds >= HOUR) return moment(locale, at, now, timeZone);
  return HABITS[locale].ago.replace("{}", duration(locale, seconds));
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  const first = `${large}${UNIT_SPACE}${largeUnit}`;
  return small === 0 ? first : `${first} ${small}${UNIT_SPACE}${smallUnit}`;
}
