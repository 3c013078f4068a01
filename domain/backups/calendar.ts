/** A wall calendar's times as sets: what a cron line and a calendar form both come down to. Pure. */
export interface Schedule {
  /** Whether a day has runs at all. `weekday` is 0 on Sunday. */
  readonly isOn: (day: CalendarDay) => boolean;
  /** 0 to 23, ascending. */
  readonly hours: readonly number[];
  /** 0 to 59, ascending. */
  readonly minutes: readonly number[];
  /** 0 to 59: one, as no backup is made more often than once a minute. */
  readonly second: number;
  /** Every hour of the day, whichever the clock calls it: the doubled hour has its runs twice, the missing one none. */
  readonly isHourly: boolean;
}

export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
  readonly weekday: number;
}

/** The part of a schedule that cannot be read. */
export type SchedulePart =
  | "form"
  | "minute"
  | "hour"
  | "dayOfMonth"
  | "month"
  | "dayOfWeek"
  | "weekdays"
  | "year"
  | "day"
  | "second";

/** `text` is what stands there. */
export interface Malformed {
  readonly refused: "scheduleMalformed";
  readonly where: SchedulePart;
  readonly text: string;
}

export function malformed(where: SchedulePart, text: string): Malformed {
  return { refused: "scheduleMalformed", where, text };
}

/** [least, …, most]. */
export function rangeOf(least: number, most: number): number[] {
  return Array.from({ length: Math.max(0, most - least + 1) }, (_, index) => least + index);
}

export const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
