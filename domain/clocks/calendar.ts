/**
 * When a contract's clocks run: hours of the week on the clock of one time zone, less what is closed. Pure.
 *
 * An instant is open when the zone's clock shows an open time of an open day. So an hour that does not exist counts for
 * nothing, and one that comes twice counts twice, exactly as long as somebody had to be at the desk.
 */

const MINUTES_A_DAY = 1_440;

/** Minutes after midnight as the clock shows them, [from, to), 0 to 1,440. */
export interface MinuteRange {
  readonly from: number;
  readonly to: number;
}

/** Monday first. Ranges of a day are ascending and apart. None passes midnight: a night is written on its two days. */
export type Week = readonly (readonly MinuteRange[])[];

export interface BusinessCalendar {
  /** IANA name. */
  readonly timeZone: string;
  /** Hours with the day from which they hold ("2026-01-31"), oldest first. Before the first one nothing is open. */
  readonly hours: readonly { readonly effectiveOn: string; readonly week: Week }[];
  /** What is closed, by day: the whole day for a holiday, some minutes for an afternoon off. */
  readonly closed: ReadonlyMap<string, readonly MinuteRange[]>;
}

export const WHOLE_DAY: MinuteRange = { from: 0, to: MINUTES_A_DAY };
export const ALWAYS_OPEN: Week = Array.from({ length: 7 }, () => [WHOLE_DAY]);

/** Whether the week has no closed minute. */
export function isAlwaysOpen(week: Week): boolean {
  return (
    week.length === 7 && week.every((day) => day.length === 1 && day[0]?.from === 0 && day[0].to === MINUTES_A_DAY)
  );
}

/** The week in force on a day; undefined before the first. */
export function weekOn(calendar: BusinessCalendar, day: string): Week | undefined {
  return calendar.hours.findLast(({ effectiveOn }) => effectiveOn <= day)?.week;
}

const daysKnown = new WeakMap<BusinessCalendar, Map<number, readonly MinuteRange[]>>();

/** What is open on a day, counted in days since 1 January 1970. A calendar is never changed once it was asked. */
export function openOn(calendar: BusinessCalendar, dayNumber: number): readonly MinuteRange[] {
  const days = daysKnown.get(calendar) ?? new Map<number, readonly MinuteRange[]>();
  daysKnown.set(calendar, days);
  let open = days.get(dayNumber);
  if (!open) {
    const day = new Date(dayNumber * 86_400_000).toISOString().slice(0, 10);
    // The first of January 1970 was a Thursday.
    const weekday = (((dayNumber + 3) % 7) + 7) % 7;
    open = without(weekOn(calendar, day)?.[weekday] ?? [], calendar.closed.get(day) ?? []);
    days.set(dayNumber, open);
  }
  return open;
}

/** Ranges less other ranges. */
function without(ranges: readonly MinuteRange[], closed: readonly MinuteRange[]): MinuteRange[] {
  return closed.reduce<MinuteRange[]>(
    (left, { from, to }) =>
      left.flatMap((range) =>
        [
          { from: range.from, to: Math.min(range.to, from) },
          { from: Math.max(range.from, to), to: range.to },
        ].filter((one) => one.to > one.from),
      ),
    [...ranges],
  );
}
