import * as calendar from "./format/calendar.ts";
import * as durations from "./format/durations.ts";
import * as quantities from "./format/quantities.ts";
import type { Locale } from "./locale.ts";

export type { Quantity } from "./format/quantities.ts";
export type Format = ReturnType<typeof formatFor>;

/**
 * Numbers, quantities and dates as one language and time zone write them. Nothing here reads the clock or the
 * machine's own zone, so server and browser write the same. Instants are epoch milliseconds, ratios go from 0 to 1.
 */
export function formatFor(locale: Locale, timeZone: string) {
  const { join } = quantities;
  return {
    locale,
    timeZone,
    number: (value: number, decimals?: number) => quantities.number(locale, value, decimals),
    brief: (value: number) => quantities.brief(locale, value),
    percent: (ratio: number, decimals?: number) => quantities.percent(locale, ratio, decimals),
    /** Disks and transfers, by 1000. */
    bytes: (value: number) => join(quantities.bytes(locale, value, 1000)),
    /** Memory, by 1024. */
    memory: (value: number) => join(quantities.bytes(locale, value, 1024)),
    bytesPerSecond: (value: number) => join(quantities.bytesPerSecond(locale, value)),
    bitsPerSecond: (value: number) => join(quantities.bitsPerSecond(locale, value)),
    bytesQuantity: (value: number, base?: 1000 | 1024) => quantities.bytes(locale, value, base),
    bytesPerSecondQuantity: (value: number) => quantities.bytesPerSecond(locale, value),
    bitsPerSecondQuantity: (value: number) => quantities.bitsPerSecond(locale, value),
    percentQuantity: (ratio: number, decimals?: number) => ({
      number: quantities.number(locale, ratio * 100, decimals),
      unit: "%",
    }),
    join,
    duration: (seconds: number) => durations.duration(locale, seconds),
    hours: (seconds: number) => durations.hours(locale, seconds),
    exactDuration: (seconds: number) => durations.exactDuration(locale, seconds),
    age: (at: number, now: number) => durations.age(locale, at, now, timeZone),
    clock: (at: number) => calendar.clock(at, timeZone),
    clockWithSeconds: (at: number) => calendar.clockWithSeconds(at, timeZone),
    day: (at: number) => calendar.day(locale, at, timeZone),
    weekday: (at: number) => calendar.weekday(locale, at, timeZone),
    weekdayAndDay: (at: number) => calendar.weekdayAndDay(locale, at, timeZone),
    fullDay: (at: number) => calendar.fullDay(locale, at, timeZone),
    dateTime: (at: number) => calendar.dateTime(locale, at, timeZone),
    moment: (at: number, now: number) => calendar.moment(locale, at, now, timeZone),
    wallClock: (at: number) => calendar.wallClock(at, timeZone),
  };
}

/** A month that is shortened ends with the stop of its sentence. */
export function oneStop(text: string): string {
  return text.replace(/\.\.$/, ".");
}
